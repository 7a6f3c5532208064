"""Topics and series: shared, not frozen, public while a public edition uses them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.models import TreeNode

from record.mergeable import Mergeable
from record.models import Imprint
from record.prepared import Prepared
from record.record_version import cached
from text.slugs import UnicodeSlugField, never_empty


class Category(TreeNode, Mergeable):
    """One row: a topic that analysis is filed under: a region, a theme or a program. Topics form a tree."""

    class Kind(models.TextChoices):
        REGION = "region", _("region")
        THEME = "theme", _("theme")
        PROGRAM = "program", _("program")

    # As in TreeNode, but deleting a parent never deletes its topics.
    parent = TreeNodeForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("parent"), related_name="children"
    )
    name = models.CharField(_("name"), max_length=120, help_text=_("For example “South Caucasus”."))
    slug = UnicodeSlugField(_("address"), unique=True, help_text=_("The last part of the topic page's address."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.REGION)
    description = models.TextField(
        _("description"), blank=True, help_text=_("A sentence or two, shown at the top of the topic page.")
    )
    aliases = models.JSONField(
        _("other names"),
        default=list,
        blank=True,
        help_text=_("Other names used in titles, one per line. Imports then suggest this topic."),
    )

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("name", "pk")
        constraints = [never_empty("topic_has_an_address")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topic", kwargs={"slug": self.slug})


class Series(Imprint, Mergeable):
    """One row: a series of articles or snapshots, with the label printed above its summaries and their imprint."""

    name = models.CharField(
        _("name"),
        max_length=120,
        unique=True,
        help_text=_("Shown before the title and a colon: “Strategic Snapshot”."),
    )
    slug = UnicodeSlugField(_("address"), unique=True)
    description = models.TextField(_("description"), blank=True)
    summary_label = models.CharField(
        _("summary label"),
        max_length=60,
        blank=True,
        help_text=_("Label of the summary in new articles of this series, for example “Key Takeaways”."),
    )
    language = models.CharField(_("language"), max_length=12, default="en", help_text=_("A language tag (BCP 47)."))

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ("name",)
        constraints = [never_empty("series_has_an_address")]

    def __str__(self) -> str:
        return self.name


class MergedTag(models.Model):
    """One row: a tag that was merged into another, which is never merged itself.

    Typing its name gives the other tag. Editions stay linked to it.
    """

    tag = models.OneToOneField(Tag, models.CASCADE, primary_key=True, related_name="merge", verbose_name=_("tag"))
    into = models.ForeignKey(Tag, models.PROTECT, related_name="merged", verbose_name=_("merged into"))

    class Meta:
        verbose_name = _("merged tag")
        verbose_name_plural = _("merged tags")

    def __str__(self) -> str:
        return f"{self.tag} → {self.into}"


_merges = Prepared(lambda merged: merged.objects.values_list("tag_id", "into_id"))


def merged_tags() -> dict[int, int]:
    """Return {id of a merged tag: id of the tag that remains}, cached per record version."""
    return cached("merged tags", lambda: dict(_merges.tuples(MergedTag)))
