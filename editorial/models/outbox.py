"""The outbox: what must happen by itself."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OutboxQuerySet(models.QuerySet):
    """What is still to be done."""

    def waiting(self) -> "OutboxQuerySet":
        """Return what is not done yet, whatever its moment."""
        return self.filter(done_at=None)

    def due(self, at: datetime) -> "OutboxQuerySet":
        """Return what is to be tried at the moment, the earliest cause first. What a runner has in hand is not."""
        return self.waiting().filter(try_at__lte=at).order_by("due_at", "pk")

    def troubled(self) -> "OutboxQuerySet":
        """Return what failed and is tried again, and what was given up."""
        return self.exclude(last_error="").filter(Q(done_at=None) | Q(is_given_up=True))


class OutboxEntry(models.Model):
    """One row: something that must happen once, from a moment on. Written in the transaction of its cause."""

    kind = models.CharField(_("kind"), max_length=40)  # a name registered in editorial/outbox/kinds.py
    key = models.CharField(_("key"), max_length=200)  # the cause: one that comes twice is written once
    payload = models.JSONField(default=dict)
    due_at = models.DateTimeField(_("due"))
    try_at = models.DateTimeField(_("next try"))  # due_at at first; then after a pause, or when a runner's time is up
    attempts = models.PositiveIntegerField(_("attempts"), default=0)  # tells a runner whether it still has the row
    last_error = models.TextField(_("last error"), blank=True)
    is_given_up = models.BooleanField(_("given up"), default=False)
    done_at = models.DateTimeField(_("done"), null=True)
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("outbox entry")
        verbose_name_plural = _("outbox")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="outbox_once_for_each_cause")]
        indexes = [
            models.Index(fields=["try_at"], condition=Q(done_at=None), name="outbox_waiting"),
            models.Index(fields=["done_at"], name="outbox_by_done"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
