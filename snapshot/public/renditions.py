"""A snapshot edition as a page, plain text and JSON, from the frozen content alone.

In each of them an article withdrawn since appears as its title and the notice.
"""

from datetime import datetime
from itertools import count
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.public import cards
from articles.public.renditions import edition_facts
from media.attachments import shown_attachments
from media.pictures.shown import shown_picture
from outputs.imprint import imprint_lines
from record.freezing import as_frozen, canonical
from record.own_links import linked
from snapshot.fields import FIELDS, Entry, FrozenPlacement, SnapshotWork
from snapshot.models.record import SnapshotEdition
from snapshot.public.cards import cover_url
from snapshot.public.cover import cover_words
from snapshot.public.since import corrected_since
from snapshot.public.text_form import ArticleText, SnapshotText, write_imprint, write_text
from snapshot.public.timeline import timeline_of
from snapshot.public.withholding import shown_content, withhold
from text import prose
from text.footnotes import Notes
from web.paths import path_to
from web.public_pages import lang_attributes

MOST_NAMED = 12  # authors below a title; the page's facts give the number of others


def snapshot_facts(edition: SnapshotEdition, entries: dict, at: datetime, is_alone: bool = False) -> dict:
    """Return what a snapshot's page shows besides the frozen content. `since` describes newer editions."""
    facts = edition_facts(edition, at, "snapshot", is_alone)
    if facts["is_current"]:
        facts["pdf_url"] = path_to("snapshot-pdf", slug=edition.slug)
    return facts | {"corrected_since": corrected_since(entries.values(), at)}


def snapshot_page(edition: SnapshotEdition, content: dict, facts: dict) -> dict:
    """Return the context of snapshot_page.html; `content` is the edition's, without withdrawn text."""
    work = linked(content["work"], facts["own_links"])
    page = page_of(work, content["edition"]["entries"], facts["corrected_since"])
    return {
        **page,
        **facts,
        "timeline": timeline_of(page["sections"]),
        "published_on": edition.published_on,
        "slug": edition.slug if facts["is_current"] else "",
        **_cover(edition, content["work"]),
        "follow": _follow(edition.slug) if facts["is_current"] else None,
    }


def _cover(edition: SnapshotEdition, work: SnapshotWork) -> dict:
    """Return the cover of a snapshot without a picture."""
    return {"cover_url": "" if work["picture"] else cover_url(edition), "cover_words": cover_words(work)}


def contributors(sections: list[dict]) -> list[dict]:
    """Return the articles' authors, each once, in page order; empty if there are too many to list."""
    found = {
        author["url"]: author
        for section in sections
        for entry in section["entries"]
        for author in entry.get("authors", ())
    }
    return list(found.values()) if len(found) <= MOST_NAMED else []


def _follow(slug: str) -> dict:
    words = _("Get email alerts for new editions")
    return {"query": urlencode({"snapshot": slug}), "label": _("Follow this snapshot"), "words": words}


def titles_alone(sections: list[dict]) -> None:
    """Remove everything except number, title, byline and date of each article, for the titles-only page."""
    for section in sections:
        section["note_html"] = ""
        for entry in section["entries"]:
            entry |= {"points_html": [], "note_html": "", "source_url": "", "since": None}


def page_of(work: SnapshotWork, entries: dict[str, Entry], since: dict[int, dict] | None = None) -> dict:
    """Return the page context of a frozen snapshot. `entries` holds its articles by placement key.

    Articles are numbered from 1 across all sections; page, timeline, PDF and email use these numbers.

    `since`: notices about newer editions, by the id of the article edition shown.
    """
    since = since or {}
    numbers = count(1)
    shown = [entry for entry in entries.values() if "withdrawn" not in entry]
    articles = len({entry["article"] for entry in shown})
    authors = len({author["id"] for entry in shown for author in entry["authors"]})
    notes = Notes()
    introduction = notes.marked(work["introduction"])
    sections = [
        {
            "key": section["key"],
            "anchor": f"section-{section['key']}",
            "title": section["title"],
            "note_html": notes.one(section["note"]),
            "entries": [
                _entry(next(numbers), placement, entries[placement["key"]], since, notes)
                for placement in section["placements"]
            ],
        }
        for section in work["sections"]
    ]
    _tell_points_apart(sections)
    named = contributors(sections)
    return {
        **{field.name: work[field.name] for field in FIELDS.texts if field.name != "slug"},
        "series": work["series"]["name"] if work["series"] else "",
        "series_url": cards.series_url(work["series"]),
        "picture": shown_picture(work["picture"]),
        "attachments": shown_attachments(work["attachments"]),
        "introduction_html": introduction,
        "sections": sections,
        "authors": named,
        "notes": notes.found,
        "pdf_url": "",
        "coverage_url": path_to("topic", slug=work["coverage"]["slug"]) if work["coverage"] else "",
        "compilers": cards.people(work["compilers"]),
        "topics": cards.subjects(work["topics"]),
        "tags": [{"name": tag["name"]} for tag in work["tags"]],
        "imprint": imprint_lines(work, work["compilers"]),
        **lang_attributes(work["language"]),
        "article_count": articles,
        "author_count": authors,
        "counts": counts_line(articles, 0 if named else authors),
    }


def _tell_points_apart(sections: list[dict]) -> None:
    """Change the anchors of points if their article appears again, because ids must be unique in a page."""
    taken = set()
    for entry in (entry for section in sections for entry in section["entries"]):
        for point in entry.get("points_html", ()):
            if point["anchor"] in taken:
                point["anchor"] += f"-{entry['key']}"
            taken.add(point["anchor"])


def counts_line(articles: int, authors: int) -> str:
    """Return “16 articles by 12 authors”, “16 articles” for no authors, or "" without articles."""
    if not articles:
        return ""
    told = ngettext("%(number)s article", "%(number)s articles", articles) % {"number": articles}
    if not authors:
        return told
    by = ngettext("%(articles)s by %(number)s author", "%(articles)s by %(number)s authors", authors)
    return by % {"articles": told, "number": authors}


def _entry(number: int, placement: FrozenPlacement, entry: Entry, since: dict[int, dict], notes: Notes) -> dict:
    """Return the context of entry.html: the article as frozen, with this snapshot's title and summary for it."""
    shown = {
        "key": placement["key"],
        "number": number,
        "anchor": f"entry-{placement['key']}",
        "title": placement["title"] or entry["title"],
        **lang_attributes(entry.get("language", "")),
    }
    if "withdrawn" in entry:
        return {**shown, "withdrawn": True, "notice": entry["withdrawn"]}
    return {
        **shown,
        "url": path_to("article", slug=entry["slug"]),
        "authors": cards.people(entry["authors"]),
        "published_on": cards.day(entry["published_on"]),
        "summary_label": entry["summary_label"],
        "points_html": cards.points(points_of(placement, entry)),
        "note_html": notes.one(placement["note"]),
        "source_url": entry["source_url"],
        "source_host": cards.host_of(entry["source_url"]),
        "has_body": entry["has_body"],
        "withdrawn": False,
        "since": since.get(entry["id"]),
    }


def points_of(placement: FrozenPlacement, entry: Entry) -> list[dict]:
    """Return the summary points shown ({key, text}): this snapshot's if it has any, else the article's."""
    own = placement["summary"]
    return (
        [{"key": f"{placement['key']}-{n}", "text": text} for n, text in enumerate(own, 1)] if own else entry["points"]
    )


def snapshot_text(edition: SnapshotEdition) -> str:
    """Return the edition in the canonical text form (docs/importing.md), which the importer can read."""
    content = shown_content(edition)
    return text_of(content["work"], content["edition"]["entries"])


def text_of(work: SnapshotWork, entries: dict[str, Entry]) -> str:
    """Return a frozen snapshot in the canonical text form. `entries` holds its articles by placement key."""
    return write_text(
        SnapshotText(
            title=f"{work['series']['name']}: {work['title']}" if work["series"] else work["title"],
            introduction=[prose.plain(block) for block in work["introduction"]],
            selection_heading=work["selection_heading"] or None,
            sections=[
                (section["title"], [_article_text(each, entries[each["key"]]) for each in section["placements"]])
                for section in work["sections"]
            ],
            closing=[work["pdf_label"], work["coverage_label"]],
            imprint=write_imprint(work["imprint"]),
        )
    )


def _article_text(placement: FrozenPlacement, entry: Entry) -> ArticleText:
    if "withdrawn" in entry:
        notice = prose.escape(entry["withdrawn"] or _("This text has been withdrawn by its publisher."))
        return ArticleText(entry["title"], summary_label=_("Withdrawn"), points=[prose.plain(notice)])
    return ArticleText(
        title=placement["title"] or entry["title"],
        authors=[author["name"] for author in entry["authors"]],
        published_on=cards.day(entry["published_on"]),
        summary_label=entry["summary_label"] or None,
        points=[prose.plain(point["text"]) for point in points_of(placement, entry)],
    )


def snapshot_json(edition: SnapshotEdition) -> str:
    """Return the frozen JSON byte for byte.

    If articles were withdrawn since, cut them, name them, and add the old digest.
    """
    content = withhold(as_frozen(edition.content.text))
    withheld = [
        {"placement": key, "article": entry["article"], "title": entry["title"]}
        for key, entry in content["edition"]["entries"].items()
        if "withdrawn" in entry
    ]
    if not withheld:
        return edition.content.text
    return canonical({**content, "withheld": withheld, "original_digest": edition.content_id})
