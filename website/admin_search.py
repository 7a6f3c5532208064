"""The search page of the staff side: what the palette finds, by kind, without scripts."""

from django.contrib.admin import AdminSite
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.writing.targets import models_of, pages, rows_of, typed_in
from permissions.matrix import Act
from permissions.rules import require

MOST_SHOWN = 20  # of each kind; the kind's list has the rest


def search(request: HttpRequest, site: AdminSite) -> HttpResponse:
    require(request.user, Act.ENTER_DESK)
    typed = typed_in(request)
    groups = [_group(request, name, model, typed) for name, model in models_of().items()]
    groups.append({"name": "page", "title": _("Pages and actions"), "rows": pages(request, typed)})
    context = {
        **site.each_context(request),
        "title": _("Search"),
        "typed": typed,
        "groups": [group for group in groups if group["rows"]],
    }
    return render(request, "admin/search.html", context)


def _group(request: HttpRequest, name: str, model: type[Model], typed: str) -> dict:
    rows = rows_of(request, name, model, typed, MOST_SHOWN + 1)
    if name == "picture":
        for row in rows:
            row["thumbnail"] = reverse("admin:media_picture_thumbnail", args=[row["id"]])
    opts = model._meta
    everything = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist", query={"q": typed})
    return {
        "name": name,
        "title": capfirst(opts.verbose_name_plural),
        "rows": rows[:MOST_SHOWN],
        "more_url": everything if len(rows) > MOST_SHOWN else "",
    }
