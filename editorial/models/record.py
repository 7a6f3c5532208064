"""The record: what was published, frozen."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from editorial.slugs import UnicodeSlugField


class FrozenContent(models.Model):
    """One row: one content, whole, as canonical JSON under the SHA-256 of its bytes. Never rewritten."""

    digest = models.CharField(primary_key=True, max_length=64)
    text = models.TextField()

    def __str__(self) -> str:
        return self.digest[:12]


class EditionQuerySet(models.QuerySet):
    """The two questions the public site may ask."""

    def public(self, at: datetime) -> "EditionQuerySet":
        """Return the editions that are current for the public at the given moment (aware, any zone)."""
        return self.filter(live_from__lte=at, withdrawn_at=None).exclude(live_until__lte=at)

    def citable(self, at: datetime) -> "EditionQuerySet":
        """Return the editions that were ever public by the given moment and are not withdrawn: permanent pages."""
        return self.filter(live_from__lte=at, withdrawn_at=None)


class Edition(models.Model):
    """An edition: public from a moment on, numbered and frozen.

    After it is made only `live_until`, `withdrawn_at`, `withdrawal_notice` and `replaced_by` may change,
    and `live_from` until it has passed. Subclasses add `parent` and `replaced_by`, keys to the working copy
    that public code uses as plain numbers (`parent_id`).
    """

    class Kind(models.TextChoices):
        FIRST = "first", _("first edition")
        UPDATE = "update", _("update")
        CORRECTION = "correction", _("correction")
        MINOR = "minor", _("minor change")

    number = models.PositiveIntegerField(_("number"))
    slug = UnicodeSlugField(_("address"))
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    note = models.TextField(_("note"), blank=True)
    published_on = models.DateField(_("date"))
    language = models.CharField(_("language"), max_length=12)
    original_id = models.PositiveBigIntegerField(null=True)  # what it is a translation of: that parent
    content = models.ForeignKey(FrozenContent, models.PROTECT, related_name="+")
    card = models.JSONField(_("card"))  # what a list shows of it, so that no list reads `content`
    search_text = models.TextField(_("search text"))
    published_by = models.CharField(_("published by"), max_length=200)
    live_from = models.DateTimeField(_("live from"))
    live_until = models.DateTimeField(_("live until"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)
    withdrawal_notice = models.TextField(_("notice"), blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["parent", "number"], name="%(class)s_unique_number"),
            models.UniqueConstraint(fields=["parent"], condition=Q(live_until=None), name="%(class)s_one_open_ended"),
            models.CheckConstraint(
                condition=Q(live_until=None) | Q(live_until__gt=F("live_from")), name="%(class)s_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(fields=["-published_on", "-id"], name="%(class)s_by_date"),
            models.Index(fields=["slug"], name="%(class)s_by_slug"),
            models.Index(fields=["original_id"], condition=Q(original_id__isnull=False), name="%(class)s_translations"),
            models.Index(  # few among many: the page of corrections reads these alone
                fields=["-live_from", "-id"], condition=Q(kind="correction"), name="%(class)s_corrections"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({_('edition')} {self.number})"


class Address(models.Model):
    """One row: a slug in a collection, claimed for what was first published under it, for ever."""

    collection = models.CharField(max_length=20)  # the first word of the path: analysis, snapshots, authors, topics
    slug = UnicodeSlugField(db_index=False)
    parent_id = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["collection", "slug"], name="address_unique_in_collection")]
        indexes = [models.Index(fields=["collection", "parent_id"], name="address_by_parent")]

    def __str__(self) -> str:
        return f"/{self.collection}/{self.slug}/"


class RecordVersion(models.Model):
    """One row: a number raised by every change the public may see. What is kept in memory is kept per number."""

    number = models.PositiveBigIntegerField(default=1)
    next_change_at = models.DateTimeField(null=True)  # the next scheduled change: what is kept must not outlive it
    changed_at = models.DateTimeField(null=True)  # when readers last saw a change by it; scheduling is none

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="record_version_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)
