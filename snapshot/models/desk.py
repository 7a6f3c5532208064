"""Snapshots as editors arrange them. No public module imports this one."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.models import Article, ArticleEdition, Category, Series
from articles.models.desk import new_key
from editorial import validators
from editorial.models import Attachment, Picture, Publishable
from editorial.slugs import UnicodeSlugField
from people.models import Author


class Snapshot(Publishable):
    """One row: the working copy of a snapshot: an introduction and named sections of chosen articles."""

    series = models.ForeignKey(
        Series,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("series"),
        help_text=_("Stands before the title and a colon: “Strategic Snapshot: …”."),
    )
    title = models.CharField(_("title"), max_length=300)
    slug = UnicodeSlugField(
        _("address"),
        unique=True,
        help_text=_("The last word of the snapshot's address. After publishing, the old address still leads here."),
    )
    standfirst = models.TextField(_("standfirst"), blank=True, help_text=_("A sentence under the title."))
    published_on = models.DateField(
        _("date"),
        null=True,
        blank=True,
        help_text=_("The day the snapshot bears. Empty: the day it is first published."),
    )
    introduction = models.TextField(_("introduction"), blank=True)
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="snapshots", verbose_name=_("picture")
    )
    selection_heading = models.CharField(
        _("selection heading"), max_length=300, blank=True, help_text=_("Over the sections: “Selected Analysis on …”.")
    )
    pdf_label = models.CharField(
        _("PDF line"), max_length=200, blank=True, help_text=_("For example “See PDF version here.”")
    )
    coverage = models.ForeignKey(
        Category,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("coverage"),
        help_text=_("The topic behind the line “For more … coverage”."),
    )
    coverage_label = models.CharField(
        _("coverage line"), max_length=300, blank=True, help_text=_("The whole line, as printed.")
    )
    compilers = models.ManyToManyField(Author, through="Compiler", related_name="compiled", verbose_name=_("compilers"))
    categories = models.ManyToManyField(Category, blank=True, related_name="snapshots", verbose_name=_("topics"))
    tags = TaggableManager(
        _("tags"), blank=True, help_text=_("Words an analyst would search for, separated by commas.")
    )
    language = models.CharField(_("language"), max_length=12, default="en", help_text=_("A language tag (BCP 47)."))
    translation_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="translations", verbose_name=_("translation of")
    )
    doi = models.CharField(_("DOI"), max_length=200, blank=True, validators=[validators.doi])
    act_count = models.PositiveIntegerField(default=0, editable=False)  # the number of the last act at its desk

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ("-updated_at",)

    def __str__(self) -> str:
        return self.title or str(_("Untitled snapshot"))


class Compiler(models.Model):
    """One row: a person who compiled a snapshot, in the editors' order."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="compiler_rows")
    author = models.ForeignKey(Author, models.PROTECT, related_name="+", verbose_name=_("author"))
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("compiler")
        verbose_name_plural = _("compilers")
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["snapshot", "author"], name="compiler_once")]

    def __str__(self) -> str:
        return self.author.name


class SnapshotAttachment(Attachment):
    """One row: a file attached to a snapshot."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="attachments")
    key = models.CharField(max_length=20, default=new_key, editable=False)

    class Meta(Attachment.Meta):
        constraints = [models.UniqueConstraint(fields=["snapshot", "key"], name="snapshot_attachment_unique_key")]


class Section(models.Model):
    """One row: a named section of one snapshot; no taxonomy of the site."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=20, default=new_key, editable=False)
    title = models.CharField(_("title"), max_length=300, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    note = models.TextField(_("note"), blank=True, help_text=_("Stands under the section's title, for readers."))

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["snapshot", "key"], name="section_unique_key")]

    def __str__(self) -> str:
        return self.title or str(_("Section without a title"))


class Placement(models.Model):
    """One row: an article standing in a section, where the editor put it."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="placements", verbose_name=_("section"))
    article = models.ForeignKey(Article, models.PROTECT, related_name="placements", verbose_name=_("article"))
    key = models.CharField(max_length=20, default=new_key, editable=False)
    position = models.PositiveIntegerField(_("position"), default=0)
    note = models.TextField(_("note"), blank=True, help_text=_("Why it is here, for readers."))
    title = models.CharField(
        _("title here"), max_length=300, blank=True, help_text=_("Only where it must differ from the article's own.")
    )
    summary = models.JSONField(
        _("summary here"), default=list, blank=True, help_text=_("Points for this snapshot alone, one a line.")
    )
    kept_edition = models.ForeignKey(
        ArticleEdition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kept edition"),
        help_text=_("To stay with an older text of the article."),
    )
    kept_reason = models.CharField(
        _("why it is kept"), max_length=300, blank=True, help_text=_("Readers can see it in the edition’s JSON.")
    )

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=["section", "key"], name="placement_unique_key"),
            models.CheckConstraint(
                condition=models.Q(kept_edition=None) | ~models.Q(kept_reason=""),
                name="placement_kept_with_a_reason",
                violation_error_message=_("Say why the older text is kept."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.article}"


class ImportedDocument(models.Model):
    """One row: a document an editor uploaded or pasted, kept while it is being looked through, and as a trace after."""

    name = models.CharField(_("name"), max_length=255)
    data = models.BinaryField(_("content"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    snapshot = models.ForeignKey(
        Snapshot, models.SET_NULL, null=True, related_name="documents", verbose_name=_("became")
    )  # null: not applied (yet)

    class Meta:
        verbose_name = _("imported document")
        verbose_name_plural = _("imported documents")
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.name
