"""What a snapshot's page set takes: the same words as its page, in the same order."""

from datetime import datetime

from articles.public.typeset import in_steps
from editorial.renditions import Source
from editorial.typesetting.furniture import Absolute, attached, card_sheet, day, furniture, language, named, titled
from editorial.typesetting.markup import blocks, runs
from editorial.typesetting.runs import plain_runs, settable
from snapshot.public.renditions import page_of

WITHDRAWN = "This text has been withdrawn by its publisher."


def snapshot_sheets(source: Source, absolute: Absolute, at: datetime) -> dict:
    """Return the data of snapshot.typ."""
    page = page_of(source.work, source.part["entries"])
    spoken = {key: entry.get("language") or source.work["language"] for key, entry in source.part["entries"].items()}
    return {
        **furniture(source, at, [settable(author["name"]) for author in page["compilers"]]),
        "counts": _counts(page["article_count"], page["author_count"]),
        "compilers": named(page["compilers"], absolute),
        "introduction": in_steps([block for markup in page["introduction_html"] for block in blocks(markup)]),
        "selection_heading": settable(page["selection_heading"]),
        "sections": [_section(section, absolute, spoken) for section in page["sections"]],
        "article_count": sum(len(section["entries"]) for section in page["sections"]),
        "coverage": {
            "text": settable(page["coverage_label"]),
            "url": absolute(page["coverage_url"]) if page["coverage_url"] else "",
        }
        if page["coverage_label"]
        else None,
        "topics": named(page["topics"], absolute),
        "attachments": attached(source, absolute),
    }


def _counts(articles: int, authors: int) -> str:
    if not articles:
        return ""
    written = f" by {authors} author{'s' if authors > 1 else ''}" if authors else ""
    return f"{articles} article{'s' if articles > 1 else ''}{written}"


def _section(section: dict, absolute: Absolute, spoken: dict[str, str]) -> dict:
    return {
        "title": settable(section["title"]),
        "note": runs(section["note_html"]),
        "entries": [_entry(entry, absolute, spoken[entry["key"]]) for entry in section["entries"]],
    }


def _entry(entry: dict, absolute: Absolute, tag: str) -> dict:
    shown = {"title": titled(entry["title"]), "language": language(tag), "withdrawn": entry["withdrawn"]}
    if entry["withdrawn"]:
        return {**shown, "url": "", "notice": plain_runs(entry["notice"] or WITHDRAWN)}
    host = entry["source_host"] or "its publisher"
    return {
        **shown,
        "url": absolute(entry["url"]),
        "authors": named(entry["authors"], absolute),
        "date": day(entry["published_on"]),
        "note": runs(entry["note_html"]),
        "label": settable(entry["summary_label"]) or "Summary",
        "points": [runs(point["html"]) for point in entry["points_html"]],
        "source": {"url": entry["source_url"], "text": f"Full text at {host}"}
        if entry["source_url"] and not entry["has_body"]
        else None,
    }


def snapshot_card_sheet(source: Source) -> dict:
    """Return the data of a snapshot's card picture."""
    return card_sheet(source, [settable(section["title"]) for section in source.work["sections"]])
