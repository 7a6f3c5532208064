"""The parts of an answer that lead on: who, what, which edition, and where each has its addresses."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial

from django.http import HttpRequest
from django.urls import reverse

from articles.public import cards
from articles.public.topics import Topic, tree
from editorial import prose
from editorial.attachments import shown_attachments
from editorial.models import Edition
from editorial.pictures.shown import SOURCES, address
from editorial.public_pages import absolute

FACTS = ("id", "parent_id", "number", "slug", "kind", "note", "content_id", "live_from", "live_until", "withdrawn_at")
SAID_OF_PICTURE = (
    "digest", "width", "height", "alternative_text", "is_decorative", "caption", "credit", "license", "focus",
)  # fmt: skip


def both(request: HttpRequest, name: str, **kwargs) -> dict:
    """Return the addresses of one thing: `url` in the API, `page` for readers."""
    return {
        "url": absolute(request, reverse(f"api-{name}", kwargs=kwargs)),
        "page": absolute(request, reverse(name, kwargs=kwargs)),
    }


def identity(request: HttpRequest, name: str, slug: str, edition: Edition) -> dict:
    """Return what every answer about an edition bears. `slug` is that under which it stands now."""
    exact = both(request, f"{name}-edition", slug=slug, number=edition.number)
    return {
        **both(request, name, slug=slug),
        "edition_url": exact["url"],
        "permanent": exact["page"],
        "digest": edition.content_id,
        "edition": edition.number,
        "kind": edition.kind,
        "note": edition.note,
        "live_from": moment(edition.live_from),
        "slug": slug,
        "title": edition.title,
        "published_on": edition.published_on.isoformat(),
        "language": edition.language,
    }


def moment(at: datetime) -> str:
    """Return a moment as RFC 3339 writes it, in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def history(request: HttpRequest, name: str, kind: type[Edition], parent_id: int, at: datetime) -> list[dict]:
    """Return the editions that may be read, newest first. One query."""
    rows = list(kind.objects.citable(at).filter(parent_id=parent_id).order_by("-number").only(*FACTS))
    current = next((row for row in rows if row.live_until is None or row.live_until > at), None)
    return [
        {
            **both(request, f"{name}-edition", slug=current.slug if current else row.slug, number=row.number),
            "slug": current.slug if current else row.slug,
            "edition": row.number,
            "kind": row.kind,
            "note": row.note,
            "live_from": moment(row.live_from),
            "is_current": row is current,
            "digest": row.content_id,
        }
        for row in rows
    ]


def shown_as(edition: Edition, editions: list[dict]) -> tuple[str, bool]:
    """Return the slug under which an edition stands now, and whether it is the current one of `editions`."""
    current = next((each for each in editions if each["is_current"]), None)
    return (current["slug"], current["edition"] == edition.number) if current else (edition.slug, False)


def numbered(answer: dict) -> dict:
    """Return what is answered about a current edition as its own, permanent address answers it."""
    return {**answer, "url": answer["edition_url"], "page": answer["permanent"]}


def files(request: HttpRequest, name: str, slug: str, number: int) -> dict:
    """Return where the edition stands as files, and where its citations do."""

    def address(form: str) -> str:
        return absolute(request, reverse(f"{name}-edition-{form}", kwargs={"slug": slug, "number": number}))

    return {
        "files": {form: address(form) for form in ("pdf", "text", "json")},
        "citations": {"bibtex": address("bib"), "ris": address("ris"), "csl_json": address("csl")},
    }


def picture(request: HttpRequest, frozen: dict | None) -> dict | None:
    """Return a picture: what is said of it, and where its sizes are."""
    if frozen is None:
        return None

    def at(width: int, kind: str) -> str:
        return absolute(request, address(frozen["digest"], f"{width}.{kind}"))

    return {
        **{name: frozen[name] for name in SAID_OF_PICTURE},
        **{kind: [{"width": width, "url": at(width, kind)} for width in frozen["widths"]] for kind in SOURCES},
        "jpeg": at(frozen["widths"][-1], "jpg"),
    }


def figures(request: HttpRequest, frozen: list[dict]) -> list[dict]:
    """Return the figures of a text: pictures, each with its number."""
    return [{"number": number, **picture(request, each)} for number, each in enumerate(frozen, 1)]


def attachments(request: HttpRequest, frozen: list[dict]) -> list[dict]:
    """Return the files attached."""
    names = ("title", "url", "media_type", "size", "digest", "name")
    return [{name: each[name] for name in names} for each in shown_attachments(frozen, partial(absolute, request))]


def people(request: HttpRequest, frozen: Iterable[dict]) -> list[dict]:
    """Return authors as printed."""
    return [_named(each) | both(request, "author", slug=each["slug"]) for each in frozen]


def subjects(request: HttpRequest, topics: Iterable[dict]) -> list[dict]:
    """Return topics as printed."""
    return [_named(each) | {"kind": each["kind"]} | both(request, "topic", slug=each["slug"]) for each in topics]


def labels(frozen: Iterable[dict]) -> list[dict]:
    """Return tags as printed."""
    return [_named(each) for each in frozen]


def series(frozen: dict | None) -> dict | None:
    """Return a series as printed."""
    return _named(frozen) if frozen else None


def _named(frozen: dict) -> dict:
    return {"name": frozen["name"], "slug": frozen["slug"]}


def points(frozen: list[dict]) -> list[dict]:
    """Return summary points; `anchor` is where each stands on the page."""
    texts = [prose.plain(point["text"]) for point in frozen]
    return [{**shown, "text": text} for shown, text in zip(cards.points(frozen), texts, strict=True)]


def topics_now(ids: Iterable[int]) -> list[dict]:
    """Return topics as they are named now, in order of name, mergings followed. No query: the tree is held."""
    survivors = {pk: topic for topic in tree().values() for pk in (topic.id, *topic.merged)}
    found: dict[int, Topic] = {survivors[pk].id: survivors[pk] for pk in ids if pk in survivors}
    ordered = sorted(found.values(), key=lambda topic: (topic.name, topic.id))
    return [{"name": topic.name, "slug": topic.slug, "kind": topic.kind} for topic in ordered]
