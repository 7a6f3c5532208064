"""TEMPORARY shape of the library's messages, until snapshot/desk/library.py lands (the lead replaces this file)."""

from django.http import JsonResponse

from articles.models import Article, Category, Series
from people.models import Author
from snapshot.desk.board import article_cards
from snapshot.desk.removed import recently_removed
from snapshot.desk.views import snapshot_for
from snapshot.models import Placement


def _rows(ids, snapshot, at):
    cards = article_cards(set(ids), at)
    here = {}
    for p in Placement.objects.filter(section__snapshot=snapshot, article__in=ids).select_related("section"):
        here.setdefault(p.article_id, []).append(p.section.title)
    return [{"card": cards[i], "here": here.get(i, []), "elsewhere": 0, "newer": False} for i in ids]


def library_json(request, pk):
    snapshot = snapshot_for(request, pk)
    qs = Article.objects.filter(title__icontains=request.GET.get("q", "")).order_by("-published_on", "-pk")
    start = int(request.GET.get("cursor") or 0)
    ids = list(qs.values_list("pk", flat=True)[start : start + 25])
    return JsonResponse(
        {
            "rows": _rows(ids, snapshot, request.moment),
            "next": str(start + 25) if len(ids) == 25 else "",
            "total": str(qs.count()),
        }
    )


def choices(request, pk):
    snapshot_for(request, pk)
    return JsonResponse(
        {
            "authors": [{"id": a.pk, "name": a.name} for a in Author.objects.all()[:200]],
            "topics": [{"id": c.pk, "name": c.name, "depth": 0} for c in Category.objects.without_tree_fields()[:200]],
            "tags": [],
            "series": [{"id": s.pk, "name": s.name} for s in Series.objects.all()],
        }
    )


def article(request, pk):
    snapshot_for(request, pk)
    a = Article.objects.get(pk=request.GET["article"])
    return JsonResponse(
        {"points": [p.text for p in a.points.all()], "snapshots": [], "edit": f"/admin/articles/article/{a.pk}/change/"}
    )


def suggestions_json(request, pk):
    snapshot = snapshot_for(request, pk)
    ids = list(Article.objects.values_list("pk", flat=True)[:5])
    return JsonResponse(
        {
            "suggested": [row | {"reason": "Shares a topic."} for row in _rows(ids, snapshot, request.moment)],
            "new_since": {"edition": None, "rows": []},
            "removed": recently_removed(snapshot, request.moment),
        }
    )


def paste_json(request, pk):
    import json

    snapshot = snapshot_for(request, pk)
    lines = json.loads(request.body)["lines"]
    return JsonResponse(
        {
            "matches": [
                {
                    "line": line,
                    "rows": _rows(
                        list(Article.objects.filter(title__iexact=line).values_list("pk", flat=True)),
                        snapshot,
                        request.moment,
                    ),
                }
                for line in lines
            ]
        }
    )


def findings_json(request, pk):
    snapshot_for(request, pk)
    return JsonResponse(
        {"errors": [], "notices": [{"code": "empty-section", "message": "Example notice.", "about": "section:x"}]}
    )
