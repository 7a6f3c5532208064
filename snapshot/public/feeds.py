"""Feeds of snapshots: all, or any filter."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from outputs.feeds.entries import Entry, Life, with_lives
from outputs.feeds.responses import (
    categories,
    correction_note,
    enclosures,
    feed_answer,
    image_url,
    paragraph,
    people,
    shortened,
)
from record.freezing import contents
from record.models.record import EditionRow
from snapshot.models.record import SnapshotEdition
from snapshot.public.filters import SnapshotFilter, read_filter
from snapshot.public.withholding import withhold
from text import prose
from text.footnotes import with_notes_below, without_marks
from web.bulk_addresses import ManyAddresses
from web.cached_answers import cached_by_query
from web.paths import path_to
from web.public_pages import absolute, public_page, stored


@stored(*SnapshotFilter.base_filters)
@public_page
@cached_by_query(*SnapshotFilter.base_filters)
def snapshot_feed(request: HttpRequest, form: str) -> HttpResponse:
    """Return a feed of the newest snapshots that match the query."""

    def entries_of(ids: list[int]) -> list[Entry]:
        rows = with_lives(SnapshotEdition, ids)
        read = contents(edition.content_id for edition, _life in rows)
        pages = ManyAddresses(request, "article")
        return [_entry(request, edition, withhold(read[edition.content_id]), life, pages) for edition, life in rows]

    return feed_answer(request, form, read_filter(request.GET, request.moment), reverse("snapshots"), entries_of)


def _entry(request: HttpRequest, edition: EditionRow, content: dict, life: Life, pages: ManyAddresses) -> Entry:
    work = content["work"]
    return Entry(
        life=life,
        title=f"{work['series']['name']}: {work['title']}" if work["series"] else work["title"],
        url=absolute(request, path_to("snapshot", slug=edition.slug)),
        published_on=edition.published_on,
        language=work["language"],
        html=correction_note(edition)
        + paragraph(work["standfirst"])
        + with_notes_below("".join(work["introduction"]))  # sanitized when it was frozen
        + "".join(_section(pages, section, content["edition"]["entries"]) for section in work["sections"]),
        summary=work["standfirst"] or shortened(prose.plain(without_marks(" ".join(work["introduction"][:1])))),
        edition=edition.number,
        kind=edition.kind,
        note=edition.note,
        authors=people(request, work["compilers"]),
        categories=categories(request, work["topics"], work["tags"]),
        image_url=image_url(request, work["picture"]),
        enclosures=enclosures(request, work["attachments"]),
    )


def _section(pages: ManyAddresses, section: dict, entries: dict) -> str:
    """Return a section as a heading and a list of its articles, without those withdrawn since."""
    shown = [(each["title"], entries[each["key"]]) for each in section["placements"]]
    items = "".join(
        format_html(
            '<li><a href="{}">{}</a></li>',
            pages.of(entry["slug"]),
            title or entry["title"],
        )
        for title, entry in shown
        if "withdrawn" not in entry
    )
    heading = format_html("<h2>{}</h2>", section["title"]) if section["title"] else ""
    return f"{heading}<ul>{items}</ul>" if items else ""
