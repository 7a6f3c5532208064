"""Saved views of a list: everybody's own, and those shared with all staff. They are shown above the list."""

from functools import partial

from django import forms
from django.apps import apps
from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.exceptions import NotRegistered
from django.contrib.admin.views.main import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from audit.trail import note
from permissions.matrix import Act
from permissions.rules import may
from staff.choosers import key_of
from staff.form_values import first_error
from staff.forms import PrintableForm
from staff.models import SavedView
from staff.view_parameters import fitting, kept
from text import prose

MOST = 40  # views of one person for one list


class ViewForm(PrintableForm):
    """The name of a view, and whether it is shared."""

    class Meta:
        model = SavedView
        fields = ["name", "is_shared"]

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if not any(each.isprintable() and not each.isspace() for each in name):  # else its link could not be seen
            raise forms.ValidationError(self.fields["name"].error_messages["required"])
        return name

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"owner", "kind"}  # the name is unique among these


class SavedViews:
    """A ModelAdmin whose list shows saved views (templates/admin/saved_views.html)."""

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        shown = {} if IS_POPUP_VAR in request.GET else {"saved_views": partial(views_of, self, request)}
        return super().changelist_view(request, {**shown, **(extra_context or {})})


def views_of(model_admin: ModelAdmin, request: HttpRequest) -> dict:
    """Return what the list shows: its views, those that the person may edit or delete, and the current query."""
    query = kept(model_admin, request, request.GET.urlencode())
    kind = model_admin.opts.label_lower
    rows = list(SavedView.objects.shown_to(request.user).filter(kind=kind).select_related("owner"))
    may_delete = may(request.user, Act.DELETE_SHARED_VIEW)
    for row in rows:
        row.is_current, row.is_own = row.query == query, row.owner_id == request.user.pk
    return {
        "rows": rows,
        "mine": [row for row in rows if row.is_own or may_delete],
        "query": query,
        "save_url": reverse("admin:save_view", args=[kind]),
    }


def saved_view_urls(site: AdminSite) -> list[URLPattern]:
    return [
        path("views/<int:pk>/", site.admin_view(partial(saved_view, site)), name="saved_view"),
        path("views/<str:kind>/save/", site.admin_view(partial(save_view, site)), name="save_view"),
    ]


def _list_of(site: AdminSite, request: HttpRequest, kind: str) -> ModelAdmin:
    """Return the admin of the list, if the person may see it. Otherwise raises Http404 or PermissionDenied."""
    try:
        model_admin = site.get_model_admin(apps.get_model(kind))
    except (LookupError, ValueError, NotRegistered) as error:
        raise Http404(_("This list does not exist.")) from error
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    return model_admin


def _to_list(model_admin: ModelAdmin, query: str) -> HttpResponseRedirect:
    opts = model_admin.opts
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


@transaction.atomic
def save_view(site: AdminSite, request: HttpRequest, kind: str) -> HttpResponse:
    """Save what the list shows under a name. A view of that name shows it from then on."""
    model_admin = _list_of(site, request, kind)
    kind = model_admin.opts.label_lower
    query, dropped = fitting(model_admin, request, request.POST.get("query", ""))
    own = SavedView.objects.filter(owner=request.user, kind=kind)
    view = own.filter(name=prose.one_line(request.POST.get("name", ""))).first() or SavedView(
        owner=request.user, kind=kind
    )
    was_shared = view.is_shared
    form = ViewForm(request.POST, instance=view)
    if not query:
        messages.error(request, _("There is nothing to save. Filter, search or sort the list first."))
    elif not view.pk and own.count() >= MOST:
        messages.error(request, _("You have %d views of this list. Delete one first.") % MOST)
    elif not form.is_valid():
        messages.error(request, first_error(form))
    else:
        view.query, view.is_shared = query, view.is_shared or was_shared  # others rely on what is shared
        form.save()
        note(Act.SAVE_VIEW, view, query)
        messages.success(request, _("Saved as “%s”.") % view)
        _tell(request, view, dropped)
    return _to_list(model_admin, query)


@transaction.atomic
def saved_view(site: AdminSite, request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the list as the view shows it, and say what no longer fits; or rename, share or delete the view."""
    view = SavedView.objects.shown_to(request.user).filter(pk=key_of(SavedView, pk)).first()
    if view is None:
        raise Http404(_("This view does not exist."))
    model_admin = _list_of(site, request, view.kind)
    if request.method == "POST":
        _change(request, view)
        return _to_list(model_admin, kept(model_admin, request, request.POST.get("query", "")))
    query, dropped = fitting(model_admin, request, view.query)
    _tell(request, view, dropped)
    return _to_list(model_admin, query)


def _change(request: HttpRequest, view: SavedView) -> None:
    is_own = view.owner_id == request.user.pk
    if "delete" in request.POST:
        if not is_own and not may(request.user, Act.DELETE_SHARED_VIEW):
            raise PermissionDenied
        note(Act.SAVE_VIEW if is_own else Act.DELETE_SHARED_VIEW, view, "deleted")
        view.delete()
        messages.success(request, _("“%s” was deleted.") % view)
        return
    if not is_own:
        raise PermissionDenied
    form = ViewForm(request.POST, instance=view)
    if form.is_valid():
        form.save()
        note(Act.SAVE_VIEW, view, "shared" if view.is_shared else "not shared")
        messages.success(request, _("“%s” was changed.") % view)
    else:
        messages.error(request, first_error(form))


def _tell(request: HttpRequest, view: SavedView, dropped: list[str]) -> None:
    if dropped:
        words = _("Some of the view “%(name)s” no longer exists in this list and is left out: %(parts)s.")
        messages.warning(request, words % {"name": view, "parts": ", ".join(dropped)})
