"""Anything at the desk by a few letters: for links to our own pages, and for the palette."""

from django.contrib.admin import site
from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from articles.models import Article, Category, Series
from media.models import Picture
from people.models import Author
from permissions.matrix import Act
from permissions.rules import require
from record.kinds import all_kinds
from text.folding import fold
from text.prose import one_line

MOST_FOUND = 6


def targets(request: HttpRequest) -> JsonResponse:
    """Return what the letters find, kind by kind. `of=links`: only what a text can link to."""
    require(request.user, Act.ENTER_DESK)
    typed, is_link = one_line(request.GET.get("q", ""))[:100], request.GET.get("of") == "links"
    models = {kind.name: kind.draft_model for kind in all_kinds()} | {"author": Author, "topic": Category}
    if not is_link:
        models |= {"series": Series, "picture": Picture}
    found = [row for name, model in models.items() for row in _rows(request, name, model, typed)] if typed else []
    return JsonResponse({"targets": found + ([] if is_link else _pages(request, typed))})


def _rows(request: HttpRequest, name: str, model: type, typed: str) -> list[dict]:
    """Return what the model's own admin finds, which knows what this person may read."""
    admin = site.get_model_admin(model)
    if not admin.has_view_permission(request):
        return []
    rows = admin.get_search_results(request, admin.get_queryset(request), typed)[0].distinct()
    if hasattr(model, "merged_into"):
        rows = rows.filter(merged_into=None)
    return [
        {"kind": name, "id": row.pk, "title": str(row), "href": f"{name}:{row.pk}", "url": _address(model, row.pk)}
        for row in rows[:MOST_FOUND]
    ]


def _address(model: type, pk: int) -> str:
    if model is Article:
        return reverse("admin:articles_article_write", args=[pk])
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk])


def _pages(request: HttpRequest, typed: str) -> list[dict]:
    """Return the lists and the forms of the admin that this person may open and whose names contain the letters."""
    wanted, found = fold(typed), []
    for app in site.get_app_list(request):
        for model in app["models"]:
            for key, words in (("admin_url", "{}"), ("add_url", "{}: +")):
                title = words.format(model["name"])
                if model.get(key) and wanted in fold(str(title)):
                    found.append({"kind": "page", "id": 0, "title": str(title), "href": "", "url": model[key]})
    return found[:MOST_FOUND]
