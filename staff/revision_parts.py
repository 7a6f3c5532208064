"""Shared parts of the revision pages: finding revisions, addresses, and rendering."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from record.kinds import kind_of
from record.models import Publishable, Revision
from record.status import publication_status

if TYPE_CHECKING:
    from staff.acts import PublishingActs


def revisions_of(draft: Publishable) -> QuerySet[Revision]:
    """Return the draft's revisions, newest first."""
    return (
        Revision.objects.filter(kind=kind_of(draft).name, parent_id=draft.pk)
        .order_by("-number")
        .prefetch_related("credits")
    )


def revision_for(draft: Publishable, number: int) -> Revision:
    """Return that revision of the draft with its content. Raises Http404."""
    found = revisions_of(draft).filter(number=number).select_related("content").first() if number < 2**31 else None
    if found is None:
        raise Http404(_("There is no revision %d.") % number)
    return found


def address_of(model_admin: "PublishingActs", name: str, draft: Publishable, *number: int) -> str:
    """Return the address of a page: `name` is "revisions", or "revision" or "restore" with a number."""
    return reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_{name}", args=[draft.pk, *number])


def render_page(
    model_admin: "PublishingActs", request: HttpRequest, draft: Publishable, name: str, title: str, context: dict
) -> HttpResponse:
    """Render templates/admin/revisions/NAME.html for the draft, with status 422 if its form was refused."""
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title, "subtitle": None, "original": draft, "opts": model_admin.opts,
        "list_url": address_of(model_admin, "revisions", draft),
        "status": publication_status(draft, request.moment), **context,
    }  # fmt: skip
    is_refused = "form" in context and context["form"].errors
    return render(request, f"admin/revisions/{name}.html", context, status=422 if is_refused else 200)
