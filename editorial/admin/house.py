"""House data at the desk: live and shared, so that every change raises the record version."""

from django.contrib import admin
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from editorial.admin.deletion import ReadableDeletion
from editorial.admin.forms import AddressedForm
from editorial.admin.texts import TextFields
from editorial.publishables import house_changed
from editorial.record_version import raise_version


class HouseForm(AddressedForm):
    """A form whose address is made from the name."""

    slug_source = "name"


class RaisesVersion:
    """A ModelAdmin each of whose changes the public site sees at once."""

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        house_changed(form.instance)
        raise_version()

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        super().delete_model(request, obj)
        raise_version()

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        super().delete_queryset(request, queryset)
        raise_version()


class HouseAdmin(RaisesVersion, ReadableDeletion, TextFields, admin.ModelAdmin):
    """Authors, topics, series, tags."""

    form = HouseForm
    prepopulated_fields = {"slug": ["name"]}
    view_on_site = False
    list_per_page = 100


class SingleRowAdmin(RaisesVersion, TextFields, admin.ModelAdmin):
    """A table of one row: its list leads to the row, which is neither added twice nor deleted."""

    view_on_site = False

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Lead to the row, or to adding it."""
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
