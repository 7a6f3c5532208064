"""What a snapshot's page set takes: the same words as its page, in the same order."""

from datetime import datetime

from django.utils.translation import gettext as _

from articles.public.typeset import in_steps
from editorial.languages import speaking
from editorial.renditions import Source
from editorial.typesetting.furniture import Absolute, attached, card_sheet, furniture, language, named, titled
from editorial.typesetting.markup import blocks, runs
from editorial.typesetting.runs import plain_runs, settable
from editorial.written import day
from snapshot.public.renditions import page_of


def snapshot_sheets(source: Source, absolute: Absolute, at: datetime) -> dict:
    """Return the data of snapshot.typ."""
    with speaking(source.work["language"]):
        return _sheets(source, absolute, at)


def _sheets(source: Source, absolute: Absolute, at: datetime) -> dict:
    page = page_of(source.work, source.part["entries"])
    spoken = {key: entry.get("language") or source.work["language"] for key, entry in source.part["entries"].items()}
    return {
        **furniture(source, at, [settable(author["name"]) for author in page["compilers"]]),
        "counts": page["counts"],
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


def _section(section: dict, absolute: Absolute, spoken: dict[str, str]) -> dict:
    return {
        "title": settable(section["title"]),
        "note": runs(section["note_html"]),
        "entries": [_entry(entry, absolute, spoken[entry["key"]]) for entry in section["entries"]],
    }


def _entry(entry: dict, absolute: Absolute, tag: str) -> dict:
    shown = {"title": titled(entry["title"]), "language": language(tag), "withdrawn": entry["withdrawn"]}
    if entry["withdrawn"]:
        return {
            **shown,
            "url": "",
            "notice": plain_runs(entry["notice"] or _("This text has been withdrawn by its publisher.")),
        }
    return {
        **shown,
        "url": absolute(entry["url"]),
        "authors": named(entry["authors"], absolute),
        "date": day(entry["published_on"]),
        "note": runs(entry["note_html"]),
        "label": settable(entry["summary_label"]) or _("Summary"),
        "points": [runs(point["html"]) for point in entry["points_html"]],
        "source": {"url": entry["source_url"], "text": full_text_at(entry["source_host"])}
        if entry["source_url"] and not entry["has_body"]
        else None,
    }


def full_text_at(host: str) -> str:
    """Return the words of the link that leads to an entry's source."""
    return _("Full text at %(host)s") % {"host": host} if host else _("Full text at its publisher")


def snapshot_card_sheet(source: Source) -> dict:
    """Return the data of a snapshot's card picture."""
    with speaking(source.work["language"]):
        return card_sheet(source, [settable(section["title"]) for section in source.work["sections"]])
