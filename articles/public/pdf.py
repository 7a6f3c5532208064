"""The data of an article's PDF: the same text as its page, in the same order."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from articles.public.cards import host_of, people, subjects
from media.marks import Place, counts_of, parts, signed
from outputs.imprint import imprint_lines
from outputs.pdf.markup import blocks, runs
from outputs.pdf.page_data import (
    Absolute,
    attached,
    card_data,
    document_data,
    embedded,
    figured,
    imprinted,
    local_day,
    named,
)
from outputs.pdf.runs import plain_runs, settable
from outputs.source import Source
from record.models import Edition
from text.footnotes import with_notes_below
from text.joining import comma
from web.languages import override_language


def article_pdf_data(source: Source, absolute: Absolute, at: datetime, corrections: Iterable[Edition] = ()) -> dict:
    """Return the data of article.typ. `corrections` are the editions whose correction notes the page shows."""
    with override_language(source.work["language"]):
        return _pdf_data(source, absolute, at, corrections)


def _pdf_data(source: Source, absolute: Absolute, at: datetime, corrections: Iterable[Edition]) -> dict:
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
        **document_data(source, at, [settable(author["name"]) for author in work["authors"]]),
        "bylines": named(people(work["authors"]), absolute),
        "topics": named(subjects(work["topics"]), absolute),
        "issue": [words % {key: settable(work[key])} for words, key in issue if work[key]],
        "label": settable(work["summary_label"]) or _("Summary"),
        "points": [runs(point["text"]) for point in work["points"]],
        "body": in_steps(body_blocks(work)),
        "figures": [figured(each, number) for number, each in enumerate(work["figures"], 1)],
        "embeds": [embedded(each) for each in work["embeds"]],
        "source": {"url": work["source_url"], "text": read_at(host_of(work["source_url"]))}
        if work["source_url"] and not work["body"]
        else None,
        "attachments": attached(source, absolute),
        "imprint": imprinted(imprint_lines(work, work["authors"])),
        "corrections": noted,
        "corrections_label": _("Corrections") if len(noted) > 1 else _("Correction"),
    }


def body_blocks(work: dict) -> list[dict]:
    """Return the body as blocks, with {"kind", "number"} for each figure and embed, and the notes at the end."""
    markup = with_notes_below(signed(work["body"], counts_of(work)), _("Notes"))
    return [
        block for part in parts(markup) for block in ([part._asdict()] if isinstance(part, Place) else blocks(part))
    ]


def read_at(host: str) -> str:
    """Return the link text for reading the full text at `host`."""
    return _("Read the full text at %(host)s") % {"host": host} if host else _("Read the full text at its publisher")


def in_steps(found: list[dict], above: int = 0) -> list[dict]:
    """Return the blocks with heading levels adjusted so that none is skipped on the way down, as PDF/UA-1 requires."""
    last = above
    for block in found:
        if block["kind"] == "heading":
            last = block["depth"] = min(last + 1, above + block["level"] - 1)
        for inner in _inside(block):
            in_steps(inner, last)
    return found


def _inside(block: dict) -> list[list[dict]]:
    return block["items"] if block["kind"] == "list" else [block["blocks"]] if block["kind"] in ("quote", "box") else []


def article_card_data(source: Source) -> dict:
    with override_language(source.work["language"]):
        return card_data(source, [comma().join(settable(author["name"]) for author in source.work["authors"])])
