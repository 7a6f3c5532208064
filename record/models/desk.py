"""The fields that every working copy at the desk has, and its revisions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from record.models.record import FrozenContent


class Publishable(models.Model):
    """One row: a working copy, which editors change and from which editions are frozen.

    `state` describes the working copy only. Whether something is scheduled, live or withdrawn depends on its editions
    at a given moment (record/status.py) and is never stored.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in-review", _("in review")
        APPROVED = "approved", _("approved")
        AS_PUBLISHED = "as-published", _("as published")

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT, editable=False)
    needs_sign_off = models.BooleanField(_("sign-off required"), default=False, editable=False)  # to publish it
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
    """One row: a working copy as saved by one person within ten minutes."""

    kind = models.CharField(max_length=20)  # name of the registered type
    parent_id = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField()
    content = models.ForeignKey(FrozenContent, models.PROTECT, related_name="revisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200)  # a copy, because accounts can be renamed
    at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True)  # set once later saves may no longer replace it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "parent_id", "number"], name="revision_unique_number")]

    def __str__(self) -> str:
        return f"{self.kind} {self.parent_id}, revision {self.number}"


class Presence(models.Model):
    """One row: a working copy open at a desk in one tab, and when the tab last reported."""

    kind = models.CharField(max_length=20)  # name of the registered type
    parent_id = models.PositiveBigIntegerField()
    tab = models.CharField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    by_name = models.CharField(max_length=200)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "parent_id", "tab"], name="presence_once_a_tab")]

    def __str__(self) -> str:
        return f"{self.by_name} at {self.kind} {self.parent_id}"
