"""The response of a feed: a filter's newest results as Atom or JSON Feed."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.http import http_date
from django.utils.translation import gettext as _

from media.attachments import shown_attachments
from media.pictures.shown import shown_picture
from outputs.feeds import atom, json_feed
from outputs.feeds.entries import Category, Enclosure, Entry, Feed, Person
from record.edition_log import head_digest
from record.models import Edition
from record.models.record import EditionRow
from record.organization import organization
from record.record_version import changed_at, last_change
from search.filters import EditionFilter
from search.results import DATE
from web.languages import override_language
from web.paths import path_to
from web.public_pages import absolute

NEWEST = 50
LONGEST_SUMMARY = 300  # the content has the full text
FORMS = {"atom": (atom.write, atom.MEDIA_TYPE), "json": (json_feed.write, json_feed.MEDIA_TYPE)}


def feed_answer(
    request: HttpRequest, form: str, chosen: EditionFilter, page: str, entries_of: Callable[[list[int]], list[Entry]]
) -> HttpResponse:
    """Return the feed of what `chosen` finds, in `form` (a key of FORMS). `page` is the path of the list.

    `entries_of` takes ids and returns entries in the same order. The newest come first, even if the filter sorts
    otherwise.
    """
    ids, _next = replace(chosen.results(), order=DATE).page(None, NEWEST)
    query = chosen.instead(order="")
    publisher = organization()
    feed = Feed(
        title=_("%(house)s: %(what)s") % {"house": publisher.name, "what": chosen.description},
        url=absolute(request, _with(request.path, query)),
        page_url=absolute(request, _with(page, query)),
        house=Person(publisher.name, publisher.website or absolute(request, reverse("home"))),
        language=publisher.language,
        icon=absolute(request, static("favicon.svg")),
        log_url=absolute(request, reverse("edition-log")),
        log_head=head_digest(),
        changed_at=last_change() or request.moment,
        entries=tuple(entries_of(ids)),
    )
    write, media_type = FORMS[form]
    response = HttpResponse(write(feed).encode(), content_type=media_type)
    moment = changed_at()
    if moment:
        response["Last-Modified"] = http_date(moment.timestamp() + 1)  # rounded up to a whole second
    return response


def people(request: HttpRequest, frozen: list[dict]) -> tuple[Person, ...]:
    """Return frozen authors with the URLs of their pages."""
    return tuple(Person(each["name"], absolute(request, path_to("author", slug=each["slug"]))) for each in frozen)


def categories(request: HttpRequest, topics: list[dict], tags: list[dict]) -> tuple[Category, ...]:
    filed, tagged = absolute(request, reverse("topics")), f"{absolute(request, reverse('archive'))}?tag="
    return tuple(
        Category(each["slug"], scheme, each["name"])
        for scheme, rows in ((filed, topics), (tagged, tags))
        for each in rows
    )


def image_url(request: HttpRequest, frozen: dict | None) -> str:
    """Return the URL of a frozen picture as JPEG, or "" for None."""
    shown = shown_picture(frozen)
    return absolute(request, shown["src"]) if shown else ""


def enclosures(request: HttpRequest, frozen: list[dict]) -> tuple[Enclosure, ...]:
    return tuple(
        Enclosure(absolute(request, each["url"]), each["media_type"], each["title"], each["size"])
        for each in shown_attachments(frozen)
    )


def correction_note(edition: EditionRow) -> str:
    """Return the note of a correction as an HTML paragraph, or "" for any other edition."""
    if edition.kind != Edition.Kind.CORRECTION or not edition.note:
        return ""
    with override_language(edition.language):
        words = _("Corrected, edition %(number)s:") % {"number": edition.number}
    return format_html("<p><strong>{}</strong> {}</p>", words, edition.note)


def paragraph(text: str) -> str:
    """Return plain text as an HTML paragraph, or "" if it is empty."""
    return f"<p>{escape(text)}</p>" if text else ""


def shortened(text: str) -> str:
    """Return `text` as a summary. Cuts long text at a word."""
    return text if len(text) <= LONGEST_SUMMARY else text[:LONGEST_SUMMARY].rpartition(" ")[0].rstrip(",;:–—") + "…"


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
