"""The library's messages: what may be placed, suggestions, pasted lines, and what stands in the way of publishing."""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article
from editorial import prose
from snapshot.desk import library_choices
from snapshot.desk.findings import all_findings
from snapshot.desk.library import library, other_snapshots, rows_of
from snapshot.desk.library_query import LibraryQuery
from snapshot.desk.messages import Malformed, read_json
from snapshot.desk.pasting import paste
from snapshot.desk.removed import recently_removed
from snapshot.desk.suggestions import new_since, suggested
from snapshot.desk.views import snapshot_for

MOST_LINES = 200


def library_json(request: HttpRequest, pk: int) -> JsonResponse:
    """Give a page of what the query finds. 400 with a sentence for a filter that cannot be."""
    snapshot = snapshot_for(request, pk)
    try:
        page = library(LibraryQuery.of(request.GET), snapshot, request.moment)
    except ValueError as error:
        return JsonResponse({"message": str(error)}, status=400)
    return JsonResponse(asdict(page))


def choices(request: HttpRequest, pk: int) -> JsonResponse:
    """Give what the filters offer."""
    snapshot_for(request, pk)
    return JsonResponse(
        {
            "authors": library_choices.authors(),
            "topics": library_choices.topics(),
            "tags": library_choices.tags(),
            "series": library_choices.series(),
        }
    )


def article(request: HttpRequest, pk: int) -> JsonResponse:
    """Give an article's summary and the other snapshots it stands in."""
    snapshot = snapshot_for(request, pk)
    asked = request.GET.get("article", "")
    if not asked.isdecimal() or len(asked) > 18:
        return JsonResponse({"message": _("That is not one of our questions.")}, status=400)
    found = get_object_or_404(Article, pk=int(asked))
    return JsonResponse(
        {
            "points": [prose.clean_inline(text) for text in found.points.values_list("text", flat=True)],
            "snapshots": [
                {"title": other["title"], "url": reverse("admin:desk", args=[other["id"]])}
                for other in other_snapshots(found.pk, snapshot)
            ],
            "edit": reverse("admin:articles_article_change", args=[found.pk]),
        }
    )


def suggestions_json(request: HttpRequest, pk: int) -> JsonResponse:
    """Give what might be placed, what is new since the live edition, and what was removed lately."""
    snapshot = snapshot_for(request, pk)
    since = new_since(snapshot, request.moment)
    return JsonResponse(
        {
            "suggested": suggested(snapshot, request.moment),
            "new_since": {"edition": since.edition, "rows": since.rows},
            "removed": recently_removed(snapshot, request.moment),
        }
    )


def paste_json(request: HttpRequest, pk: int) -> JsonResponse:
    """Give, for each pasted line, the articles it may mean."""
    snapshot = snapshot_for(request, pk)
    try:
        lines = read_json(request).get("lines")
    except Malformed as malformed:
        return JsonResponse({"message": str(malformed)}, status=400)
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        return JsonResponse({"message": _("Paste titles or addresses, one a line.")}, status=400)
    matches = paste(lines[:MOST_LINES], request.moment)
    return JsonResponse(
        {
            "matches": [
                {"line": match.line, "is_sure": match.is_sure, "rows": rows_of(match.ids, snapshot, request.moment)}
                for match in matches
            ]
        }
    )


def findings_json(request: HttpRequest, pk: int) -> JsonResponse:
    """Give what stands in the way of publishing now, errors apart from notices."""
    found = all_findings(snapshot_for(request, pk), request.moment)
    told = [{"code": each.code, "message": each.message, "about": each.about} for each in found]
    return JsonResponse(
        {
            "errors": [line for line, each in zip(told, found, strict=True) if each.is_error],
            "notices": [line for line, each in zip(told, found, strict=True) if not each.is_error],
        }
    )
