"""Review links, comments and notices of them. Nothing here is ever frozen, exported or public."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from record.models import Publishable, Revision


class OfDraft(models.QuerySet):
    """Rows that belong to a revision of a working copy."""

    def of(self, draft: Publishable) -> "OfDraft":
        return self.filter(revision__kind=draft._meta.model_name, revision__parent_id=draft.pk)


class ReviewLinkQuerySet(OfDraft):
    """Queries for links by their state."""

    def usable(self, at: datetime) -> "ReviewLinkQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=at)

    def signed_off(self) -> "ReviewLinkQuerySet":
        return self.filter(revoked_at=None).exclude(signed_at=None)

    def with_later(self) -> "ReviewLinkQuerySet":
        """Add `has_later`: whether the working copy was saved after the link's revision."""
        same = Revision.objects.filter(kind=OuterRef("revision__kind"), parent_id=OuterRef("revision__parent_id"))
        return self.annotate(has_later=Exists(same.filter(number__gt=OuterRef("revision__number"))))


class ReviewLink(models.Model):
    """One row: a person without an account may read, comment on and sign off one revision, until a set time."""

    class State(models.TextChoices):
        UNOPENED = "unopened", _("not opened yet")
        OPENED = "opened", _("opened")
        SIGNED_OFF = "signed-off", _("signed off")
        VOIDED = "voided", _("signed off, then voided by a change")
        EXPIRED = "expired", _("expired")
        REVOKED = "revoked", _("revoked")

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="review_links")
    name = models.CharField(_("name"), max_length=200)
    address = models.EmailField(_("email address"), blank=True)
    token_digest = models.CharField(max_length=64, unique=True)  # SHA-256; the token itself is shown once
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(_("opened"), null=True)
    signed_at = models.DateTimeField(_("signed off"), null=True)
    remark = models.TextField(_("remark"), blank=True)  # with the sign-off

    objects = ReviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("review link")
        verbose_name_plural = _("review links")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def state(self, at: datetime) -> "ReviewLink.State":
        """Return the state at the moment. Only for rows of `with_later`."""
        if self.revoked_at:
            return self.State.REVOKED
        if self.signed_at:
            return self.State.VOIDED if self.has_later else self.State.SIGNED_OFF
        if self.expires_at <= at:
            return self.State.EXPIRED
        return self.State.OPENED if self.opened_at else self.State.UNOPENED


class Comment(models.Model):
    """One row: a comment on a part of a revision, or a reply in its thread.

    `place` names the part in that revision (review/places.py). A later revision is compared with it to find where the
    part is then, so nothing is updated when texts move. A reply shares the place of its thread.
    """

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="comments")
    thread = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    place = models.CharField(max_length=80, blank=True)  # empty: the whole
    quoted = models.TextField(blank=True)  # the part as it was, sanitized markup
    words = models.TextField(_("comment"), blank=True)
    suggestion = models.TextField(_("suggested words"), blank=True)  # in place of `quoted`
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    link = models.ForeignKey(ReviewLink, models.CASCADE, null=True, related_name="comments")  # a reviewer's
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.CharField(max_length=200, blank=True)
    taken_in = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="credits")

    objects = OfDraft.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words="", suggestion=""), name="comment_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.by_name}: {Truncator(self.words or self.suggestion).chars(60)}"


class CommentNotice(models.Model):
    """One row: a comment concerns an account, which gets it once by email, in the digest of the day."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="notices")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice of a comment")
        verbose_name_plural = _("notices of comments")
        constraints = [models.UniqueConstraint(fields=["comment", "account"], name="comment_notice_once")]

    def __str__(self) -> str:
        return f"{self.account}: {self.comment}"
