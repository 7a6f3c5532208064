"""What an article's page set takes: the same words as its page, in the same order."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from articles.public.cards import host_of, people, subjects
from editorial.enumerating import comma
from editorial.figures import parts, signed
from editorial.footnotes import with_notes_below
from editorial.languages import speaking
from editorial.models import Edition
from editorial.renditions import Source
from editorial.typesetting.furniture import Absolute, attached, card_sheet, figured, furniture, local_day, named
from editorial.typesetting.markup import blocks, runs
from editorial.typesetting.runs import plain_runs, settable


def article_sheets(source: Source, absolute: Absolute, at: datetime, corrections: Iterable[Edition] = ()) -> dict:
    """Return the data of article.typ. `corrections` are the editions whose notes the page shows."""
    with speaking(source.work["language"]):
        return _sheets(source, absolute, at, corrections)


def _sheets(source: Source, absolute: Absolute, at: datetime, corrections: Iterable[Edition]) -> dict:
    work = source.work
    noted = [
        {
            "runs": plain_runs(_("%(day)s: %(note)s") % {"day": local_day(each.live_from), "note": each.note}),
            "edition": _("Edition %(number)s") % {"number": each.number},
        }
        for each in corrections
    ]
    issue = ((_("Volume %(volume)s"), "volume"), (_("Issue %(issue)s"), "issue"))
    return {
        **furniture(source, at, [settable(author["name"]) for author in work["authors"]]),
        "bylines": named(people(work["authors"]), absolute),
        "topics": named(subjects(work["topics"]), absolute),
        "issue": [words % {key: settable(work[key])} for words, key in issue if work[key]],
        "label": settable(work["summary_label"]) or _("Summary"),
        "points": [runs(point["text"]) for point in work["points"]],
        "body": in_steps(body_blocks(work)),
        "figures": [figured(each, number) for number, each in enumerate(work["figures"], 1)],
        "source": {"url": work["source_url"], "text": read_at(host_of(work["source_url"]))}
        if work["source_url"] and not work["body"]
        else None,
        "attachments": attached(source, absolute),
        "corrections": noted,
        "corrections_label": _("Corrections") if len(noted) > 1 else _("Correction"),
    }


def body_blocks(work: dict) -> list[dict]:
    """Return the text as blocks, {"kind": "figure", "number"} where a figure stands, its notes below."""
    markup = with_notes_below(signed(work["body"], len(work["figures"])), _("Notes"))
    return [
        block
        for part in parts(markup)
        for block in ([{"kind": "figure", "number": part}] if isinstance(part, int) else blocks(part))
    ]


def read_at(host: str) -> str:
    """Return the words of the link that leads to a text's source."""
    return _("Read the full text at %(host)s") % {"host": host} if host else _("Read the full text at its publisher")


def in_steps(found: list[dict], above: int = 0) -> list[dict]:
    """Return the blocks, each heading with its depth in the document's tree: never a level skipped on the way down."""
    last = above
    for block in found:
        if block["kind"] == "heading":
            last = block["depth"] = min(last + 1, above + block["level"] - 1)
        for inner in _inside(block):
            in_steps(inner, last)
    return found


def _inside(block: dict) -> list[list[dict]]:
    return block["items"] if block["kind"] == "list" else [block["blocks"]] if block["kind"] == "quote" else []


def article_card_sheet(source: Source) -> dict:
    """Return the data of an article's card picture."""
    with speaking(source.work["language"]):
        return card_sheet(source, [comma().join(settable(author["name"]) for author in source.work["authors"])])
