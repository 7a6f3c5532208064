"""What an article's page set takes: the same words as its page, in the same order."""

from collections.abc import Iterable
from datetime import datetime

from articles.public.cards import host_of, people, subjects
from editorial.footnotes import with_notes_below
from editorial.models import Edition
from editorial.renditions import Source
from editorial.typesetting.furniture import Absolute, attached, card_sheet, furniture, moment, named
from editorial.typesetting.markup import blocks, runs
from editorial.typesetting.runs import plain_runs, settable


def article_sheets(source: Source, absolute: Absolute, at: datetime, corrections: Iterable[Edition] = ()) -> dict:
    """Return the data of article.typ. `corrections` are the editions whose notes the page shows."""
    work = source.work
    noted = [
        {"runs": plain_runs(f"{moment(each.live_from, 'F j, Y')}: {each.note}"), "edition": f"Edition {each.number}"}
        for each in corrections
    ]
    host = host_of(work["source_url"]) or "its publisher"
    return {
        **furniture(source, at, [settable(author["name"]) for author in work["authors"]]),
        "bylines": named(people(work["authors"]), absolute),
        "topics": named(subjects(work["topics"]), absolute),
        "issue": [
            f"{name} {settable(work[key])}" for key, name in (("volume", "Volume"), ("issue", "Issue")) if work[key]
        ],
        "label": settable(work["summary_label"]) or "Summary",
        "points": [runs(point["text"]) for point in work["points"]],
        "body": in_steps(blocks(with_notes_below("\n".join(work["body"]), "Notes"))),
        "source": {"url": work["source_url"], "text": f"Read the full text at {host}"}
        if work["source_url"] and not work["body"]
        else None,
        "attachments": attached(source, absolute),
        "corrections": noted,
        "corrections_label": "Corrections" if len(noted) > 1 else "Correction",
    }


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
    return card_sheet(source, [", ".join(settable(author["name"]) for author in source.work["authors"])])
