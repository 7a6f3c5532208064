"""Limits of editors to topics, and assignments of working copies."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Branch(models.Model):
    """One row: limits an editor to a topic and its descendants. Several rows add up."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="branches")
    topic = models.ForeignKey("articles.Category", models.CASCADE, related_name="+", verbose_name=_("topic"))

    class Meta:
        verbose_name = _("branch")
        verbose_name_plural = _("limited to topics (optional; editors only)")
        constraints = [models.UniqueConstraint(fields=["account", "topic"], name="branch_unique_topic")]

    def __str__(self) -> str:
        return str(self.topic)


class Assignment(models.Model):
    """One row: a working copy is assigned to an account, optionally with a due date."""

    kind = models.CharField(max_length=20)  # model name of the publishable kind
    parent_id = models.PositiveBigIntegerField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments")
    due_on = models.DateField(_("due date"), null=True, blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [models.UniqueConstraint(fields=["kind", "parent_id"], name="assignment_unique_copy")]

    def __str__(self) -> str:
        return f"{self.kind} {self.parent_id}: {self.account}"
