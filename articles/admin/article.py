"""The admin for articles."""

import re
from datetime import datetime

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.frozen import frozen_article
from articles.admin.topic_filter import TopicFilter
from articles.fields import FIELDS
from articles.mail import article_letter
from articles.models import (
    Article,
    ArticleAttachment,
    ArticleEdition,
    ArticleEmbed,
    ArticleFigure,
    Byline,
    SummaryPoint,
)
from articles.public.citations import cited_article
from articles.public.renditions import text_of
from articles.writing.urls import writing_urls
from outputs.mail.letters import Letter
from outputs.source import Source
from permissions.rules import editing, may
from record import freezing
from staff.acts import PublishingActs
from staff.attachments import AttachmentInline, ChoosesPicture, EmbedInline, FigureInline
from staff.bulk import BulkActs
from staff.citations import CitingActs
from staff.desk import DeskAdmin, DeskForm
from staff.fieldsets import with_texts
from staff.imprint import OF_ITEMS, ShowsDefaults
from staff.lists import SeveralValuesFilter
from staff.mailing import MailPages
from staff.ordered import OrderedInline
from staff.status import PersonFilter, StatusColumn, StatusFilter, with_editions
from staff.texts import InlineField, ProseField, TagsField

ONLY_AT_THE_DESK = re.compile('<aside>|<caption>|class="pull"')
MOST_STARTED = 500  # their ids go into the URL


class ArticleForm(ShowsDefaults, DeskForm):
    """The article form."""

    collection = "analysis"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "body" in self.fields and ONLY_AT_THE_DESK.search(self.instance.body):
            # The form's editor has no call-outs, pull quotes and captions: it would drop them.
            self.fields["body"].widget = AdminTextareaWidget({"rows": 24})


class BylineInline(OrderedInline):
    """The authors, in print order."""

    model = Byline
    fields = ["position", "author"]
    autocomplete_fields = ["author"]
    verbose_name = _("author")
    verbose_name_plural = _("Byline, in the order shown (optional)")


class SummaryPointInline(OrderedInline):
    """The points of the executive summary."""

    model = SummaryPoint
    fields = ["position", "text"]
    text_fields = {"text": InlineField}
    verbose_name_plural = _("Summary points, one idea per point")


class ArticleFigureInline(FigureInline):
    """The figures in an article's text."""

    model = ArticleFigure


class ArticleEmbedInline(EmbedInline):
    """The embeds in an article's text."""

    model = ArticleEmbed


class ArticleAttachmentInline(AttachmentInline):
    """The files attached to an article."""

    model = ArticleAttachment


class ArticleList(ChangeList):
    """The list of articles: a title opens the writing desk, or the form if the user may only read."""

    def __init__(self, request: HttpRequest, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.user = request.user

    def url_for_result(self, result: Article) -> str:
        # The list contains what is within the user's reach, so only the act counts here: no query for each row.
        if self.is_popup or not may(self.user, editing(result)):
            return super().url_for_result(result)
        return reverse("admin:articles_article_write", args=[result.pk])


class BaseArticleAdmin(BulkActs, ChoosesPicture, MailPages, PublishingActs, CitingActs, StatusColumn, DeskAdmin):
    """The article admin that website/admin.py extends and registers."""

    form = ArticleForm
    public_facts = (Byline,)
    cite = staticmethod(cited_article)
    text_fields = {"body": ProseField, "tags": TagsField}
    inlines = [BylineInline, SummaryPointInline, ArticleFigureInline, ArticleEmbedInline, ArticleAttachmentInline]
    list_display = ["title", "status", "byline", "day", "series", "updated_at", "form_link"]
    list_select_related = ["series"]
    list_filter = [
        StatusFilter,
        PersonFilter,
        ("series", admin.RelatedOnlyFieldListFilter),
        TopicFilter,
        ("language", SeveralValuesFilter),
    ]
    search_fields = ["title", "slug", "standfirst", "authors__name", "doi", "source_url"]
    search_help_text = _("Search by title, author, address or DOI.")
    date_hierarchy = "published_on"
    autocomplete_fields = ["series", "categories", "translation_of", "picture"]
    actions = ["start_snapshot"]
    fieldsets = with_texts(
        [
            (None, {"fields": ["title", "slug", "standfirst", "published_on"]}),
            (_("Full text"), {"fields": ["body", "source_url"]}),
            (_("Picture"), {"fields": ["picture"]}),
            (_("Filed under"), {"fields": ["categories", "tags", "series", ("volume", "issue")]}),
            OF_ITEMS,
            (
                _("Other details"),
                {
                    "fields": ["summary_label", "language", "translation_of", "doi", *DeskAdmin.readonly_fields],
                    "classes": ["collapse"],
                },
            ),
        ],
        FIELDS,
    )

    def get_urls(self) -> list:
        return [*writing_urls(self), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        bylines = Prefetch("bylines", Byline.objects.select_related("author"))
        return with_editions(super().get_queryset(request), ArticleEdition).prefetch_related(bylines)

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[ArticleList]:
        return ArticleList

    @admin.display(description=_("byline"))
    def byline(self, article: Article) -> str:
        return ", ".join(row.author.name for row in article.bylines.all()) or "–"

    @admin.action(description=_("Start a snapshot from the selected articles"), permissions=["change"])
    def start_snapshot(self, request: HttpRequest, queryset: QuerySet) -> HttpResponseRedirect:
        ids = ",".join(str(pk) for pk in queryset.order_by().values_list("pk", flat=True)[:MOST_STARTED])
        return HttpResponseRedirect(f"{reverse('admin:desk_start')}?articles={ids}")

    def shown_content(self, edition: ArticleEdition) -> dict:
        return freezing.read(edition.content)

    def letter(self, source: Source, site: str) -> Letter:
        return article_letter(source, site)

    def plain_text(self, source: Source) -> str:
        return text_of(source.work, source.published_on)

    def frozen_work(self, work: dict, at: datetime) -> SafeString:
        return frozen_article(work)

    def editions_to_cite(self, chosen: QuerySet, at: datetime) -> QuerySet[ArticleEdition]:
        """Return the current public editions of the selected articles."""
        return ArticleEdition.objects.public(at).filter(parent__in=chosen.order_by().values("pk"))

    def place(self, edition: ArticleEdition) -> int:
        return edition.parent_id
