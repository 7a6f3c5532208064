"""What the pages of a working copy's revisions have in common: finding it and them, their addresses, their frame."""

from typing import TYPE_CHECKING

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.models import Publishable, Revision
from editorial.publishables import type_of
from editorial.standing import standing

if TYPE_CHECKING:
    from editorial.admin.acts import PublishingActs


def copy_for(model_admin: "PublishingActs", request: HttpRequest, object_id: str) -> Publishable:
    """Return the working copy of which the person may read the revisions; 404 where there is none, 403 where not."""
    copy = model_admin.get_object(request, unquote(object_id))
    if copy is None:
        raise Http404
    if not model_admin.has_view_or_change_permission(request, copy):
        raise PermissionDenied
    return copy


def revisions_of(copy: Publishable) -> QuerySet[Revision]:
    """Return every revision of the working copy, newest first."""
    return Revision.objects.filter(kind=type_of(copy).name, parent_id=copy.pk).order_by("-number")


def revision_for(copy: Publishable, number: int) -> Revision:
    """Return that revision of the working copy, its content loaded. Raises Http404."""
    found = revisions_of(copy).filter(number=number).select_related("content").first() if number < 2**31 else None
    if found is None:
        raise Http404(_("There is no revision %d.") % number)
    return found


def address_of(model_admin: "PublishingActs", name: str, copy: Publishable, *number: int) -> str:
    """Return the address of a page: `name` is "revisions", or "revision" or "restore" with a number."""
    return reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_{name}", args=[copy.pk, *number])


def render_page(
    model_admin: "PublishingActs", request: HttpRequest, copy: Publishable, name: str, title: str, context: dict
) -> HttpResponse:
    """Render templates/admin/revisions/NAME.html about the working copy; 422 where its form was refused."""
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title, "subtitle": None, "original": copy, "opts": model_admin.opts,
        "list_url": address_of(model_admin, "revisions", copy),
        "standing": standing(copy, request.moment), **context,
    }  # fmt: skip
    is_refused = "form" in context and context["form"].errors
    return render(request, f"admin/revisions/{name}.html", context, status=422 if is_refused else 200)
