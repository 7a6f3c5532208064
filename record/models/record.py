"""The record: published, frozen content."""

from datetime import date, datetime
from typing import NamedTuple

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from record.models.imprint import PublicationType
from text.slugs import UnicodeSlugField


class FrozenContent(models.Model):
    """One row: one complete content as canonical JSON, stored under the SHA-256 digest of its bytes. Never changed."""

    digest = models.CharField(primary_key=True, max_length=64)
    text = models.TextField()

    def __str__(self) -> str:
        return self.digest[:12]


class EditionQuerySet(models.QuerySet):
    """The two queries that the public site may use."""

    def public(self, at: datetime) -> "EditionQuerySet":
        """Return the editions that are public at the given moment (aware, any time zone)."""
        return self.filter(live_from__lte=at, withdrawn_at=None).exclude(live_until__lte=at)

    def citable(self, at: datetime) -> "EditionQuerySet":
        """Return the editions that were public by the given moment and are not withdrawn; they have permanent pages."""
        return self.filter(live_from__lte=at, withdrawn_at=None)


class Edition(models.Model):
    """One row: an edition, numbered and frozen, public from `live_from` on.

    Later, only `live_until`, `withdrawn_at`, `withdrawal_notice`, `replaced_by` and `is_counted` may change, and
    `live_from` until it has passed. Subclasses add `parent` and `replaced_by`, keys to the working copy that public
    code uses as plain numbers (`parent_id`).
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
    publication_type = models.ForeignKey(PublicationType, models.PROTECT, null=True, related_name="+")
    original_id = models.PositiveBigIntegerField(null=True)  # parent of the original, if this is a translation
    content = models.ForeignKey(FrozenContent, models.PROTECT, related_name="+")
    card = models.JSONField(_("card"))  # what lists show, so that no list has to read `content`
    search_text = models.TextField(_("search text"))
    columns_version = models.CharField(max_length=16, default="")  # of the code that made card, search text and links
    published_by = models.CharField(_("published by"), max_length=200)
    live_from = models.DateTimeField(_("live from"))
    live_until = models.DateTimeField(_("live until"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)
    withdrawal_notice = models.TextField(_("notice"), blank=True)
    is_counted = models.BooleanField(default=False)  # in the archive's tally; see search/tallies.py

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
            models.Index(fields=["-published_on", "-parent"], name="%(class)s_steady"),  # website/front.py
            models.Index(fields=["slug"], name="%(class)s_by_slug"),
            models.Index(fields=["original_id"], condition=Q(original_id__isnull=False), name="%(class)s_translations"),
            # The editions that a tally lacks, and those that it counts although they are no longer public.
            models.Index(
                fields=["live_until"],
                condition=Q(is_counted=False, withdrawn_at__isnull=True),
                name="%(class)s_uncounted",
            ),
            models.Index(
                fields=["live_until"],
                condition=Q(is_counted=True) & (Q(live_until__isnull=False) | Q(withdrawn_at__isnull=False)),
                name="%(class)s_ending",
            ),
            models.Index(  # the corrections page reads only these few rows
                fields=["-live_from", "-id"], condition=Q(kind="correction"), name="%(class)s_corrections"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({_('edition')} {self.number})"


class Address(models.Model):
    """One row: a slug in a collection, permanently reserved for what was first published under it."""

    collection = models.CharField(max_length=20)  # first part of the path: analysis, snapshots, authors, topics
    slug = UnicodeSlugField(db_index=False)
    parent_id = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["collection", "slug"], name="address_unique_in_collection")]
        indexes = [models.Index(fields=["collection", "parent_id"], name="address_by_parent")]

    def __str__(self) -> str:
        return f"/{self.collection}/{self.slug}/"


class RecordVersion(models.Model):
    """One row: a number raised by every change that readers may see; caches are valid for one number."""

    number = models.PositiveBigIntegerField(default=1)
    next_change_at = models.DateTimeField(null=True)  # next scheduled change; no cache may outlive it
    changed_at = models.DateTimeField(null=True)  # when readers last saw a change; scheduling does not count

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="record_version_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)


class EditionRow(NamedTuple):
    """An edition without its content, for feeds and exports. Not a model: an export may hold 100,000 rows."""

    pk: int
    parent_id: int
    number: int
    slug: str
    kind: str
    note: str
    language: str
    published_on: date
    content_id: str  # its digest
    live_from: datetime
