"""The audit trail: rows that are added and never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One row: something that someone did. The database refuses to change or delete it (record/append_only.py)."""

    at = models.DateTimeField(_("time"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )  # null: someone who was not signed in, or a command
    actor_name = models.CharField(_("name"), max_length=200)  # a copy, because accounts can be renamed
    address = models.GenericIPAddressField(_("address"), null=True)  # null: a command
    act = models.CharField(_("act"), max_length=80, db_index=True)
    kind = models.CharField(_("kind"), max_length=60, blank=True)  # "articles.article"
    object_id = models.CharField(max_length=40, blank=True)
    object_name = models.CharField(_("object"), max_length=200, blank=True)
    before = models.PositiveIntegerField(_("revision before"), null=True)
    after = models.PositiveIntegerField(_("revision after"), null=True)
    words = models.TextField(_("details"), blank=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["kind", "object_id"], name="audit_object")]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.act}"
