"""Topics and series: live, shared, public once a public edition points at them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.models import TreeNode

from editorial.house_data import Mergeable
from editorial.slugs import UnicodeSlugField


class Category(TreeNode, Mergeable):
    """One row: a topic under which analysis is filed: a region, a theme or a program. Topics form a tree."""

    class Kind(models.TextChoices):
        REGION = "region", _("region")
        THEME = "theme", _("theme")
        PROGRAM = "program", _("program")

    # As in TreeNode, but a topic is never deleted with what stands above it.
    parent = TreeNodeForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("parent"), related_name="children"
    )
    name = models.CharField(_("name"), max_length=120, help_text=_("For example “South Caucasus”."))
    slug = UnicodeSlugField(_("address"), unique=True, help_text=_("The last word of the topic page's address."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.REGION)
    description = models.TextField(
        _("description"), blank=True, help_text=_("A sentence or two at the head of the topic page.")
    )
    aliases = models.JSONField(
        _("other names"),
        default=list,
        blank=True,
        help_text=_("Other words for it in titles, one a line: imports then propose this topic."),
    )

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topic", kwargs={"slug": self.slug})

    def clean(self) -> None:
        """Refuse a place below itself, and a merging into itself."""
        TreeNode.clean(self)
        Mergeable.clean(self)


class Series(Mergeable):
    """One row: a series in which articles or snapshots appear, with the label its summaries bear."""

    name = models.CharField(
        _("name"),
        max_length=120,
        unique=True,
        help_text=_("As printed before the colon of a title: “Strategic Snapshot”."),
    )
    slug = UnicodeSlugField(_("address"), unique=True)
    description = models.TextField(_("description"), blank=True)
    summary_label = models.CharField(
        _("summary label"),
        max_length=60,
        blank=True,
        help_text=_("What new articles of this series call their summary, for example “Key Takeaways”."),
    )
    language = models.CharField(_("language"), max_length=12, default="en", help_text=_("A language tag (BCP 47)."))

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
