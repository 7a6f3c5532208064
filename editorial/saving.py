"""Saving a working copy: counted, never over another's save, and kept as a revision."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F
from django.utils import timezone

from editorial import revisions, sequence
from editorial.models import Publishable
from editorial.publishables import type_of


class SavedMeanwhile(Exception):
    """Another saved the working copy after this editor had opened it."""


def claim_save(copy: Publishable, seen: int | None, by: AbstractBaseUser | None) -> None:
    """Count one save, if none has been counted since `seen`. Raises SavedMeanwhile."""
    copy.updated_by, copy.updated_at = by, timezone.now()
    rows = type(copy)._default_manager.filter(pk=copy.pk, save_count=seen)
    if not rows.update(save_count=F("save_count") + 1, updated_by=by, updated_at=copy.updated_at):
        raise SavedMeanwhile
    copy.save_count = seen + 1


def keep(copy: Publishable, by: AbstractBaseUser | None) -> None:
    """Keep the saved working copy as a revision, and note whether it still says what was last published."""
    kind = type_of(copy)
    copy.state = copy.State.AS_PUBLISHED if sequence.desk_agrees(kind, copy) else copy.State.DRAFT
    kind.copy.objects.filter(pk=copy.pk).update(state=copy.state)
    revisions.keep_revision(copy, by)
