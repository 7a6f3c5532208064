"""Pages for a draft's revisions: the list, and each one as frozen."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from permissions.matrix import Act
from permissions.rules import may, may_edit
from record import freezing
from record.kinds import kind_of
from record.models import Publishable, Revision
from staff.act_pages import draft_for_act
from staff.restoring import restore_page
from staff.revision_parts import address_of, render_page, revision_for, revisions_of

if TYPE_CHECKING:
    from staff.acts import PublishingActs

ON_A_PAGE = 50


def revision_urls(model_admin: "PublishingActs") -> list:
    """Return the URL patterns of the revision pages, below the draft's in the admin. Django's history leads to them."""
    pages = {
        "history": ("history/", lead_to_list),
        "revisions": ("revisions/", list_page),
        "revision": ("revisions/<int:number>/", revision_page),
        "restore": ("revisions/<int:number>/restore/", restore_page),
    }
    return [
        path(
            f"<path:object_id>/{rest}",
            model_admin.admin_site.admin_view(partial(page, model_admin)),
            name=f"{model_admin.opts.app_label}_{model_admin.opts.model_name}_{name}",
        )
        for name, (rest, page) in pages.items()
    ]


@dataclass(frozen=True)
class Row:
    """A revision in the list.

    `editions` were frozen from the same work; `first_at` is the number of the first revision with that work.
    """

    revision: Revision
    url: str
    editions: list[int]
    first_at: int


def lead_to_list(model_admin: "PublishingActs", request: HttpRequest, object_id: str) -> HttpResponse:
    """Redirect from Django's history, so that there is one."""
    draft = draft_for_act(model_admin, request, object_id, Act.READ_HISTORY)
    return redirect(address_of(model_admin, "revisions", draft))


def list_page(model_admin: "PublishingActs", request: HttpRequest, object_id: str) -> HttpResponse:
    """List all revisions, newest first, in pages."""
    draft = draft_for_act(model_admin, request, object_id, Act.READ_HISTORY)
    page = Paginator(revisions_of(draft).prefetch_related("credits"), ON_A_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "rows": _rows(model_admin, draft, list(page)), "count": page.paginator.count}
    return render_page(model_admin, request, draft, "revisions", _("History of “%s”") % draft, context)


def revision_page(model_admin: "PublishingActs", request: HttpRequest, object_id: str, number: int) -> HttpResponse:
    draft = draft_for_act(model_admin, request, object_id, Act.READ_HISTORY)
    revision = revision_for(draft, number)
    work = freezing.read(revision.content)["work"]
    neighbors = revisions_of(draft).order_by("number").values_list("number", flat=True)
    context = {
        "revision": revision,
        "row": _rows(model_admin, draft, [revision])[0],
        "facts": facts(work),
        "frozen": model_admin.frozen_work(work, request.moment),
        "may_restore": may(request.user, Act.RESTORE, draft) and may_edit(request.user, draft),
        "restore_url": address_of(model_admin, "restore", draft, number),
        "earlier": _neighbor(model_admin, draft, neighbors.filter(number__lt=number).last()),
        "later": _neighbor(model_admin, draft, neighbors.filter(number__gt=number).first()),
    }
    return render_page(model_admin, request, draft, "revision", _("Revision %d") % number, context)


def facts(work: dict) -> list[tuple[str, str]]:
    """Return a frozen work's metadata as (label, value): taxonomy, slug, language and the like."""
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


def editions_by_work(draft: Publishable) -> dict[str, list[int]]:
    """Return the numbers of the editions frozen from each work, by the digest of its revision."""
    found: dict[str, list[int]] = {}
    editions = kind_of(draft).edition_model.objects.filter(parent=draft).order_by("number").select_related("content")
    for edition in editions.only("number", "content").iterator(chunk_size=20):
        work = freezing.read(edition.content)["work"]
        found.setdefault(freezing.digest_of(freezing.canonical({"work": work})), []).append(edition.number)
    return found


def _rows(model_admin: "PublishingActs", draft: Publishable, revisions: list[Revision]) -> list[Row]:
    same = revisions_of(draft).filter(content__in={revision.content_id for revision in revisions})
    firsts = dict(same.order_by().values_list("content_id").annotate(Min("number")))
    editions = editions_by_work(draft)
    return [
        Row(
            revision,
            address_of(model_admin, "revision", draft, revision.number),
            editions.get(revision.content_id, []),
            firsts[revision.content_id],
        )
        for revision in revisions
    ]


def _neighbor(model_admin: "PublishingActs", draft: Publishable, number: int | None) -> dict[str, Any] | None:
    return {"number": number, "url": address_of(model_admin, "revision", draft, number)} if number else None
