"""Taxonomy and other shared data at the desk. It is live, so every change raises the record version."""

from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from permissions.matrix import Act
from record.kinds import taxonomy_changed
from record.record_version import raise_version
from search import tally_writer
from staff.deletion import ReadableDeletion
from staff.forms import AddressedForm, PrintableForm
from staff.merging import Merges
from staff.texts import TextFields


class TaxonomyForm(AddressedForm):
    """A form that generates the slug from the name."""

    slug_source = "name"


class RaisesVersion:
    """A ModelAdmin whose changes appear on the public site at once."""

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        for problem in form.note_problems():
            messages.warning(request, problem)
        taxonomy_changed(form.instance)
        raise_version()
        tally_writer.keep_up()  # topics may count toward others now, and authors for others

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        super().delete_model(request, obj)
        raise_version()

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        super().delete_queryset(request, queryset)
        raise_version()


class TaxonomyAdmin(Merges, RaisesVersion, ReadableDeletion, TextFields, admin.ModelAdmin):
    form = TaxonomyForm
    view_on_site = False
    list_per_page = 100
    merge_act = Act.CHANGE_TAXONOMY


class SingleRowAdmin(RaisesVersion, TextFields, admin.ModelAdmin):
    """A table with one row: its list redirects to the row, which can be neither added twice nor deleted."""

    form = PrintableForm
    view_on_site = False

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Redirect to the row, or to adding it."""
        opts = self.model._meta
        row = self.model._default_manager.first() if self.has_view_or_change_permission(request) else None
        if row:
            return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk]))
        if self.has_add_permission(request):
            return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_add"))
        return super().changelist_view(request, extra_context)

    def save_model(self, request, obj, form, change) -> None:
        obj.pk = 1
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not self.model._default_manager.exists()

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
