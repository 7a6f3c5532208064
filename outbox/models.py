"""The tables of the outbox."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OutboxQuerySet(models.QuerySet):
    """Queries for entries that still need work."""

    def waiting(self) -> "OutboxQuerySet":
        """Return entries that are not done, whether due or not."""
        return self.filter(done_at=None)

    def due(self, at: datetime) -> "OutboxQuerySet":
        """Return entries to try at the moment, earliest first, without those that a runner is processing."""
        return self.waiting().filter(try_at__lte=at).order_by("due_at", "pk")

    def troubled(self) -> "OutboxQuerySet":
        """Return entries that failed and will be tried again, and entries that were given up."""
        return self.exclude(last_error="").filter(Q(done_at=None) | Q(is_given_up=True))


class LastRun(models.Model):
    """One row: when a runner last looked for due entries. The only row of this table; updated at most once a minute."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"


class OutboxEntry(models.Model):
    """One row: something that must happen once, at a given time or later. Written in the transaction that causes it."""

    kind = models.CharField(_("kind"), max_length=40)  # registered in outbox/kinds.py
    key = models.CharField(_("key"), max_length=200)  # identifies the cause; the same cause is stored once
    payload = models.JSONField(default=dict)
    due_at = models.DateTimeField(_("due"))
    try_at = models.DateTimeField(_("next try"))  # due_at at first, then after a pause or when the runner's time is up
    attempts = models.PositiveIntegerField(_("attempts"), default=0)  # shows a runner whether it still owns the row
    last_error = models.TextField(_("last error"), blank=True)
    is_given_up = models.BooleanField(_("given up"), default=False)
    done_at = models.DateTimeField(_("done"), null=True)
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("background task")
        verbose_name_plural = _("background tasks")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="outbox_once_for_each_cause")]
        indexes = [
            models.Index(fields=["try_at"], condition=Q(done_at=None), name="outbox_waiting"),
            models.Index(fields=["done_at"], name="outbox_by_done"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
