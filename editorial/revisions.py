"""Revisions: the working copy as each save left it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from editorial.freezing import keep
from editorial.models import FrozenContent, Publishable, Revision
from editorial.publishables import type_of

SITTING = timedelta(minutes=10)  # saves by one person this close together are one revision


@transaction.atomic
def keep_revision(
    copy: Publishable, by: AbstractBaseUser | None, at: datetime | None = None, work: dict | None = None
) -> Revision:
    """Freeze the working copy as a revision, in place of the same person's unsealed one of the last ten minutes.

    `work` is what `freeze` makes of it, where the caller has that already. Every save ends here, so here its type
    is told what the copy now says.
    """
    at = at or timezone.now()
    kind = type_of(copy)
    work = work or kind.freeze(copy)
    content = keep({"work": work})
    last = Revision.objects.filter(kind=kind.name, parent_id=copy.pk).order_by("-number").first()
    if last and last.content_id == content.pk:
        return last
    kind.saved(copy, work)
    if last and last.sealed_at is None and last.by_id == getattr(by, "pk", None) and at - last.at < SITTING:
        outdated = last.content_id
        last.content, last.at = content, at
        last.save(update_fields=["content", "at"])
        _drop_unused(outdated)
        return last
    if last and last.sealed_at is None:
        Revision.objects.filter(pk=last.pk).update(sealed_at=at)
    return Revision.objects.create(
        kind=kind.name,
        parent_id=copy.pk,
        number=last.number + 1 if last else 1,
        content=content,
        by=by,
        by_name=name_of(by),
        at=at,
    )


def seal(copy: Publishable, at: datetime | None = None) -> None:
    """Keep the newest revision as it is: something now refers to it."""
    kind = type_of(copy)
    Revision.objects.filter(kind=kind.name, parent_id=copy.pk, sealed_at=None).update(sealed_at=at or timezone.now())


@transaction.atomic
def drop(copies: Collection[Publishable]) -> None:
    """Remove every revision of working copies that are being deleted, with what is then kept for nobody.

    Only what was never published is ever deleted, so nothing that readers saw goes with them.
    """
    for copy in copies:
        mine = Revision.objects.filter(kind=type_of(copy).name, parent_id=copy.pk)
        digests = set(mine.values_list("content_id", flat=True))
        mine.delete()
        for digest in digests:
            _drop_unused(digest)


def name_of(account: AbstractBaseUser | None) -> str:
    """Return the account's full name, else its sign-in name, as the record copies it."""
    if account is None:
        return ""
    return account.get_full_name() or account.get_username()


def _drop_unused(digest: str) -> None:
    try:
        with transaction.atomic():
            FrozenContent.objects.filter(pk=digest).delete()
    except ProtectedError:
        return  # an edition or another revision has the same content
