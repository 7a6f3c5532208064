"""The admin page of a section and its placements, an alternative to the curation desk."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from permissions.matrix import Act
from permissions.rules import may, visible_to
from record.positions import renumber
from record.saving import claim_save, save_draft
from snapshot.models import Placement, Section, Snapshot
from staff.deletion import ReadableDeletion
from staff.desk import DeskForm, SavesDraft
from staff.ordered import OrderedForm, OrderedInline
from staff.texts import NoteField, PointsField, RichText, TextFields


class SectionForm(DeskForm):
    """A section, which is saved and locked together with its snapshot."""

    def working_copy(self) -> Snapshot:
        return self.instance.snapshot


class PlacementForm(OrderedForm):
    """A placement. A kept edition must belong to its article."""

    def clean(self) -> dict:
        cleaned = super().clean()
        kept, article = cleaned.get("kept_edition"), cleaned.get("article")
        if kept and article and kept.parent_id != article.pk:
            self.add_error("kept_edition", _("That edition belongs to another article."))
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
    text_fields = {"note": NoteField, "summary": PointsField}
    autocomplete_fields = ["article", "kept_edition"]
    template = "admin/edit_inline/stacked.html"
    verbose_name = _("article")
    verbose_name_plural = _("Articles, in the order shown")


@admin.register(Section)
class SectionAdmin(SavesDraft, ReadableDeletion, RichText, TextFields, admin.ModelAdmin):
    """A section and its placements, reached from its snapshot."""

    form = SectionForm
    change_form_template = "admin/section_change_form.html"
    fields = ["title", "note"]
    text_fields = {"note": NoteField}
    inlines = [PlacementInline]

    def working_copy(self, obj: Section) -> Snapshot:
        return obj.snapshot

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        sections = super().get_queryset(request).select_related("snapshot")
        return sections.filter(snapshot__in=visible_to(request.user, Snapshot.objects.all()))

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Return no permissions, so that sections are not listed separately."""
        return {}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Section | None = None) -> bool:
        return may(request.user, Act.ARRANGE, obj and obj.snapshot)

    def has_delete_permission(self, request: HttpRequest, obj: Section | None = None) -> bool:
        return may(request.user, Act.ARRANGE, obj and obj.snapshot)

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Redirect to the list of snapshots, where sections are reached."""
        return HttpResponseRedirect(reverse("admin:snapshot_snapshot_changelist"))

    def response_change(self, request: HttpRequest, obj: Section) -> HttpResponse:
        response = super().response_change(request, obj)
        return self._to_snapshot(obj.snapshot_id) if "_save" in request.POST else response

    def delete_model(self, request: HttpRequest, obj: Section) -> None:
        snapshot = obj.snapshot
        super().delete_model(request, obj)
        renumber(snapshot.sections.all())
        claim_save(snapshot, snapshot.save_count, request.user)
        save_draft(snapshot, request.user)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        super().response_delete(request, obj_display, obj_id)
        return HttpResponseRedirect(reverse("admin:snapshot_snapshot_changelist"))

    def _to_snapshot(self, pk: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:snapshot_snapshot_change", args=[pk]))
