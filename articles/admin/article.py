"""Articles at the desk."""

from datetime import datetime

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.frozen import frozen_article
from articles.mailing import article_letter
from articles.models import Article, ArticleAttachment, ArticleEdition, ArticleFigure, Byline, SummaryPoint
from articles.public.citing import cited_article
from articles.public.renditions import text_of
from editorial import freezing
from editorial.admin.acts import PublishingActs
from editorial.admin.attaching import AttachmentInline, ChoosesPicture, FigureInline
from editorial.admin.citing import CitingActs
from editorial.admin.desk import DeskAdmin, DeskForm
from editorial.admin.mailing import MailPages
from editorial.admin.ordered import OrderedInline
from editorial.admin.standings import StandingColumn, StandingFilter, with_editions
from editorial.admin.texts import InlineField, ProseField
from editorial.mailing.letters import Letter
from editorial.renditions import Source

MOST_STARTED = 500  # their ids go into an address


class ArticleForm(DeskForm):
    """An article."""

    collection = "analysis"


class BylineInline(OrderedInline):
    """The authors, in the order in which they are printed."""

    model = Byline
    fields = ["position", "author"]
    autocomplete_fields = ["author"]
    verbose_name = _("author")
    verbose_name_plural = _("Byline, in the order printed (may stay empty)")


class SummaryPointInline(OrderedInline):
    """The points of the executive summary."""

    model = SummaryPoint
    fields = ["position", "text"]
    text_fields = {"text": InlineField}
    verbose_name_plural = _("Summary points, one idea each")


class ArticleFigureInline(FigureInline):
    """The figures within an article's text."""

    model = ArticleFigure


class ArticleAttachmentInline(AttachmentInline):
    """The files attached to an article."""

    model = ArticleAttachment


@admin.register(Article)
class ArticleAdmin(ChoosesPicture, MailPages, PublishingActs, CitingActs, StandingColumn, DeskAdmin):
    """The library from which snapshots are made."""

    form = ArticleForm
    cite = staticmethod(cited_article)
    text_fields = {"body": ProseField}
    inlines = [BylineInline, SummaryPointInline, ArticleFigureInline, ArticleAttachmentInline]
    list_display = ["title", "standing", "byline", "published_on", "series", "updated_at"]
    list_select_related = ["series"]
    list_filter = [
        StandingFilter,
        ("series", admin.RelatedOnlyFieldListFilter),
        ("categories", admin.RelatedOnlyFieldListFilter),
        "language",
    ]
    search_fields = ["title", "slug", "standfirst", "authors__name", "doi", "source_url"]
    search_help_text = _("Words of the title or an author’s name; an address; a DOI.")
    date_hierarchy = "published_on"
    autocomplete_fields = ["series", "categories", "translation_of", "picture"]
    actions = ["start_snapshot"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "standfirst", "published_on"]}),
        (_("Full text"), {"fields": ["body", "source_url"]}),
        (_("Picture"), {"fields": ["picture"]}),
        (_("Where it is filed"), {"fields": ["categories", "tags", "series", ("volume", "issue")]}),
        (
            _("More"),
            {
                "fields": ["summary_label", "language", "translation_of", "doi", *DeskAdmin.readonly_fields],
                "classes": ["collapse"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        bylines = Prefetch("bylines", Byline.objects.select_related("author"))
        return with_editions(super().get_queryset(request), ArticleEdition).prefetch_related(bylines)

    @admin.display(description=_("byline"))
    def byline(self, article: Article) -> str:
        return ", ".join(row.author.name for row in article.bylines.all()) or "–"

    @admin.action(description=_("Start a snapshot from the chosen articles"), permissions=["change"])
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
        """Return the editions that readers have now."""
        return ArticleEdition.objects.public(at).filter(parent__in=chosen.order_by().values("pk"))

    def place(self, edition: ArticleEdition) -> int:
        """Return the article's primary key."""
        return edition.parent_id
