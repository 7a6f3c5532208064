"""JSON views of the library: articles, suggestions, pasted lines, and findings that block publishing."""

from dataclasses import asdict

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article
from permissions.matrix import Act
from permissions.rules import may, sees_all, visible_to
from record.findings import lines_of
from snapshot.desk import library_choices
from snapshot.desk.findings import all_findings
from snapshot.desk.library import library, other_snapshots, rows_of
from snapshot.desk.library_filter import LibraryFilter
from snapshot.desk.pasting import paste
from snapshot.desk.removed import recently_removed
from snapshot.desk.suggestions import new_since, suggested
from snapshot.desk.views import snapshot_for
from snapshot.models import Snapshot
from snapshot.publishing import published_with
from staff.messages import Malformed, read_json
from text import prose

MOST_LINES = 200


def among(request: HttpRequest) -> QuerySet | None:
    """Return the articles that the user may read at the desk; None for all."""
    return None if sees_all(request.user) else visible_to(request.user, Article.objects.all())


def _seen(request: HttpRequest, rows: list[dict]) -> list[dict]:
    """Return the library rows whose articles the user may read."""
    if sees_all(request.user):
        return rows
    shown = set(among(request).filter(pk__in=[row["card"]["id"] for row in rows]).values_list("pk", flat=True))
    return [row for row in rows if row["card"]["id"] in shown]


def library_json(request: HttpRequest, pk: int) -> JsonResponse:
    """Return a page of matching articles. 400 with a message for an invalid filter."""
    snapshot = snapshot_for(request, pk)
    try:
        page = library(LibraryFilter(request.GET, at=request.moment), snapshot, among=among(request))
    except BadRequest as refused:
        return JsonResponse({"message": str(refused)}, status=400)
    return JsonResponse(asdict(page))


def choices(request: HttpRequest, pk: int) -> JsonResponse:
    snapshot_for(request, pk)
    of = among(request)
    return JsonResponse(
        {
            "authors": library_choices.authors(of=of),
            "topics": library_choices.topics(of),
            "tags": library_choices.tags(of=of),
            "series": library_choices.series(of=of),
        }
    )


def article(request: HttpRequest, pk: int) -> JsonResponse:
    """Return an article's summary and the other snapshots that contain it."""
    snapshot = snapshot_for(request, pk)
    asked = request.GET.get("article", "")
    if not asked.isdecimal() or len(asked) > 18:
        return JsonResponse({"message": _("Invalid request.")}, status=400)
    own = visible_to(request.user, Article.objects.all()).values("pk")
    readable = Article.objects.filter(Q(pk__in=own) | Q(placements__section__snapshot=snapshot)).distinct()
    found = get_object_or_404(readable, pk=int(asked))
    others = other_snapshots(found.pk, snapshot)
    shown = visible_to(request.user, Snapshot.objects.filter(pk__in=[other["id"] for other in others]))
    ids = set(shown.values_list("pk", flat=True))
    return JsonResponse(
        {
            "points": [prose.clean_inline(text) for text in found.points.values_list("text", flat=True)],
            "snapshots": [
                {"title": other["title"], "url": reverse("admin:desk", args=[other["id"]])}
                for other in others
                if other["id"] in ids
            ],
            "edit": reverse("admin:articles_article_change", args=[found.pk]),
        }
    )


def suggestions_json(request: HttpRequest, pk: int) -> JsonResponse:
    """Return suggested articles, those new since the live edition, and those recently removed."""
    snapshot = snapshot_for(request, pk)
    since = new_since(snapshot, request.moment)
    return JsonResponse(
        {
            "suggested": _seen(request, suggested(snapshot, request.moment)),
            "new_since": {"edition": since.edition, "rows": _seen(request, since.rows)},
            "removed": recently_removed(snapshot, request.moment),
        }
    )


def paste_json(request: HttpRequest, pk: int) -> JsonResponse:
    """Return the matching articles for each pasted line."""
    snapshot = snapshot_for(request, pk)
    try:
        lines = read_json(request).get("lines")
    except Malformed as malformed:
        return JsonResponse({"message": str(malformed)}, status=400)
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        return JsonResponse({"message": _("Paste titles or addresses, one per line.")}, status=400)
    matches = paste(lines[:MOST_LINES], request.moment)
    return JsonResponse(
        {
            "matches": [
                {
                    "line": match.line,
                    "is_sure": match.is_sure,
                    "rows": _seen(request, rows_of(match.ids, snapshot, request.moment)),
                }
                for match in matches
            ]
        }
    )


def findings_json(request: HttpRequest, pk: int) -> JsonResponse:
    """Return the findings that block publishing now and the notices, as on the publish page."""
    snapshot, at = snapshot_for(request, pk), request.moment
    may_publish = may(request.user, Act.PUBLISH)
    together = {article.pk for article in published_with(snapshot, at)} if may_publish else set()
    lines = lines_of(all_findings(snapshot, at, together))
    told = {kind: [line for line in lines if line.is_error == (kind == "errors")] for kind in ("errors", "notices")}
    return JsonResponse(
        {kind: [{"message": each.message, "abouts": each.abouts} for each in found] for kind, found in told.items()}
    )
