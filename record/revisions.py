"""Revisions: the draft as each save left it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import OuterRef, ProtectedError, QuerySet, Subquery
from django.utils import timezone

from record.freezing import canonical, digest_of, store, store_all
from record.kinds import Kind, kind_of
from record.models import FrozenContent, Publishable, Revision

SITTING = timedelta(minutes=10)  # saves by one person within this time form one revision


@transaction.atomic(savepoint=False)
def keep_revision(
    draft: Publishable,
    by: AbstractBaseUser | None,
    at: datetime | None = None,
    work: dict | None = None,
    kind: Kind | None = None,
    is_first: bool = False,
) -> Revision:
    """Save the draft as a revision; it replaces an unsealed one by the same person less than ten minutes old.

    `work` is the result of `freeze` and `kind` the draft's, if the caller already has them; `is_first` if it knows that
    there is none yet. Every save ends here, so this is also where the kind's `on_save` runs.
    """
    at = at or timezone.now()
    kind = kind or kind_of(draft)
    work = work or kind.freeze(draft)
    content = store({"work": work})
    mine = Revision.objects.none() if is_first else Revision.objects.filter(kind=kind.name, parent_id=draft.pk)
    last = mine.order_by("-number").first()
    return _kept(kind, draft, work, content, last, by, at)


def keep_sealed(
    kind: Kind, works: Collection[tuple[Publishable, dict]], by: AbstractBaseUser | None, at: datetime
) -> None:
    """Save drafts of one kind as sealed revisions, because editions now have their work, as `freeze` returned it."""
    last = {row.parent_id: row for row in _newest(kind, [draft.pk for draft, _ in works])}
    contents = store_all(({"work": work} for _, work in works), {row.content_id for row in last.values()})
    kept = [
        _kept(kind, draft, work, content, last.get(draft.pk), by, at, is_sealed=True)
        for (draft, work), content in zip(works, contents, strict=True)
    ]
    unsealed = [row.pk for row in kept if row.sealed_at is None]
    if unsealed:
        Revision.objects.filter(pk__in=unsealed).update(sealed_at=at)


def _newest(kind: Kind, ids: Collection[int]) -> QuerySet[Revision]:
    mine = Revision.objects.filter(kind=kind.name)
    numbers = mine.filter(parent_id=OuterRef("parent_id")).order_by("-number").values("number")[:1]
    return mine.filter(parent_id__in=ids, number=Subquery(numbers))


def _kept(
    kind: Kind,
    draft: Publishable,
    work: dict,
    content: FrozenContent,
    last: Revision | None,
    by: AbstractBaseUser | None,
    at: datetime,
    is_sealed: bool = False,
) -> Revision:
    """Return the revision with this content: the last one, the last one changed, or a new one."""
    if last and last.content_id == content.pk:
        return last
    kind.on_save(draft, work)
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
        parent_id=draft.pk,
        number=last.number + 1 if last else 1,
        content=content,
        by=by,
        by_name=name_of(by),
        at=at,
        sealed_at=at if is_sealed else None,
    )


def digest(work: dict) -> str:
    """Return the id that the content of a revision with this work has."""
    return digest_of(canonical({"work": work}))


def seal(draft: Publishable, at: datetime | None = None, kind: Kind | None = None) -> None:
    """Protect the newest revision from being replaced, because something now refers to it."""
    kind = kind or kind_of(draft)
    Revision.objects.filter(kind=kind.name, parent_id=draft.pk, sealed_at=None).update(sealed_at=at or timezone.now())


@transaction.atomic
def drop(drafts: Collection[Publishable]) -> None:
    """Delete all revisions of drafts that are being deleted, and content that nothing else uses.

    Only items that were never published can be deleted, so readers lose nothing.
    """
    for draft in drafts:
        mine = Revision.objects.filter(kind=kind_of(draft).name, parent_id=draft.pk)
        digests = set(mine.values_list("content_id", flat=True))
        mine.delete()
        for digest in digests:
            _drop_unused(digest)


def name_of(account: AbstractBaseUser | None) -> str:
    """Return the full name of the account, or its username, or "" for None. The record stores a copy of it."""
    if account is None:
        return ""
    return account.get_full_name() or account.get_username()


def _drop_unused(digest: str) -> None:
    try:
        with transaction.atomic():
            FrozenContent.objects.filter(pk=digest).delete()
    except ProtectedError:
        return  # an edition or another revision has the same content
