"""Anything of the staff side by a few letters: for the palette, the search page, and links to our own pages."""

from django.contrib.admin import site
from django.db.models import Model
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Category, Series
from media.models import Picture
from people.models import Author
from permissions.matrix import Act
from permissions.rules import editing, may, require
from record.kinds import all_kinds
from record.models import Publishable
from record.status import publication_status
from text.folding import fold
from text.prose import one_line

MOST_FOUND = 6
LONGEST = 100  # characters that are searched for
ACTS = [
    (Act.CREATE_ARTICLE, gettext_lazy("Write an article"), "admin:writing_new"),
    (Act.ARRANGE, gettext_lazy("New snapshot"), "admin:desk_start"),
    (Act.IMPORT, gettext_lazy("Import a document"), "admin:snapshot_snapshot_import"),
    (Act.MAIL_SUBSCRIBERS, gettext_lazy("Email digest"), "admin:snapshot_snapshot_digest"),
    (Act.ENTER_DESK, gettext_lazy("Guide"), "admin:desk_guide"),
]


def targets(request: HttpRequest) -> JsonResponse:
    """Return what the letters find, kind by kind. `of=links`: only what a text can link to."""
    require(request.user, Act.ENTER_DESK)
    typed, is_link = typed_in(request), request.GET.get("of") == "links"
    rows = [row for name, model in models_of(is_link).items() for row in rows_of(request, name, model, typed)]
    return JsonResponse({"targets": rows + ([] if is_link else pages(request, typed))})


def typed_in(request: HttpRequest) -> str:
    """Return the words of a request that are searched for."""
    return one_line(request.GET.get("q", ""))[:LONGEST].strip()


def models_of(is_link: bool = False) -> dict[str, type[Model]]:
    """Return the models whose rows are found, by name. `is_link`: only those that a text can link to."""
    found = {kind.name: kind.draft_model for kind in all_kinds()} | {"author": Author, "topic": Category}
    return found if is_link else found | {"series": Series, "picture": Picture}


def rows_of(request: HttpRequest, name: str, model: type[Model], typed: str, most: int = MOST_FOUND) -> list[dict]:
    """Return what the model's own admin finds, which knows what this person may read."""
    admin = site.get_model_admin(model)
    if not typed or not admin.has_view_permission(request):
        return []
    rows = admin.get_search_results(request, admin.get_queryset(request), typed)[0].distinct()
    if hasattr(model, "merged_into"):
        rows = rows.filter(merged_into=None)
    return [
        {
            "kind": name, "id": row.pk, "title": str(row), "href": f"{name}:{row.pk}", "url": _address(request, row),
            "words": str(publication_status(row, request.moment).words) if isinstance(row, Publishable) else "",
        } for row in rows[:most]
    ]  # fmt: skip


def _address(request: HttpRequest, row: Model) -> str:
    """Return where the row is edited: at its desk, if the person may edit it, or else its form."""
    if isinstance(row, Publishable) and may(request.user, editing(row)):
        return reverse("admin:articles_article_write" if isinstance(row, Article) else "admin:desk", args=[row.pk])
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def pages(request: HttpRequest, typed: str) -> list[dict]:
    """Return the acts, lists and forms of the staff side that this person may open and whose names have the letters."""
    offered = [(str(title), reverse(route)) for act, title, route in ACTS if may(request.user, act)]
    for app in site.get_app_list(request):
        for model in app["models"]:
            offered.append((str(model["name"]), model.get("admin_url")))
            if model.get("add_url"):
                offered.append((_("Add %s") % model["model"]._meta.verbose_name, model["add_url"]))
    wanted = fold(typed)
    found = [(title, url) for title, url in offered if wanted and url and wanted in fold(title)]
    return [{"kind": "page", "id": 0, "title": title, "href": "", "url": url} for title, url in found[:MOST_FOUND]]
