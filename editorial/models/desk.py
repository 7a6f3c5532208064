"""What every working copy at the desk has, and the revisions kept of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.models.record import FrozenContent


class Publishable(models.Model):
    """A working copy: what editors write until an edition is frozen from it.

    `state` is the working copy's alone. Whether something is scheduled, live or withdrawn is read from its
    editions at a moment (editorial/standing.py), never stored.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in-review", _("in review")
        APPROVED = "approved", _("approved")
        AS_PUBLISHED = "as-published", _("as published")

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT, editable=False)
    save_count = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("last saved by"),
    )
    updated_at = models.DateTimeField(_("last saved"), auto_now=True)

    class Meta:
        abstract = True


class Revision(models.Model):
    """One row: a working copy as it was saved, by one person within ten minutes."""

    kind = models.CharField(max_length=20)  # the registered type's name
    parent_id = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField()
    content = models.ForeignKey(FrozenContent, models.PROTECT, related_name="revisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200)  # copied: an account may be renamed
    at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True)  # no later save replaces it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "parent_id", "number"], name="revision_unique_number")]

    def __str__(self) -> str:
        return f"{self.kind} {self.parent_id}, revision {self.number}"
