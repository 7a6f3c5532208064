"""Snapshots at the desk."""

from datetime import datetime

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.topic_filter import TopicFilter
from outputs.mail.letters import Letter
from outputs.source import Source
from record.findings import Finding
from snapshot.admin.frozen import frozen_snapshot
from snapshot.admin.publishing import SnapshotPublishForm
from snapshot.corrections.page import correction_urls
from snapshot.desk.details import SnapshotForm
from snapshot.desk.findings import all_findings
from snapshot.desk.urls import desk_urls
from snapshot.draft import entries_of
from snapshot.fields import FIELDS
from snapshot.mail import snapshot_letter
from snapshot.models import Compiler, Section, Snapshot, SnapshotAttachment, SnapshotEdition
from snapshot.public.renditions import text_of
from snapshot.public.withholding import shown_content
from staff import deletion
from staff.acts import PublishingActs
from staff.attachments import AttachmentInline, ChoosesPicture
from staff.bulk import BulkActs
from staff.desk import DeskAdmin
from staff.fieldsets import with_texts
from staff.imprint import OF_ITEMS
from staff.lists import SeveralValuesFilter
from staff.mailing import MailPages
from staff.ordered import OrderedInline
from staff.status import PersonFilter, StatusColumn, StatusFilter, with_editions
from staff.texts import NoteField, ProseField, TagsField


class SectionInline(OrderedInline):
    """The snapshot's sections. Each opens on a separate page where its articles are placed."""

    model = Section
    fields = ["position", "title", "note", "placed"]
    readonly_fields = ["placed"]
    text_fields = {"note": NoteField}
    verbose_name_plural = _("Sections, in the order shown (save, then open one to place articles in it)")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(placement_count=Count("placements"))

    @admin.display(description=_("articles"))
    def placed(self, section: Section) -> str:
        if not section.pk:
            return _("Save first.")
        return deletion.linked(section, _("Arrange (%d)") % section.placement_count)


class CompilerInline(OrderedInline):
    model = Compiler
    fields = ["position", "author"]
    autocomplete_fields = ["author"]
    verbose_name_plural = _("Compilers, in the order shown (optional)")


class SnapshotAttachmentInline(AttachmentInline):
    model = SnapshotAttachment


class SnapshotList(ChangeList):
    """The list of snapshots: a title opens the desk."""

    def url_for_result(self, result: Snapshot) -> str:
        return super().url_for_result(result) if self.is_popup else reverse("admin:desk", args=[result.pk])


class BaseSnapshotAdmin(BulkActs, ChoosesPicture, MailPages, PublishingActs, StatusColumn, DeskAdmin):
    """Snapshots: selected articles in an editorial order."""

    form = SnapshotForm
    public_facts = (Compiler,)
    publish_form = SnapshotPublishForm
    change_list_template = "admin/snapshot_change_list.html"
    text_fields = {"introduction": ProseField, "tags": TagsField}
    inlines = [SectionInline, CompilerInline, SnapshotAttachmentInline]
    list_display = ["title", "status", "series", "day", "article_count", "updated_at", "form_link"]
    list_select_related = ["series"]
    list_filter = [
        StatusFilter,
        PersonFilter,
        ("series", admin.RelatedOnlyFieldListFilter),
        TopicFilter,
        ("language", SeveralValuesFilter),
    ]
    search_fields = ["title", "slug", "standfirst", "doi", "sections__title"]
    search_help_text = _("Search by title, section title, address or DOI.")
    date_hierarchy = "published_on"
    ordering = ["-updated_at", "-pk"]  # counting drops the model's ordering
    autocomplete_fields = ["series", "coverage", "categories", "translation_of", "picture"]
    fieldsets = with_texts(
        [
            (None, {"fields": ["series", "title", "slug", "standfirst", "published_on"]}),
            (_("Introduction"), {"fields": ["introduction", "selection_heading"]}),
            (_("Picture"), {"fields": ["picture"]}),
            (_("At the end"), {"fields": ["pdf_label", "coverage", "coverage_label"]}),
            (_("Filed under"), {"fields": ["categories", "tags"]}),
            OF_ITEMS,
            (
                _("Other details"),
                {"fields": ["language", "translation_of", "doi", "created", "last_saved"], "classes": ["collapse"]},
            ),
        ],
        FIELDS,
    )

    def get_urls(self) -> list:
        return [*desk_urls(self), *correction_urls(self), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        counted = super().get_queryset(request).annotate(placed=Count("sections__placements__article", distinct=True))
        return with_editions(counted, SnapshotEdition)

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[SnapshotList]:
        return SnapshotList

    @admin.display(description=_("articles"), ordering="placed")
    def article_count(self, snapshot: Snapshot) -> int:
        return snapshot.placed

    def page_of(self, draft: Snapshot) -> str:
        return reverse("admin:desk", args=[draft.pk])

    def frozen_work(self, work: dict, at: datetime) -> SafeString:
        return frozen_snapshot(work, entries_of(work, at))

    def findings(self, form: SnapshotPublishForm) -> list[Finding]:
        return all_findings(form.draft, form.live_from or form.at, {article.pk for article in form.chosen})

    def shown_content(self, edition: SnapshotEdition) -> dict:
        return shown_content(edition)

    def letter(self, source: Source, site: str) -> Letter:
        return snapshot_letter(source, site)

    def plain_text(self, source: Source) -> str:
        return text_of(source.work, source.part["entries"])
