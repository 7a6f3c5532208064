"""Saving a draft: counts the save, rejects conflicts, and keeps a revision."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F
from django.utils import timezone

from record import revisions, sequence
from record.kinds import kind_of
from record.models import Publishable


class SavedMeanwhile(Exception):
    """Someone else saved the draft after this editor opened it."""


def claim_save(draft: Publishable, seen: int | None, by: AbstractBaseUser | None) -> None:
    """Count one save. Raises SavedMeanwhile if `seen` is not the current save count."""
    draft.updated_by, draft.updated_at = by, timezone.now()
    rows = type(draft)._default_manager.filter(pk=draft.pk, save_count=seen)
    if not rows.update(save_count=F("save_count") + 1, updated_by=by, updated_at=draft.updated_at):
        raise SavedMeanwhile
    draft.save_count = seen + 1


def save_draft(draft: Publishable, by: AbstractBaseUser | None) -> None:
    """Keep the saved draft as a revision, and set its state by whether it matches the last edition."""
    kind = kind_of(draft)
    work = kind.freeze(draft)
    states, is_reviewed = draft.State, draft.state in (draft.State.IN_REVIEW, draft.State.APPROVED)
    changed = states.IN_REVIEW if is_reviewed else states.DRAFT  # a change voids an approval
    draft.state = states.AS_PUBLISHED if sequence.is_as_published(kind, draft, work) else changed
    kind.draft_model.objects.filter(pk=draft.pk).update(state=draft.state)
    revisions.keep_revision(draft, by, work=work, kind=kind)
