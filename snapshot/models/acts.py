"""The acts at a desk."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from snapshot.models.desk import Snapshot


class DeskAct(models.Model):
    """One row: one act of arranging a snapshot, with its inverse. Only the undo reference ever changes."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="acts")
    number = models.PositiveIntegerField()
    client_key = models.CharField(max_length=64)  # set by the client, so that an act sent twice is performed once
    tab = models.CharField(max_length=32)  # the open desk that it came from
    kind = models.CharField(max_length=20)
    targets = models.JSONField()  # the targets it changes, as in snapshot/desk/targets.py
    forward = models.JSONField()
    inverse = models.JSONField()
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("desk act")
        verbose_name_plural = _("desk acts")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "number"], name="desk_act_unique_number"),
            models.UniqueConstraint(fields=["snapshot", "client_key"], name="desk_act_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
