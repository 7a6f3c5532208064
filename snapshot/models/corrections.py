"""Editors' decisions not to apply a newer edition of an article to a snapshot."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import ArticleEdition
from snapshot.models.desk import Snapshot


class DeclinedCorrection(models.Model):
    """One row: an article's newer edition that the editors did not apply to a snapshot, and why."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="declined_corrections")
    edition = models.ForeignKey(ArticleEdition, models.PROTECT, related_name="+")  # declined, with earlier ones
    reason = models.CharField(_("why the older edition is kept"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200)  # copied: an account may be renamed
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("declined correction")
        verbose_name_plural = _("declined corrections")
        constraints = [models.UniqueConstraint(fields=["snapshot", "edition"], name="declined_once")]

    def __str__(self) -> str:
        return f"{self.edition} not in {self.snapshot}"
