"""A snapshot edition as a page, as plain text and as JSON: all from the frozen content alone.

An article withdrawn since stands in each of them as its title and the notice.
"""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.public import cards
from articles.public.renditions import edition_facts
from editorial import prose
from editorial.attachments import shown_attachments
from editorial.freezing import as_frozen, canonical
from editorial.pictures.shown import shown_picture
from editorial.public_pages import said_in
from snapshot.importing.outline import ArticleOutline, Outline, Passage, SectionOutline
from snapshot.importing.outlining.canonical import to_text
from snapshot.models.record import SnapshotEdition
from snapshot.public.over_time import timeline_of
from snapshot.public.since import corrected_since
from snapshot.public.withholding import shown_content, withhold


def snapshot_page(edition: SnapshotEdition, content: dict, at: datetime) -> dict:
    """Return what snapshot_page.html takes; `content` is the edition's own, less what was withdrawn since."""
    entries = content["edition"]["entries"]
    facts = edition_facts(edition, at, "snapshot")
    page = page_of(content["work"], entries, corrected_since(entries.values(), at))
    return {
        **page,
        **facts,
        "timeline": timeline_of(page["sections"]),
        **({"pdf_url": reverse("snapshot-pdf", kwargs={"slug": edition.slug})} if facts["is_current"] else {}),
        "published_on": edition.published_on,
        "slug": edition.slug if facts["is_current"] else "",
        "series_slug": (content["work"]["series"] or {}).get("slug", ""),
    }


def page_of(work: dict, entries: dict, since: dict[int, dict] | None = None) -> dict:
    """Return what the page shows of a frozen snapshot, with its articles under the placements' keys.

    `since`: what readers are told of newer texts, under the ids of the article editions shown.
    """
    since = since or {}
    shown = [entry for entry in entries.values() if "withdrawn" not in entry]
    articles = len({entry["article"] for entry in shown})
    authors = len({author["id"] for entry in shown for author in entry["authors"]})
    sections = [
        {
            "key": section["key"],
            "anchor": f"section-{section['key']}",
            "title": section["title"],
            "note_html": cards.frozen_html(section["note"]),
            "entries": [_entry(placement, entries[placement["key"]], since) for placement in section["placements"]],
        }
        for section in work["sections"]
    ]
    _tell_points_apart(sections)
    return {
        "series": work["series"]["name"] if work["series"] else "",
        "series_url": cards.series_url(work["series"]),
        "title": work["title"],
        "standfirst": work["standfirst"],
        "picture": shown_picture(work["picture"]),
        "attachments": shown_attachments(work["attachments"]),
        "introduction_html": [cards.frozen_html(block) for block in work["introduction"]],
        "selection_heading": work["selection_heading"],
        "sections": sections,
        "pdf_label": work["pdf_label"],
        "pdf_url": "",
        "coverage_label": work["coverage_label"],
        "coverage_url": reverse("topic", kwargs={"slug": work["coverage"]["slug"]}) if work["coverage"] else "",
        "compilers": cards.people(work["compilers"]),
        "topics": cards.subjects(work["topics"]),
        "tags": [{"name": tag["name"]} for tag in work["tags"]],
        "doi": work["doi"],
        "language": work["language"],
        **said_in(work["language"]),
        "article_count": articles,
        "author_count": authors,
        "counts": _counts(articles, authors),
    }


def _tell_points_apart(sections: list[dict]) -> None:
    """Give a point another anchor where its article stands in the snapshot once more: an id stands once in a page."""
    taken = set()
    for entry in (entry for section in sections for entry in section["entries"]):
        for point in entry.get("points_html", ()):
            if point["anchor"] in taken:
                point["anchor"] += f"-{entry['key']}"
            taken.add(point["anchor"])


def _counts(articles: int, authors: int) -> str:
    """Return “16 articles by 12 authors”; nothing where there is no article."""
    if not articles:
        return ""
    told = ngettext("%(number)s article", "%(number)s articles", articles) % {"number": articles}
    if not authors:
        return told
    by = ngettext("%(articles)s by %(number)s author", "%(articles)s by %(number)s authors", authors)
    return by % {"articles": told, "number": authors}


def _entry(placement: dict, entry: dict, since: dict[int, dict]) -> dict:
    """Return what the component entry.html takes: the article as frozen, in the words this snapshot gives it."""
    shown = {
        "key": placement["key"],
        "anchor": f"entry-{placement['key']}",
        "title": placement["title"] or entry["title"],
        **said_in(entry.get("language", "")),
    }
    if "withdrawn" in entry:
        return {**shown, "withdrawn": True, "notice": entry["withdrawn"]}
    return {
        **shown,
        "url": reverse("article", kwargs={"slug": entry["slug"]}),
        "authors": cards.people(entry["authors"]),
        "published_on": cards.day(entry["published_on"]),
        "summary_label": entry["summary_label"],
        "points_html": cards.points(points_of(placement, entry)),
        "note_html": cards.frozen_html(placement["note"]),
        "source_url": entry["source_url"],
        "source_host": cards.host_of(entry["source_url"]),
        "has_body": entry["has_body"],
        "withdrawn": False,
        "since": since.get(entry["id"]),
    }


def points_of(placement: dict, entry: dict) -> list[dict]:
    """Return the summary points shown of an article ({key, text}): this snapshot's own where it has any."""
    own = placement["summary"]
    return (
        [{"key": f"{placement['key']}-{n}", "text": text} for n, text in enumerate(own, 1)] if own else entry["points"]
    )


def snapshot_text(edition: SnapshotEdition) -> str:
    """Return the edition in the canonical text form (docs/importing.md), which the importer reads back."""
    content = shown_content(edition)
    return text_of(content["work"], content["edition"]["entries"])


def text_of(work: dict, entries: dict) -> str:
    """Return a frozen snapshot, with its articles under the placements' keys, in the canonical text form."""
    return to_text(
        Outline(
            title=f"{work['series']['name']}: {work['title']}" if work["series"] else work["title"],
            intro=[_passage(block) for block in work["introduction"]],
            selection_heading=work["selection_heading"] or None,
            sections=[
                SectionOutline(
                    section["title"],
                    [_article_outline(placement, entries[placement["key"]]) for placement in section["placements"]],
                )
                for section in work["sections"]
            ],
            pdf_label=work["pdf_label"] or None,
            more_coverage=work["coverage_label"] or None,
        )
    )


def _article_outline(placement: dict, entry: dict) -> ArticleOutline:
    if "withdrawn" in entry:
        notice = prose.escape(entry["withdrawn"] or _("This text has been withdrawn by its publisher."))
        return ArticleOutline(entry["title"], summary_label=_("Withdrawn"), summary=[_passage(notice)])
    return ArticleOutline(
        title=placement["title"] or entry["title"],
        authors=[author["name"] for author in entry["authors"]],
        date=cards.day(entry["published_on"]),
        summary_label=entry["summary_label"] or None,
        summary=[_passage(point["text"]) for point in points_of(placement, entry)],
    )


def _passage(markup: str) -> Passage:
    return Passage(prose.plain(markup), markup)


def snapshot_json(edition: SnapshotEdition) -> str:
    """Return the frozen JSON, byte for byte; with articles withdrawn since cut out and named, and the digest it had."""
    content = withhold(as_frozen(edition.content.text))
    withheld = [
        {"placement": key, "article": entry["article"], "title": entry["title"]}
        for key, entry in content["edition"]["entries"].items()
        if "withdrawn" in entry
    ]
    if not withheld:
        return edition.content.text
    return canonical({**content, "withheld": withheld, "original_digest": edition.content_id})
