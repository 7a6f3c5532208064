"""Working copies at the desk: one save is one transaction, never over another's, and leaves a revision."""

from django import forms
from django.contrib import admin
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import revisions
from editorial.admin.deletion import ReadableDeletion
from editorial.admin.forms import AddressedForm
from editorial.admin.texts import RichText, TextFields
from editorial.models import Publishable
from editorial.publishing import when
from editorial.saving import SavedMeanwhile, claim_save, keep


class DeskForm(AddressedForm):
    """A form that knows which save its editor has seen, and is refused where there was another since."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.working_copy().save_count

    def working_copy(self) -> Publishable:
        """Return what is saved as one: the article, or the snapshot of which this is a part."""
        return self.instance

    def clean(self) -> dict:
        cleaned = super().clean()
        copy = self.working_copy()
        if copy.pk:
            now = type(copy)._default_manager.select_related("updated_by").get(pk=copy.pk)
            if now.save_count != cleaned.get("seen"):
                self.add_error(None, saved_meanwhile(now))
        return cleaned


def saved_meanwhile(now: Publishable) -> str:
    """Return who saved the working copy and when, and what has become of what this editor typed."""
    return _(
        "%(who)s saved this on %(when)s, after you opened it. "
        "Nothing was overwritten, and what you typed still stands below. "
        "Open it afresh in another window, bring your changes over, and save there."
    ) % {"who": revisions.name_of(now.updated_by) or _("Someone"), "when": when(now.updated_at)}


class SavesWorkingCopy:
    """A ModelAdmin for a working copy or a part of one."""

    def working_copy(self, obj: models.Model) -> Publishable:
        """Return what is saved as one when `obj` is."""
        return obj

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        """Show or save the form. One that lost a race is shown again: its check now finds the other save."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except SavedMeanwhile:
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change) -> None:
        copy = self.working_copy(obj)
        if copy.pk:
            claim_save(copy, form.cleaned_data["seen"], request.user)
        else:
            copy.save_count, copy.created_by, copy.updated_by = 1, request.user, request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        keep(self.working_copy(form.instance), request.user)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        super().delete_queryset(request, queryset)


class DropsRevisions:
    """A ModelAdmin for working copies: whichever way one is deleted, its revisions go in the same act."""

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Publishable) -> None:
        revisions.drop([obj])
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        revisions.drop(list(queryset))
        super().delete_queryset(request, queryset)


class DeskAdmin(DropsRevisions, SavesWorkingCopy, ReadableDeletion, RichText, TextFields, admin.ModelAdmin):
    """Articles and snapshots."""

    form = DeskForm
    change_form_template = "admin/desk_change_form.html"
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["created", "last_saved"]
    save_on_top = False
    view_on_site = False
    list_per_page = 50

    @admin.display(description=_("created"))
    def created(self, copy: Publishable) -> str:
        return _by_and_at(copy.created_by, copy.created_at)

    @admin.display(description=_("last saved"), ordering="updated_at")
    def last_saved(self, copy: Publishable) -> str:
        return _by_and_at(copy.updated_by, copy.updated_at)

    def response_add(self, request, obj, post_url_continue=None) -> HttpResponse:
        return self._to_publishing(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj) -> HttpResponse:
        return self._to_publishing(request, obj) or super().response_change(request, obj)

    def _to_publishing(self, request: HttpRequest, obj: models.Model) -> HttpResponse | None:
        if "_publish" not in request.POST:
            return None
        opts = self.model._meta
        return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_publish", args=[obj.pk]))


def _by_and_at(account: AbstractBaseUser | None, at) -> str:
    if at is None:
        return "–"
    moment = when(at)
    return _("%(when)s, by %(who)s") % {"when": moment, "who": revisions.name_of(account)} if account else moment
