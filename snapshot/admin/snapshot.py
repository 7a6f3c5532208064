"""Snapshots at the desk."""

from datetime import datetime

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from editorial.admin import deletion
from editorial.admin.acts import PublishingActs
from editorial.admin.attaching import AttachmentInline, ChoosesPicture
from editorial.admin.desk import DeskAdmin, DeskForm
from editorial.admin.mailing import MailPages
from editorial.admin.ordered import OrderedInline
from editorial.admin.standings import StandingColumn, StandingFilter, with_editions
from editorial.admin.texts import InlineField, ProseField
from editorial.mailing.letters import Letter
from editorial.renditions import Source
from snapshot.admin.corrections import correction_urls
from snapshot.admin.digest import digest_urls
from snapshot.admin.frozen import frozen_snapshot
from snapshot.admin.import_page import import_urls
from snapshot.admin.publishing import SnapshotPublishForm, findings_with_articles, left_out
from snapshot.admin.series_mailing import SendsToSeries
from snapshot.desk.urls import desk_urls
from snapshot.drafting import entries_of
from snapshot.mailing.edition import snapshot_letter
from snapshot.models import Compiler, Section, Snapshot, SnapshotAttachment, SnapshotEdition
from snapshot.public.renditions import text_of
from snapshot.public.withholding import shown_content


class SnapshotForm(DeskForm):
    """A snapshot."""

    collection = "snapshots"


class SectionInline(OrderedInline):
    """The sections; each opens on a page of its own, where its articles are placed."""

    model = Section
    fields = ["position", "title", "note", "placed"]
    readonly_fields = ["placed"]
    text_fields = {"note": InlineField}
    verbose_name_plural = _("Sections, in the order printed (save, then open one to place articles in it)")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(placement_count=Count("placements"))

    @admin.display(description=_("articles"))
    def placed(self, section: Section) -> str:
        if not section.pk:
            return _("Save first.")
        return deletion.linked(section, _("Arrange (%d)") % section.placement_count)


class CompilerInline(OrderedInline):
    """Who compiled the snapshot."""

    model = Compiler
    fields = ["position", "author"]
    autocomplete_fields = ["author"]
    verbose_name_plural = _("Compilers, in the order printed (may stay empty)")


class SnapshotAttachmentInline(AttachmentInline):
    """The files attached to a snapshot."""

    model = SnapshotAttachment


@admin.register(Snapshot)
class SnapshotAdmin(ChoosesPicture, SendsToSeries, MailPages, PublishingActs, StandingColumn, DeskAdmin):
    """Snapshots: chosen articles in an order that its editors set."""

    form = SnapshotForm
    publish_form = SnapshotPublishForm
    change_list_template = "admin/snapshot_change_list.html"
    text_fields = {"introduction": ProseField}
    inlines = [SectionInline, CompilerInline, SnapshotAttachmentInline]
    list_display = ["title", "desk", "standing", "series", "published_on", "article_count", "updated_at"]
    list_select_related = ["series"]
    list_filter = [
        StandingFilter,
        ("series", admin.RelatedOnlyFieldListFilter),
        ("categories", admin.RelatedOnlyFieldListFilter),
        "language",
    ]
    search_fields = ["title", "slug", "standfirst", "doi", "sections__title"]
    search_help_text = _("Words of the title or of a section’s; an address; a DOI.")
    date_hierarchy = "published_on"
    ordering = ["-updated_at", "-pk"]  # counting drops the model's own
    autocomplete_fields = ["series", "coverage", "categories", "translation_of", "picture"]
    fieldsets = [
        (None, {"fields": ["series", "title", "slug", "standfirst", "published_on"]}),
        (_("Introduction"), {"fields": ["introduction", "selection_heading"]}),
        (_("Picture"), {"fields": ["picture"]}),
        (_("At the end"), {"fields": ["pdf_label", "coverage", "coverage_label"]}),
        (_("Where it is filed"), {"fields": ["categories", "tags"]}),
        (
            _("More"),
            {"fields": ["language", "translation_of", "doi", "created", "last_saved"], "classes": ["collapse"]},
        ),
    ]

    def get_urls(self) -> list:
        pages = (import_urls, digest_urls, desk_urls, correction_urls)
        return [*(url for urls in pages for url in urls(self)), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        counted = super().get_queryset(request).annotate(placed=Count("sections__placements__article", distinct=True))
        return with_editions(counted, SnapshotEdition)

    @admin.display(description=_("desk"))
    def desk(self, snapshot: Snapshot) -> str:
        return format_html('<a href="{}">{}</a>', reverse("admin:desk", args=[snapshot.pk]), _("Arrange"))

    @admin.display(description=_("articles"), ordering="placed")
    def article_count(self, snapshot: Snapshot) -> int:
        return snapshot.placed

    def page_of(self, copy: Snapshot) -> str:
        return reverse("admin:desk", args=[copy.pk])

    def frozen_work(self, work: dict, at: datetime) -> SafeString:
        return frozen_snapshot(work, entries_of(work, at))

    def form_for_publishing(self, request: HttpRequest, **given) -> SnapshotPublishForm:
        return super().form_for_publishing(
            request, may_publish_articles=request.user.has_perm("articles.change_article"), **given
        )

    def findings(self, form: SnapshotPublishForm) -> list:
        return findings_with_articles(form)

    def notes_before_publishing(self, form: SnapshotPublishForm) -> list[str]:
        return left_out(form)

    def shown_content(self, edition: SnapshotEdition) -> dict:
        return shown_content(edition)

    def letter(self, source: Source, site: str) -> Letter:
        return snapshot_letter(source, site)

    def plain_text(self, source: Source) -> str:
        return text_of(source.work, source.part["entries"])
