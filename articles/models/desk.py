"""Article drafts. No public module imports this one."""

from django.db import models
from django.utils.crypto import get_random_string
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.models.taxonomy import Category, Series
from articles.tags import TagManager
from media.embeds.providers import LONGEST, validate_address
from media.models import Attachment, Picture
from people.models import Author
from record.models import Imprint, Publishable
from text import validators
from text.slugs import UnicodeSlugField, never_empty


def new_key() -> str:
    """Return a random permanent key. Comparison, comments and anchors identify a part by it."""
    return get_random_string(10)


class Article(Imprint, Publishable):
    """One row: the draft of an article: title, byline, summary points, and the full text or a link to it."""

    title = models.CharField(_("title"), max_length=300)
    slug = UnicodeSlugField(
        _("address"),
        unique=True,
        help_text=_(
            "The last part of the article's address. If you change it after publishing, the old address redirects here."
        ),
    )
    standfirst = models.TextField(_("standfirst"), blank=True, help_text=_("A sentence under the title."))
    published_on = models.DateField(_("date"), null=True, blank=True, help_text=_("Publication date."))
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("series")
    )
    volume = models.CharField(_("volume"), max_length=20, blank=True)
    issue = models.CharField(_("issue"), max_length=20, blank=True)
    body = models.TextField(
        _("full text"),
        blank=True,
        help_text=_("Optional. Without it, the page shows the summary and links to the source."),
    )
    summary_label = models.CharField(_("summary label"), max_length=60, default="Executive Summary", blank=True)
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("picture")
    )
    source_url = models.URLField(
        _("source"),
        max_length=500,
        blank=True,
        validators=[validators.web_address],
        help_text=_("Address of the full text, if published elsewhere."),
    )
    doi = models.CharField(_("DOI"), max_length=200, blank=True, validators=[validators.doi])
    language = models.CharField(_("language"), max_length=12, default="en", help_text=_("A language tag (BCP 47)."))
    translation_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="translations", verbose_name=_("translation of")
    )
    authors = models.ManyToManyField(Author, through="Byline", related_name="articles", verbose_name=_("authors"))
    categories = models.ManyToManyField(Category, blank=True, related_name="articles", verbose_name=_("topics"))
    tags = TaggableManager(
        _("tags"),
        blank=True,
        help_text=_("Terms an analyst would search for, separated by commas."),
        manager=TagManager,
    )

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("-updated_at",)
        indexes = [
            models.Index(fields=["-published_on", "-id"], name="article_by_date"),
            models.Index(fields=["-updated_at", "-id"], name="article_by_edit"),
            models.Index(fields=["state"], name="article_by_state"),
            models.Index(fields=["source_url"], name="article_by_source"),
        ]
        constraints = [never_empty("article_has_an_address")]

    def __str__(self) -> str:
        return self.title or str(_("Untitled article"))


class Byline(models.Model):
    """One row: an author of an article, in the editors' order."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines", verbose_name=_("author"))
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("byline")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author"],
                name="byline_author_once",
                violation_error_message=_("This author is already in the byline."),
            )
        ]

    def __str__(self) -> str:
        return self.author.name


class SummaryPoint(models.Model):
    """One row: one bullet of an article's executive summary. It may hold several sentences."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="points")
    key = models.CharField(max_length=20, default=new_key, editable=False)
    position = models.PositiveIntegerField(_("position"), default=0)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("summary point")
        verbose_name_plural = _("summary points")
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="summary_point_unique_key")]

    def __str__(self) -> str:
        return Truncator(self.text).chars(60)


class ArticleFigure(models.Model):
    """One row: a picture in an article's text, placed where the text has its mark and numbered by its order."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="figures")
    key = models.CharField(max_length=20, default=new_key, editable=False)
    position = models.PositiveIntegerField(_("position"), default=0)
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="article_figures", verbose_name=_("picture"))
    caption = models.CharField(
        _("caption"),
        max_length=500,
        blank=True,
        help_text=_("Shown under the picture in this article. If empty, the picture’s own caption is used."),
    )

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="article_figure_unique_key")]

    def __str__(self) -> str:
        return self.caption or str(self.picture)


class ArticleEmbed(models.Model):
    """One row: a chart, map or video of another site in an article's text, placed where the text has its mark."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="embeds")
    key = models.CharField(max_length=20, default=new_key, editable=False)
    position = models.PositiveIntegerField(_("position"), default=0)
    address = models.CharField(_("address"), max_length=LONGEST, validators=[validate_address])
    title = models.CharField(_("title"), max_length=300, blank=True, help_text=_("What it shows. Required to publish."))
    source = models.CharField(_("source"), max_length=300, blank=True, help_text=_("Whose data or video it is."))
    picture = models.ForeignKey(
        Picture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="article_embeds",
        verbose_name=_("picture"),
        help_text=_("Shown until a reader asks for the embed, and in PDF and email."),
    )

    class Meta:
        verbose_name = _("embed")
        verbose_name_plural = _("embeds")
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="article_embed_unique_key")]

    def __str__(self) -> str:
        return self.title or self.address


class ArticleAttachment(Attachment):
    """One row: a file attached to an article, such as the full report or an annex."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="attachments")
    key = models.CharField(max_length=20, default=new_key, editable=False)

    class Meta(Attachment.Meta):
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="article_attachment_unique_key")]
