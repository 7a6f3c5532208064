"""A section of a snapshot and its articles, until the curation desk takes this over."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.admin.deletion import ReadableDeletion
from editorial.admin.desk import DeskForm, SavesWorkingCopy
from editorial.admin.ordered import OrderedForm, OrderedInline
from editorial.admin.texts import InlineField, PointsField, RichText, TextFields
from editorial.ordering import renumber
from editorial.saving import claim_save, keep
from snapshot.models import Placement, Section, Snapshot


class SectionForm(DeskForm):
    """A section: saved with, and locked as, its snapshot."""

    def working_copy(self) -> Snapshot:
        return self.instance.snapshot


class PlacementForm(OrderedForm):
    """An article's place; a kept edition is one of that article."""

    def clean(self) -> dict:
        cleaned = super().clean()
        kept, article = cleaned.get("kept_edition"), cleaned.get("article")
        if kept and article and kept.parent_id != article.pk:
            self.add_error("kept_edition", _("That is an edition of another article."))
        return cleaned


class PlacementInline(OrderedInline):
    """The articles of a section, in the order in which they are printed."""

    model = Placement
    form = PlacementForm
    fieldsets = [
        (None, {"fields": [("position", "article"), "note"]}),
        (
            _("Only in this snapshot"),
            {"fields": ["title", "summary", "kept_edition", "kept_reason"], "classes": ["collapse"]},
        ),
    ]
    text_fields = {"note": InlineField, "summary": PointsField}
    autocomplete_fields = ["article", "kept_edition"]
    template = "admin/edit_inline/stacked.html"
    verbose_name = _("article")
    verbose_name_plural = _("Articles, in the order printed")


@admin.register(Section)
class SectionAdmin(SavesWorkingCopy, ReadableDeletion, RichText, TextFields, admin.ModelAdmin):
    """A section and what stands in it; reached from its snapshot."""

    form = SectionForm
    change_form_template = "admin/section_change_form.html"
    fields = ["title", "note"]
    text_fields = {"note": InlineField}
    inlines = [PlacementInline]

    def working_copy(self, obj: Section) -> Snapshot:
        return obj.snapshot

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("snapshot")

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Return none: sections stand in no list of their own."""
        return {}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Lead to the snapshots, in which sections are found."""
        return HttpResponseRedirect(reverse("admin:snapshot_snapshot_changelist"))

    def response_change(self, request: HttpRequest, obj: Section) -> HttpResponse:
        response = super().response_change(request, obj)
        return self._to_snapshot(obj.snapshot_id) if "_save" in request.POST else response

    def delete_model(self, request: HttpRequest, obj: Section) -> None:
        snapshot = obj.snapshot
        super().delete_model(request, obj)
        renumber(snapshot.sections.all())
        claim_save(snapshot, snapshot.save_count, request.user)
        keep(snapshot, request.user)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        super().response_delete(request, obj_display, obj_id)
        return HttpResponseRedirect(reverse("admin:snapshot_snapshot_changelist"))

    def _to_snapshot(self, pk: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:snapshot_snapshot_change", args=[pk]))
