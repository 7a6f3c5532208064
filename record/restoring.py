"""Restores a draft to one of its revisions, as a new revision."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from record import addresses, revisions
from record.kinds import Kind, kind_of
from record.models import Publishable, Revision
from record.publishing import Refused
from record.saving import claim_save, save_draft
from record.thawing import Thawed


@dataclass(frozen=True)
class Restored:
    """The draft frozen before and after, and what could not be restored exactly."""

    before: dict
    after: dict
    report: Thawed

    @property
    def changes_nothing(self) -> bool:
        return self.before == self.after


def is_free(draft: Publishable, slug: str, kind: Kind | None = None) -> bool:
    """Return whether `draft` can use that slug: no other draft has it, and nothing else was published there."""
    kind = kind or kind_of(draft)
    others = kind.draft_model.objects.filter(slug=slug).exclude(pk=draft.pk)
    return not others.exists() and not addresses.is_taken(kind.collection, slug, draft.pk)


def rehearse(draft: Publishable, work: dict) -> Restored:
    """Return what restoring `work` would do, by doing it and rolling back."""
    with transaction.atomic():
        kind = kind_of(draft)
        done = _restored(kind, kind.draft_model.objects.select_for_update().get(pk=draft.pk), work)
        transaction.set_rollback(True)
    return done


@transaction.atomic
def restore(
    draft: Publishable, work: dict, by: AbstractBaseUser | None, seen: int | None, at: datetime | None = None
) -> tuple[Restored, Revision]:
    """Restore `draft` to the frozen `work`. Return the result and the new revision.

    The previous content is also kept as a revision, and both are sealed. Raises SavedMeanwhile if there were saves
    after `seen`, and Refused if the slug is no longer free or the draft already has this content. Nothing
    changes then.
    """
    at, kind = at or timezone.now(), kind_of(draft)
    draft = kind.draft_model.objects.select_for_update().get(pk=draft.pk)
    saved_by, saved_at = draft.updated_by, draft.updated_at
    claim_save(draft, seen, by)
    if not is_free(draft, work["slug"], kind):
        raise Refused([_("The address “%s” is now used by something else.") % work["slug"]])
    revisions.seal(draft, at, kind)
    revisions.keep_revision(draft, saved_by, saved_at, kind=kind)
    revisions.seal(draft, at, kind)
    done = _restored(kind, draft, work)
    if done.changes_nothing:
        raise Refused([_("The working copy already matches that revision.")])
    kind.on_replace(draft, by, at)
    save_draft(draft, by)
    revisions.seal(draft, at, kind)
    kept = Revision.objects.filter(kind=kind.name, parent_id=draft.pk).order_by("-number").first()
    return done, kept


def _restored(kind: Kind, draft: Publishable, work: dict) -> Restored:
    before = kind.freeze(draft)
    report = kind.thaw(work, draft)
    return Restored(before, kind.freeze(draft), report)
