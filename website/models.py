"""Editors' arrangements of the home page and topic pages."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import BadRequest, ValidationError
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.public import filters as articles
from snapshot.public import filters as snapshots
from text import validators
from website.front_items import read_items

MOST_SHOWN = 12


class FrontQuerySet(models.QuerySet):
    """Arrangements, by page and moment."""

    def begun(self, at: datetime) -> "FrontQuerySet":
        """Return the arrangements that had begun by the moment, the latest first."""
        return self.filter(live_from__lte=at).order_by("-live_from", "-pk")


class Front(models.Model):
    """One row: the arrangement of the home page, or of a topic's page, from a moment until the next row's.

    An arrangement that has begun is fixed, so that earlier pages can be looked up.
    """

    topic = models.ForeignKey(
        "articles.Category",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("topic"),
        help_text=_("Leave empty to arrange the home page."),
    )
    live_from = models.DateTimeField(_("shown from"), default=timezone.now, db_index=True)
    lead = models.ForeignKey(
        "snapshot.Snapshot",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead snapshot"),
        help_text=_("Shown first while it is public. If empty, the newest snapshot leads the home page."),
    )
    notice = models.CharField(
        _("notice"), max_length=300, blank=True, help_text=_("One sentence above the page. Readers can dismiss it.")
    )
    notice_url = models.CharField(_("notice link"), max_length=500, blank=True)
    notice_from = models.DateTimeField(_("notice from"), null=True, blank=True)
    notice_until = models.DateTimeField(_("notice until"), null=True, blank=True)

    objects = FrontQuerySet.as_manager()

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")
        ordering = ["-live_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "live_from"],
                name="front_of_a_topic_begins_alone",
                violation_error_message=_("Another arrangement of this page begins at the same time."),
            ),
            models.UniqueConstraint(
                fields=["live_from"],
                condition=Q(topic=None),
                name="front_of_the_home_page_begins_alone",
                violation_error_message=_("Another arrangement of this page begins at the same time."),
            ),
            models.CheckConstraint(
                condition=Q(notice_until__isnull=True)
                | Q(notice_from__isnull=True)
                | Q(notice_until__gt=models.F("notice_from")),
                name="front_notice_ends_after_it_begins",
                violation_error_message=_("A notice must end after it begins."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.topic or _("Home page"))

    def clean(self) -> None:
        """Refuse a link that is neither a path on this site nor a public web address."""
        try:
            validators.link(self.notice_url or "/")
        except ValidationError as refused:
            raise ValidationError({"notice_url": refused}) from None

    def has_begun(self, at: datetime) -> bool:
        """Return whether readers may have seen it."""
        return self.live_from <= at

    def notice_at(self, at: datetime) -> bool:
        """Return whether the notice is shown at the moment."""
        since, until = self.notice_from, self.notice_until
        return bool(self.notice) and (since is None or since <= at) and (until is None or at < until)


class FrontRow(models.Model):
    """One row: a list on an arranged page, selected individually or by a filter."""

    class Source(models.TextChoices):
        CHOSEN = "chosen", _("a chosen list")
        ARTICLES = "articles", _("articles of a filter")
        SNAPSHOTS = "snapshots", _("snapshots of a filter")

    front = models.ForeignKey(Front, models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("title"), max_length=120)
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.ARTICLES)
    query = models.CharField(
        _("filter"),
        max_length=500,
        blank=True,
        help_text=_(
            "The part of a list's address after the question mark, such as topic=ports&author=ada. "
            "If empty, the row shows the newest."
        ),
    )
    chosen = models.TextField(
        _("chosen list"), blank=True, help_text=_("Addresses of articles and snapshots, one per line, in order.")
    )
    items = models.JSONField(default=list, editable=False)  # [kind, parent id], parsed from `chosen`
    most = models.PositiveSmallIntegerField(_("show at most"), default=4)

    class Meta:
        verbose_name = _("row")
        verbose_name_plural = _("rows")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Parse the filter or the addresses. Refuse missing items, naming the line."""
        if not 1 <= self.most <= MOST_SHOWN:
            raise ValidationError({"most": _("Show between 1 and %(most)s.") % {"most": MOST_SHOWN}})
        if self.source == self.Source.CHOSEN:
            self.items = read_items(self.chosen)
            return
        reader = articles.read_filter if self.source == self.Source.ARTICLES else snapshots.read_filter
        try:
            reader(QueryDict(self.query))
        except BadRequest as refused:
            raise ValidationError({"query": str(refused)}) from None


def front_moments() -> list[Callable[[datetime], models.QuerySet]]:
    """Return functions that find the next moments at which an arrangement begins, or a notice begins or ends."""

    def of(name: str) -> Callable[[datetime], models.QuerySet]:
        return lambda at: Front.objects.filter(**{f"{name}__gt": at}).order_by().values_list(name, flat=True)

    return [of(name) for name in ("live_from", "notice_from", "notice_until")]
