"""The pages of a working copy's revisions: the list, and one as it was frozen."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from editorial import freezing
from editorial.admin.restoring import restore_page
from editorial.admin.revision_parts import address_of, copy_for, render_page, revision_for, revisions_of
from editorial.models import Publishable, Revision
from editorial.publishables import type_of

if TYPE_CHECKING:
    from editorial.admin.acts import PublishingActs

ON_A_PAGE = 50


def revision_urls(model_admin: "PublishingActs") -> list:
    """Return the addresses of the revisions' pages, under the working copy's own in the admin."""
    pages = {
        "revisions": ("", list_page),
        "revision": ("<int:number>/", revision_page),
        "restore": ("<int:number>/restore/", restore_page),
    }
    return [
        path(
            f"<path:object_id>/revisions/{rest}",
            model_admin.admin_site.admin_view(partial(page, model_admin)),
            name=f"{model_admin.opts.app_label}_{model_admin.opts.model_name}_{name}",
        )
        for name, (rest, page) in pages.items()
    ]


@dataclass(frozen=True)
class Row:
    """A revision in the list. `editions` were frozen from the same words; `first_at` is the first that said them."""

    revision: Revision
    url: str
    editions: list[int]
    first_at: int


def list_page(model_admin: "PublishingActs", request: HttpRequest, object_id: str) -> HttpResponse:
    """Show every revision, newest first, a page at a time."""
    copy = copy_for(model_admin, request, object_id)
    page = Paginator(revisions_of(copy), ON_A_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "rows": _rows(model_admin, copy, list(page)), "count": page.paginator.count}
    return render_page(model_admin, request, copy, "revisions", _("Earlier states of “%s”") % copy, context)


def revision_page(model_admin: "PublishingActs", request: HttpRequest, object_id: str, number: int) -> HttpResponse:
    """Show one revision as it was frozen."""
    copy = copy_for(model_admin, request, object_id)
    revision = revision_for(copy, number)
    work = freezing.read(revision.content)["work"]
    neighbors = revisions_of(copy).order_by("number").values_list("number", flat=True)
    context = {
        "revision": revision,
        "row": _rows(model_admin, copy, [revision])[0],
        "facts": facts(work),
        "frozen": model_admin.frozen_work(work, request.moment),
        "may_restore": model_admin.has_change_permission(request, copy),
        "restore_url": address_of(model_admin, "restore", copy, number),
        "earlier": _neighbor(model_admin, copy, neighbors.filter(number__lt=number).last()),
        "later": _neighbor(model_admin, copy, neighbors.filter(number__gt=number).first()),
    }
    return render_page(model_admin, request, copy, "revision", _("Revision %d") % number, context)


def facts(work: dict) -> list[tuple[str, str]]:
    """Return what a frozen work says beside its texts: where it is filed, under which address, in which language."""
    found = [
        (_("Address"), work["slug"]),
        (_("Date"), work["published_on"]),
        (_("Series"), work["series"]["name"] if work["series"] else ""),
        (_("Topics"), ", ".join(topic["name"] for topic in work["topics"])),
        (_("Tags"), ", ".join(tag["name"] for tag in work["tags"])),
        (_("DOI"), work["doi"]),
        (_("Language"), work["language"]),
    ]
    return [(name, value) for name, value in found if value]


def editions_by_work(copy: Publishable) -> dict[str, list[int]]:
    """Return the numbers of the editions frozen from each work, by the digest that a revision of it has."""
    found: dict[str, list[int]] = {}
    editions = type_of(copy).edition.objects.filter(parent=copy).order_by("number").select_related("content")
    for edition in editions.only("number", "content").iterator(chunk_size=20):
        work = freezing.read(edition.content)["work"]
        found.setdefault(freezing.digest_of(freezing.canonical({"work": work})), []).append(edition.number)
    return found


def _rows(model_admin: "PublishingActs", copy: Publishable, revisions: list[Revision]) -> list[Row]:
    same = revisions_of(copy).filter(content__in={revision.content_id for revision in revisions})
    firsts = dict(same.order_by().values_list("content_id").annotate(Min("number")))
    editions = editions_by_work(copy)
    return [
        Row(
            revision,
            address_of(model_admin, "revision", copy, revision.number),
            editions.get(revision.content_id, []),
            firsts[revision.content_id],
        )
        for revision in revisions
    ]


def _neighbor(model_admin: "PublishingActs", copy: Publishable, number: int | None) -> dict[str, Any] | None:
    return {"number": number, "url": address_of(model_admin, "revision", copy, number)} if number else None
