"""A feed as an answer: of a filter, newest first, in either form."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.http import http_date
from django.utils.translation import gettext as _

from editorial.attachments import shown_attachments
from editorial.feeds import atom, json_feed
from editorial.feeds.entries import Category, Enclosure, Entry, Feed, Person
from editorial.finding.filters import EditionFilter
from editorial.finding.results import DATE
from editorial.languages import speaking
from editorial.models import Edition
from editorial.organization import organization
from editorial.pictures.shown import shown_picture
from editorial.public_pages import absolute
from editorial.record_version import changed_at

NEWEST = 50
LONGEST_SUMMARY = 300  # the content says it all
FORMS = {"atom": (atom.write, atom.MEDIA_TYPE), "json": (json_feed.write, json_feed.MEDIA_TYPE)}


def feed_answer(
    request: HttpRequest, form: str, chosen: EditionFilter, page: str, entries_of: Callable[[list[int]], list[Entry]]
) -> HttpResponse:
    """Return the feed of what `chosen` finds, in `form` (a key of FORMS). `page` is the list's address.

    `entries_of` is given ids and returns entries in their order. The newest come first, whatever order is asked for.
    """
    ids, _next = replace(chosen.found(), order=DATE).page(None, NEWEST)
    query = chosen.instead(order="")
    house = organization()
    feed = Feed(
        title=_("%(house)s: %(what)s") % {"house": house.name, "what": chosen.words_for_people},
        url=absolute(request, _with(request.path, query)),
        page_url=absolute(request, _with(page, query)),
        house=Person(house.name, house.website or absolute(request, reverse("home"))),
        language=house.language,
        icon=absolute(request, static("favicon.svg")),
        entries=tuple(entries_of(ids)),
    )
    write, media_type = FORMS[form]
    response = HttpResponse(write(feed).encode(), content_type=media_type)
    moment = changed_at()
    if moment:
        response["Last-Modified"] = http_date(moment.timestamp() + 1)  # a part of a second has passed since
    return response


def people(request: HttpRequest, frozen: list[dict]) -> tuple[Person, ...]:
    """Return authors as frozen, with their pages."""
    return tuple(
        Person(each["name"], absolute(request, reverse("author", kwargs={"slug": each["slug"]}))) for each in frozen
    )


def categories(request: HttpRequest, topics: list[dict], tags: list[dict]) -> tuple[Category, ...]:
    """Return topics and tags as frozen."""
    filed, tagged = absolute(request, reverse("topics")), f"{absolute(request, reverse('archive'))}?tag="
    return tuple(
        Category(each["slug"], scheme, each["name"])
        for scheme, rows in ((filed, topics), (tagged, tags))
        for each in rows
    )


def image_url(request: HttpRequest, frozen: dict | None) -> str:
    """Return where a frozen picture is, as a JPEG; nothing for none."""
    shown = shown_picture(frozen)
    return absolute(request, shown["src"]) if shown else ""


def enclosures(request: HttpRequest, frozen: list[dict]) -> tuple[Enclosure, ...]:
    """Return frozen attachments as files of an entry."""
    return tuple(
        Enclosure(absolute(request, each["url"]), each["media_type"], each["title"], each["size"])
        for each in shown_attachments(frozen)
    )


def told_note(edition: Edition) -> str:
    """Return the note of a correction as a paragraph; nothing of any other edition."""
    if edition.kind != Edition.Kind.CORRECTION or not edition.note:
        return ""
    with speaking(edition.language):
        words = _("Corrected, edition %(number)s:") % {"number": edition.number}
    return format_html("<p><strong>{}</strong> {}</p>", words, edition.note)


def paragraph(text: str) -> str:
    """Return plain text as a paragraph; nothing for none."""
    return f"<p>{escape(text)}</p>" if text else ""


def shortened(text: str) -> str:
    """Return `text` as a summary: what is long is cut at a word."""
    return text if len(text) <= LONGEST_SUMMARY else text[:LONGEST_SUMMARY].rpartition(" ")[0].rstrip(",;:–—") + "…"


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
