"""Restoring: letting a working copy say again what one of its revisions says, as a new revision."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import addresses, revisions
from editorial.models import Publishable, Revision
from editorial.publishables import Thawed, type_of
from editorial.publishing import Refused
from editorial.saving import claim_save, keep


@dataclass(frozen=True)
class Restored:
    """The working copy frozen before and after, and what could not be given back as it was."""

    before: dict
    after: dict
    report: Thawed

    @property
    def changes_nothing(self) -> bool:
        return self.before == self.after


def is_free(copy: Publishable, slug: str) -> bool:
    """Return whether `copy` may have that address: no other working copy has it, nothing else was published there."""
    kind = type_of(copy)
    others = kind.copy.objects.filter(slug=slug).exclude(pk=copy.pk)
    return not others.exists() and not addresses.is_taken(kind.collection, slug, copy.pk)


def rehearse(copy: Publishable, work: dict) -> Restored:
    """Return what restoring `work` would do, by doing it and taking it back: nothing is changed."""
    with transaction.atomic():
        done = _restored(type_of(copy).copy.objects.select_for_update().get(pk=copy.pk), work)
        transaction.set_rollback(True)
    return done


@transaction.atomic
def restore(
    copy: Publishable, work: dict, by: AbstractBaseUser | None, seen: int | None, at: datetime | None = None
) -> tuple[Restored, Revision]:
    """Let `copy` say what the frozen `work` says; return what came of it, and the revision that keeps it.

    What stood before is itself kept as a revision, and sealed; so is what is restored. Raises SavedMeanwhile where
    anything was saved since the save number `seen`, and Refused where the address is another's by now, or where the
    working copy says all of that already. Nothing is changed then.
    """
    at, kind = at or timezone.now(), type_of(copy)
    copy = kind.copy.objects.select_for_update().get(pk=copy.pk)
    saved_by, saved_at = copy.updated_by, copy.updated_at
    claim_save(copy, seen, by)
    if not is_free(copy, work["slug"]):
        raise Refused([_("The address “%s” belongs to something else by now.") % work["slug"]])
    revisions.seal(copy, at)
    revisions.keep_revision(copy, saved_by, saved_at)
    revisions.seal(copy, at)
    done = _restored(copy, work)
    if done.changes_nothing:
        raise Refused([_("The desk says all of that already.")])
    kind.replaced(copy, by, at)
    keep(copy, by)
    revisions.seal(copy, at)
    kept = Revision.objects.filter(kind=kind.name, parent_id=copy.pk).order_by("-number").first()
    return done, kept


def _restored(copy: Publishable, work: dict) -> Restored:
    kind = type_of(copy)
    before = kind.freeze(copy)
    report = kind.thaw(work, copy)
    return Restored(before, kind.freeze(copy), report)
