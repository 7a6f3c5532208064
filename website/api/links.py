"""Data for the API's serializers: an edition with its content, history and files, and current names."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.http import HttpRequest
from django.urls import reverse

from articles.public.topics import Topic, tree
from media.attachments import shown_attachments
from media.pictures.shown import SOURCES, address
from outputs.pdf.coverage import has_pdf
from outputs.source import source_of
from record.models import Edition
from web.public_pages import absolute

FACTS = ("id", "parent_id", "number", "slug", "kind", "note", "content_id", "live_from", "live_until", "withdrawn_at")


def both(request: HttpRequest, name: str, **kwargs) -> dict:
    """Return two addresses of one item: `url` in the API, `page` for readers."""
    return {
        "url": absolute(request, reverse(f"api-{name}", kwargs=kwargs)),
        "page": absolute(request, reverse(name, kwargs=kwargs)),
    }


def history(kind: type[Edition], parent_id: int, at: datetime) -> list[dict]:
    """Return the readable editions, newest first, each with its current slug. One query."""
    rows = list(kind.objects.citable(at).filter(parent_id=parent_id).order_by("-number").only(*FACTS))
    current = next((row for row in rows if row.live_until is None or row.live_until > at), None)
    slug = current.slug if current else None
    return [{"edition": row, "slug": slug or row.slug, "is_current": row is current} for row in rows]


def whole(request: HttpRequest, edition: Edition, content: dict, at: datetime) -> dict:
    """Return an edition with its work, history and files; `content` is already without withdrawn text. One query."""
    work = content["work"]
    editions = history(type(edition), edition.parent_id, at)
    current = next((each for each in editions if each["is_current"]), None)
    source = source_of(request, edition, content)
    notes = [each["edition"].note for each in editions if each["edition"].number < edition.number]
    return {
        **work,
        "edition": edition,
        "slug": current["slug"] if current else edition.slug,
        "is_current": bool(current) and current["edition"].number == edition.number,
        "editions": editions,
        "has_pdf": has_pdf(source, partial(absolute, request), notes),
        "picture": picture(request, work["picture"]),
        "attachments": shown_attachments(work["attachments"], partial(absolute, request)),
    }


def picture(request: HttpRequest, frozen: dict | None) -> dict | None:
    """Return a frozen picture with the addresses of its sizes, or None without a picture."""
    if frozen is None:
        return None

    def at(width: int, kind: str) -> str:
        return absolute(request, address(frozen["digest"], f"{width}.{kind}"))

    return {
        **frozen,
        **{kind: [{"width": width, "url": at(width, kind)} for width in frozen["widths"]] for kind in SOURCES},
        "jpeg": at(frozen["widths"][-1], "jpg"),
    }


def topics_now(ids: Iterable[int]) -> list[Topic]:
    """Return topics with their current names, in order of name, merged ones replaced.

    No query, because the tree is cached.
    """
    survivors = {pk: topic for topic in tree().values() for pk in (topic.id, *topic.merged)}
    found = {survivors[pk].id: survivors[pk] for pk in ids if pk in survivors}
    return sorted(found.values(), key=lambda topic: (topic.name, topic.id))
