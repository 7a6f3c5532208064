"""Documents that editors import."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from snapshot.models import Snapshot


class ImportedDocument(models.Model):
    """One row: a document that an editor uploaded or pasted, kept for corrections and then as a trace of the import.

    `corrections` are the editor's changes to how it was read (importing/corrections.py), oldest first. `choices` are
    the editor's choices on the import page. `text` is the document as edited by hand, {"as": format, "text": words}, or
    empty. `applied` is what applying it created (importing/provenance.py), or empty.
    """

    name = models.CharField(_("name"), max_length=255)
    title = models.TextField(_("title"), blank=True)  # as read; identifies the document's next version
    data = models.BinaryField(_("content"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    corrections = models.JSONField(_("corrections"), default=list, blank=True)
    correction_count = models.PositiveIntegerField(_("corrections made"), default=0)  # undoing raises it too
    choices = models.JSONField(_("choices"), default=dict, blank=True)
    text = models.JSONField(_("edited text"), default=dict, blank=True)
    applied = models.JSONField(_("applied"), default=dict, blank=True)
    snapshot = models.ForeignKey(
        Snapshot, models.SET_NULL, null=True, related_name="documents", verbose_name=_("became")
    )  # null: not applied

    class Meta:
        verbose_name = _("imported document")
        verbose_name_plural = _("imported documents")
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.name
