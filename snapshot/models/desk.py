"""Snapshots as editors arrange them. No public module imports this module."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.models import Article, ArticleEdition, Category, Series
from articles.models.desk import new_key
from articles.tags import TagManager
from media.models import Attachment, Picture
from people.models import Author
from record.models import Imprint, Publishable
from text import validators
from text.slugs import UnicodeSlugField, never_empty


class Snapshot(Imprint, Publishable):
    """One row: the draft of a snapshot, with an introduction and titled sections of selected articles."""

    series = models.ForeignKey(
        Series,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("series"),
        help_text=_("Shown before the title and a colon: “Strategic Snapshot: …”."),
    )
    title = models.CharField(_("title"), max_length=300)
    slug = UnicodeSlugField(
        _("address"),
        unique=True,
        help_text=_(
            "The last part of the snapshot's address. If you change it after publishing, the old address "
            "redirects here."
        ),
    )
    standfirst = models.TextField(_("standfirst"), blank=True, help_text=_("A sentence under the title."))
    published_on = models.DateField(
        _("date"),
        null=True,
        blank=True,
        help_text=_("Publication date. If empty, the day it is first published."),
    )
    introduction = models.TextField(_("introduction"), blank=True)
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="snapshots", verbose_name=_("picture")
    )
    selection_heading = models.CharField(
        _("selection heading"),
        max_length=300,
        blank=True,
        help_text=_("Shown above the sections: “Selected Analysis on …”."),
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
        _("coverage line"), max_length=300, blank=True, help_text=_("The complete line, as shown.")
    )
    compilers = models.ManyToManyField(Author, through="Compiler", related_name="compiled", verbose_name=_("compilers"))
    categories = models.ManyToManyField(Category, blank=True, related_name="snapshots", verbose_name=_("topics"))
    tags = TaggableManager(
        _("tags"),
        blank=True,
        help_text=_("Terms an analyst would search for, separated by commas."),
        manager=TagManager,
    )
    language = models.CharField(_("language"), max_length=12, default="en", help_text=_("A language tag (BCP 47)."))
    translation_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="translations", verbose_name=_("translation of")
    )
    doi = models.CharField(_("DOI"), max_length=200, blank=True, validators=[validators.doi])
    act_count = models.PositiveIntegerField(default=0, editable=False)  # number of the last act at its desk

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ("-updated_at",)
        constraints = [never_empty("snapshot_has_an_address")]

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
    """One row: a named section of one snapshot, not a site-wide category."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=20, default=new_key, editable=False)
    title = models.CharField(_("title"), max_length=300, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    note = models.TextField(_("note"), blank=True, help_text=_("Shown to readers under the section's title."))

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["snapshot", "key"], name="section_unique_key")]

    def __str__(self) -> str:
        return self.title or str(_("Untitled section"))


class Placement(models.Model):
    """One row: an article placed in a section."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="placements", verbose_name=_("section"))
    article = models.ForeignKey(Article, models.PROTECT, related_name="placements", verbose_name=_("article"))
    key = models.CharField(max_length=20, default=new_key, editable=False)
    position = models.PositiveIntegerField(_("position"), default=0)
    note = models.TextField(_("note"), blank=True, help_text=_("Tells readers why it is here."))
    title = models.CharField(
        _("title in this snapshot"),
        max_length=300,
        blank=True,
        help_text=_("Only if it must differ from the article's title."),
    )
    summary = models.JSONField(
        _("summary in this snapshot"),
        default=list,
        blank=True,
        help_text=_("Summary points for this snapshot only, one per line."),
    )
    kept_edition = models.ForeignKey(
        ArticleEdition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kept edition"),
        help_text=_("Choose an edition to show instead of the newest one."),
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
                violation_error_message=_("Explain why the older edition is kept."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.article}"
