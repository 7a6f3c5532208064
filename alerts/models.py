"""Subscriptions to published editions, and the record of what was sent."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.taxonomy import Series


def new_secret() -> str:
    """Return 128 random bits as text."""
    return secrets.token_urlsafe(16)


class SubscriptionQuerySet(models.QuerySet):
    """Queries for subscriptions."""

    def confirmed(self) -> "SubscriptionQuerySet":
        return self.filter(confirmed_at__isnull=False)


class Subscription(models.Model):
    """One row: an address subscribed to a filter, series or snapshot. Unsubscribing deletes the row.

    No other personal data is stored: no name, no location, no reading history.
    """

    class Follows(models.TextChoices):
        ARTICLES = "articles", _("articles of a filter")
        SNAPSHOTS = "snapshots", _("snapshots of a filter")
        SERIES = "series", _("a series")
        SNAPSHOT = "snapshot", _("one snapshot")

    class Often(models.TextChoices):
        AT_ONCE = "at-once", _("As soon as it is published")
        DAILY = "daily", _("Once a day")
        WEEKLY = "weekly", _("Once a week")

    address = models.EmailField(_("address"))
    follows = models.CharField(_("follows"), max_length=10, choices=Follows)
    query = models.CharField(_("filter"), max_length=1000, blank=True)  # canonical; "" matches everything
    target_id = models.PositiveBigIntegerField(default=0)  # id of the series or snapshot; 0 for a filter
    often = models.CharField(_("how often"), max_length=8, choices=Often, default=Often.AT_ONCE)
    language = models.CharField(_("language"), max_length=12)
    secret = models.CharField(max_length=24, default=new_secret, editable=False)  # signs its links, with SECRET_KEY
    asked_at = models.DateTimeField(_("asked"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["address", "follows", "query", "target_id"],
                condition=Q(confirmed_at__isnull=False),
                name="subscription_confirmed_once",
            )
        ]
        indexes = [
            models.Index(fields=["follows", "target_id"], name="subscription_by_target"),
            models.Index(fields=["asked_at"], name="subscription_by_asking"),
            models.Index(fields=["address"], name="subscription_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.get_follows_display()}, {self.get_often_display().lower()}"


class AlertedEdition(models.Model):
    """One row: an edition to send to a subscription once: immediately, in its next digest, or by an editor."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="editions")
    type = models.CharField(max_length=10)  # name of the registered kind
    edition_id = models.PositiveBigIntegerField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscription", "type", "edition_id"], name="alerted_once_of_an_edition")
        ]
        indexes = [
            models.Index(fields=["subscription"], condition=Q(told_at=None), name="alerted_not_told"),
            models.Index(fields=["type", "edition_id"], name="alerted_by_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.edition_id} to {self.subscription_id}"


class SeriesMailing(models.Model):
    """One row: an edition or digest that an editor sent to a series' subscribers. Each is sent once."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="+", verbose_name=_("series"))
    what = models.CharField(max_length=80)  # "article 12", "snapshot 3", or "digest" and the SHA-256 of its content
    content = models.JSONField(default=dict)  # for a digest: subject, note, edition ids
    count = models.PositiveIntegerField(_("subscribers"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        constraints = [models.UniqueConstraint(fields=["series", "what"], name="series_mailing_once")]

    def __str__(self) -> str:
        return f"{self.what} to {self.series_id}"


class Issue(models.Model):
    """One row: a letter to a list of the house, as the public archive shows it. It names editions, not subscribers.

    A list is what its subscriptions follow: a filter, or a series.
    """

    follows = models.CharField(_("follows"), max_length=10, choices=Subscription.Follows)
    query = models.CharField(_("filter"), max_length=1000, blank=True)
    target_id = models.PositiveBigIntegerField(default=0)
    key = models.CharField(max_length=80)  # the Monday of a weekly digest, or what an editor's mailing says
    subject = models.CharField(_("subject"), max_length=300, blank=True)  # of an editor's digest, as is the note
    note = models.TextField(_("note"), blank=True)
    entries = models.JSONField(default=list)  # [kind, edition id, note of the correction], in the order sent
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        constraints = [models.UniqueConstraint(fields=["follows", "query", "target_id", "key"], name="issue_once")]

    def __str__(self) -> str:
        return f"{self.follows} {self.query or self.target_id}, {self.key}"
