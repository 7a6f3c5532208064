"""The data for a snapshot's PDF: the same text as its page, in the same order."""

from datetime import datetime

from django.utils.translation import gettext as _

from articles.public.pdf import in_steps
from outputs.pdf.markup import blocks, runs
from outputs.pdf.page_data import Absolute, attached, card_data, document_data, imprinted, language, named, titled
from outputs.pdf.runs import plain_runs, settable
from outputs.source import Source
from snapshot.public.cover import cover_svg
from snapshot.public.renditions import page_of
from text.footnotes import printed, printed_list
from text.formatting import day
from web.languages import override_language


def snapshot_pdf_data(source: Source, absolute: Absolute, at: datetime) -> dict:
    """Return the data for snapshot.typ."""
    with override_language(source.work["language"]):
        return _pdf_data(source, absolute, at)


def _pdf_data(source: Source, absolute: Absolute, at: datetime) -> dict:
    page = page_of(source.work, source.part["entries"])
    spoken = {key: entry.get("language") or source.work["language"] for key, entry in source.part["entries"].items()}
    return {
        **document_data(source, at, [settable(author["name"]) for author in page["compilers"]]),
        "cover": _cover(source),
        "byline": named(page["authors"], absolute),
        "counts": page["counts"],
        "compilers": named(page["compilers"], absolute),
        "introduction": in_steps([block for markup in page["introduction_html"] for block in blocks(printed(markup))]),
        "selection_heading": settable(page["selection_heading"]),
        "sections": [_section(section, absolute, spoken) for section in page["sections"]],
        "notes": in_steps(blocks(printed_list(page["notes"], _("Notes")))),
        "article_count": sum(len(section["entries"]) for section in page["sections"]),
        "coverage": {
            "text": settable(page["coverage_label"]),
            "url": absolute(page["coverage_url"]) if page["coverage_url"] else "",
        }
        if page["coverage_label"]
        else None,
        "topics": named(page["topics"], absolute),
        "attachments": attached(source, absolute),
        "imprint": imprinted(page["imprint"]),
    }


def _section(section: dict, absolute: Absolute, spoken: dict[str, str]) -> dict:
    return {
        "title": settable(section["title"]),
        "note": runs(printed(section["note_html"])),
        "entries": [_entry(entry, absolute, spoken[entry["key"]]) for entry in section["entries"]],
    }


def _entry(entry: dict, absolute: Absolute, tag: str) -> dict:
    shown = {
        "number": str(entry["number"]),
        "title": titled(entry["title"]),
        "language": language(tag),
        "withdrawn": entry["withdrawn"],
    }
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
        "note": runs(printed(entry["note_html"])),
        "label": settable(entry["summary_label"]) or _("Summary"),
        "points": [runs(point["html"]) for point in entry["points_html"]],
        "source": {"url": entry["source_url"], "text": full_text_at(entry["source_host"])}
        if entry["source_url"] and not entry["has_body"]
        else None,
    }


def full_text_at(host: str) -> str:
    """Return the text of the link to an entry's source."""
    return _("Full text at %(host)s") % {"host": host} if host else _("Full text at its publisher")


def snapshot_card_data(source: Source) -> dict:
    with override_language(source.work["language"]):
        lines = [settable(section["title"]) for section in source.work["sections"]]
        return {**card_data(source, lines), "cover": _cover(source)}


def _cover(source: Source) -> str:
    """Return the drawing for a snapshot without a picture, otherwise ""."""
    if source.work["picture"]:
        return ""
    return cover_svg(source.work, source.part["entries"], source.digest).decode()
