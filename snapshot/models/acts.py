"""What was done at a desk, act by act, and who is at it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from snapshot.models.desk import Snapshot


class DeskAct(models.Model):
    """One row: one act of arranging a snapshot, with what undoes it. Never changed, but to say what undid it."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="acts")
    number = models.PositiveIntegerField()
    client_key = models.CharField(max_length=64)  # given by the client: the same act sent twice is one act
    tab = models.CharField(max_length=32)  # which open desk it came from
    kind = models.CharField(max_length=20)
    targets = models.JSONField()  # what it touches, as in snapshot/desk/targets.py
    forward = models.JSONField()
    inverse = models.JSONField()
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("act at the desk")
        verbose_name_plural = _("acts at the desk")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "number"], name="desk_act_unique_number"),
            models.UniqueConstraint(fields=["snapshot", "client_key"], name="desk_act_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class DeskPresence(models.Model):
    """One row: an open desk, and when it was last heard of."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="presences")
    tab = models.CharField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    by_name = models.CharField(max_length=200)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["snapshot", "tab"], name="desk_presence_once_a_tab")]

    def __str__(self) -> str:
        return f"{self.by_name} at {self.snapshot_id}"
