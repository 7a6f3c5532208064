"""Making, finding, revoking and signing off review links. A token is 128 random bits; only its SHA-256 is stored."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.notices import send_notice
from audit.trail import note
from outbox import entries, kinds
from outbox.models import OutboxEntry
from permissions.matrix import Act
from record import revisions
from record.kinds import kind_named, kind_of
from record.models import Publishable, Revision
from record.organization import organization
from record.terms import refuse
from review.models import ReviewLink
from text.prose import one_line

LONGEST = timedelta(days=14)
BYTES = 16
INVITATION = "review-link"  # the outbox kind


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


@transaction.atomic
def make(
    draft: Publishable, name: str, by: AbstractBaseUser | None, days: int, address: str = ""
) -> tuple[ReviewLink, str]:
    """Return a new link to the newest revision of the working copy, which is sealed, and its token.

    The token can't be found out later. Raises Refused if `days` is not between 1 and 14.
    """
    now = timezone.now()
    if not timedelta() < timedelta(days=days) <= LONGEST:
        refuse([_("A review link is valid for 1 to %d days.") % LONGEST.days])
    token = secrets.token_urlsafe(BYTES)
    link = ReviewLink.objects.create(
        revision=revised(draft, by), name=name, address=address, token_digest=digest_of(token), made_by=by,
        made_at=now, expires_at=now + timedelta(days=days),
    )  # fmt: skip
    note(Act.REVIEW_LINK, draft, f"made for {name}, {days} days", by=by)
    return link, token


def revised(draft: Publishable, by: AbstractBaseUser | None) -> Revision:
    """Return the newest revision of the working copy, sealed because something now refers to it."""
    revision = revisions.keep_revision(draft, by)
    revisions.seal(draft)
    return revision


def mail(link: ReviewLink, url: str) -> None:
    """Schedule the email that tells the reviewer the link's address, if there is one to send it to."""
    if link.address:
        entries.write(INVITATION, str(link.pk), timezone.now(), {"link": link.pk, "url": url})


def invitation(entry: OutboxEntry, at: datetime) -> kinds.Outgoing | None:
    """Return the reviewer's email; None if the link can't be used any more. Once it is sent, no row has the token."""
    link = ReviewLink.objects.usable(at).select_related("revision").filter(pk=entry.payload["link"]).first()
    if link is None:
        return None
    draft = draft_of(link.revision)
    values = {
        "name": link.name, "title": draft, "url": entry.payload["url"], "house": organization().name,
        "day": date_format(timezone.localtime(link.expires_at), "DATE_FORMAT"),
    }  # fmt: skip
    words = _(
        "%(name)s,\n\n%(house)s asks you to review “%(title)s”. The link is for you alone, and valid until %(day)s:\n\n"
        "%(url)s\n\nYou can read the text, comment on each part, and sign it off. You need no account."
    )
    message = EmailMessage(_("Please review “%s”") % one_line(str(draft)), words % values, to=[link.address])
    rows = OutboxEntry.objects.filter(pk=entry.pk)
    return kinds.Outgoing(message, noted=lambda: rows.update(payload={"link": link.pk}))


def register() -> None:
    kinds.register(INVITATION, invitation, is_mail=True)


def found(token: str, at: datetime) -> ReviewLink | None:
    """Return the link if it can be used.

    A token that is wrong, expired or revoked costs one query of one table, whatever is wrong with it.
    """
    pk = ReviewLink.objects.usable(at).filter(token_digest=digest_of(token)).values_list("pk", flat=True).first()
    if pk is None:
        return None
    return ReviewLink.objects.with_later().select_related("revision__content", "made_by").get(pk=pk)


def draft_of(revision: Revision) -> Publishable:
    return kind_named(revision.kind).draft_model._default_manager.get(pk=revision.parent_id)


def opened(link: ReviewLink) -> None:
    """Note that the reviewer has the page open. Only the first time counts."""
    ReviewLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())


@transaction.atomic
def sign_off(link: ReviewLink, remark: str = "") -> None:
    """Record the sign-off against the link's revision. Raises Refused if there is a later one, or it is signed off."""
    now = timezone.now()
    link = ReviewLink.objects.select_for_update(of=("self",)).usable(now).with_later().filter(pk=link.pk).first()
    if link is None or link.has_later:
        refuse([_("The text has changed since. Ask for a new link: only the current text can be signed off.")])
    if link.signed_at:
        refuse([_("You have already signed this off.")])
    link.signed_at, link.remark, link.opened_at = now, remark, link.opened_at or now
    link.save(update_fields=["signed_at", "remark", "opened_at"])
    draft = draft_of(link.revision)
    note(Act.REVIEW_BY_LINK, draft, f"signed off: {remark}".strip(": "), name=link.name)
    words = _("%(name)s signed off “%(title)s”.") % {"name": link.name, "title": draft}
    tell(link, words, remark)


def tell(link: ReviewLink, subject: str, words: str = "") -> None:
    """Schedule an email to the person who made the link."""
    if link.made_by and link.made_by.is_active:
        send_notice([link.made_by.email], subject, "\n\n".join(filter(None, [subject, words])))


@transaction.atomic
def revoke(link: ReviewLink, by: AbstractBaseUser | None) -> None:
    """End the link; its sign-off no longer counts. Revoking twice changes nothing."""
    if ReviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        note(Act.REVIEW_LINK, draft_of(link.revision), f"revoked: {link.name}", by=by)


def latest_sign_off(draft: Publishable) -> ReviewLink | None:
    """Return the newest sign-off of the working copy, voided or not."""
    rows = ReviewLink.objects.of(draft).signed_off().with_later().select_related("revision__content")
    return rows.order_by("-revision__number", "-signed_at").first()


def stands(link: ReviewLink, draft: Publishable) -> bool:
    """Return whether a sign-off is of exactly what publishing now would freeze.

    It isn't after any later save, nor if something that the text names has changed, such as an author's name.
    """
    kind = kind_of(draft)
    return not link.has_later and revisions.digest(kind.freeze(draft)) == link.revision.content_id
