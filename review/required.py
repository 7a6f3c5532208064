"""Sign-offs that publishing requires: setting and lifting the requirement, checking it, and overriding it."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from audit.alarms import sound
from audit.models import AuditEntry
from audit.trail import last_revision, note
from permissions.matrix import Act
from record import revisions
from record.findings import Finding
from record.models import Publishable
from review.links import latest_sign_off, stands

CODE = "no-sign-off"


@transaction.atomic
def require_sign_off(draft: Publishable, is_required: bool, by: AbstractBaseUser | None) -> None:
    """Set whether publishing requires a sign-off. Setting it again changes nothing."""
    rows = type(draft)._default_manager.filter(pk=draft.pk)
    if rows.exclude(needs_sign_off=is_required).update(needs_sign_off=is_required):
        note(Act.REQUIRE_SIGN_OFF, draft, "required" if is_required else "no longer required", by=by)


def sign_off_findings(draft: Publishable, about: str = "") -> Iterator[Finding]:
    """Yield an error if a required sign-off is missing or voided and nobody has overridden it for this revision."""
    if not draft.needs_sign_off or _is_overridden(draft):
        return
    link = latest_sign_off(draft)
    values = {"title": draft, "name": link.name if link else ""}
    if link is None:
        yield Finding(CODE, _("“%(title)s” needs a sign-off, and has none.") % values, True, about)
    elif not stands(link, draft):
        words = _("“%(title)s” needs a sign-off. %(name)s signed it off, but it has changed since.")
        yield Finding(CODE, words % values, True, about)


def _is_overridden(draft: Publishable) -> bool:
    entries = AuditEntry.objects.filter(
        kind=draft._meta.label_lower, object_id=str(draft.pk), act=Act.OVERRIDE_SIGN_OFF, after=last_revision(draft)
    )
    return entries.exists()


@transaction.atomic
def override(draft: Publishable, by: AbstractBaseUser, reason: str) -> None:
    """Let this revision be published without the required sign-off, and send an alarm. Call it in the publishing act.

    The trail is what publishing checks: its entry names the revision, which is sealed.
    """
    revisions.keep_revision(draft, by)
    revisions.seal(draft)
    entry = note(Act.OVERRIDE_SIGN_OFF, draft, reason, by=by)
    sound(entry, _("Published without the required sign-off"), reason)
