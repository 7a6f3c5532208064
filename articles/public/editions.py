"""The pages about editions, shared by articles and snapshots: the list of editions and the comparison of two."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from record.addresses import find_numbered, find_parent, replacement_or_gone
from record.comparison.description import Comparison
from record.models import Edition
from web.languages import other, override_language
from web.public_pages import absolute, language_context

FACTS = (
    "id", "parent_id", "number", "slug", "title", "kind", "note", "language", "published_by", "content_id",
    "live_from", "live_until", "withdrawn_at",
)  # fmt: skip


@dataclass(frozen=True)
class Editions:
    """What these pages need to know about a kind of edition. `name` is the prefix of its URL names."""

    name: str
    collection: str
    edition: type[Edition]
    content: Callable[[Edition], dict]  # the frozen content without withdrawn parts
    compare: Callable[[dict, dict], Comparison]
    section: str  # of the site menu


def edition_list(request: HttpRequest, kind: Editions, slug: str) -> HttpResponse:
    """Show all public editions at `slug`, newest first, with date, kind and note."""
    at = request.moment
    parent_id = find_parent(kind.edition, kind.collection, slug, at)
    rows = list(kind.edition.objects.citable(at).filter(parent_id=parent_id).order_by("-number").only(*FACTS))
    if not rows:
        raise replacement_or_gone(kind.edition, parent_id, at)
    current = next((row for row in rows if row.live_until is None or row.live_until > at), None)
    language = (current or rows[0]).language
    with override_language(language):
        context = {
            "title": rows[0].title,
            "lang": other(rows[0].language),
            "current_url": reverse(kind.name, kwargs={"slug": slug}) if current else "",
            "editions": _listed(kind, slug, rows, at),
            "canonical_url": absolute(request, reverse(f"{kind.name}-history", kwargs={"slug": slug})),
            **language_context(language),
            "section": kind.section,
        }
        return render(request, "editions/edition_list.html", context)


def _listed(kind: Editions, slug: str, rows: list[Edition], at: datetime) -> list[dict]:
    listed = []
    for row, before in zip(rows, [*rows[1:], None], strict=True):
        numbers = {"slug": slug, "number": before.number if before else 0, "other": row.number}
        listed.append(
            {
                **edition_head(kind, slug, row),
                "is_current": row.live_until is None or row.live_until > at,
                "digest": row.content_id,
                "comparison_url": reverse(f"{kind.name}-comparison", kwargs=numbers) if before else "",
                "before_number": before.number if before else 0,
            }
        )
    return listed


def edition_head(kind: Editions, slug: str, edition: Edition) -> dict:
    return {
        "number": edition.number,
        "name": _("Edition %d") % edition.number,
        "kind": edition.kind,
        "kind_name": str(edition.get_kind_display()),
        "note": edition.note,
        "live_from": edition.live_from,
        "url": reverse(f"{kind.name}-edition", kwargs={"slug": slug, "number": edition.number}),
    }


def comparison(request: HttpRequest, kind: Editions, slug: str, number: int, newer: int) -> HttpResponse:
    """Show what changed from edition `number` to edition `newer` of `slug`, as sentences and side by side.

    `newer` may be the earlier edition; then the changes are described in reverse. Both editions must be public. Two
    queries.
    """
    before, after = (find_numbered(kind.edition, kind.collection, slug, n, request.moment) for n in (number, newer))
    numbers = {"slug": slug, "number": number, "other": newer}
    with override_language(after.language):
        context = {
            "title": after.title,
            "lang": other(after.language),
            "before": edition_head(kind, slug, before),
            "after": edition_head(kind, slug, after),
            "comparison": kind.compare(kind.content(before), kind.content(after)),
            "history_url": reverse(f"{kind.name}-history", kwargs={"slug": slug}),
            "turned_url": reverse(f"{kind.name}-comparison", kwargs={**numbers, "number": newer, "other": number}),
            "canonical_url": absolute(request, reverse(f"{kind.name}-comparison", kwargs=numbers)),
            **language_context(after.language),
            "section": kind.section,
        }
        return render(request, "editions/comparison.html", context)
