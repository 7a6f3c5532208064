"""Adding to the audit trail: call `note` in the same transaction as the act."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Max, Model
from django.http import HttpRequest
from django.utils import timezone

from audit.addresses import address_of
from audit.alarms import look_at
from audit.models import AuditEntry
from record.models import desk
from record.revisions import name_of

LONGEST_NAME = 200


@dataclass
class Actor:
    """The source of current acts: a request, or None for a command. `noted` counts the entries it has caused."""

    request: HttpRequest | None = None
    noted: int = 0

    @property
    def account(self) -> AbstractBaseUser | None:
        """Return the account that is signed in. Call this only to write an entry, because it reads the session."""
        if getattr(self.request, "session", None) is None:
            return None  # a page for readers, who have no session
        return self.request.user if self.request.user.is_authenticated else None

    @property
    def address(self) -> str | None:
        found = address_of(self.request) if self.request else None
        return str(found) if found else None


_actor: ContextVar[Actor | None] = ContextVar("audit_actor", default=None)


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """Attribute entries added in this block to the actor."""
    token = _actor.set(actor)
    try:
        yield actor
    finally:
        _actor.reset(token)


def note(
    act: str,
    thing: Model | None = None,
    words: str = "",
    by: AbstractBaseUser | None = None,
    before: int | None = None,
    is_revised: bool = True,
    name: str = "",
) -> AuditEntry:
    """Add an entry: the current actor did the act to the thing, now.

    The actor is `by`, else the account signed in with the request; a command has none. `name` is that of a person
    without an account. `before` is the number of the thing's revision before the act. Set `is_revised` to False if the
    act adds no revision.
    """
    entry = _note(act, thing, words, by, before, last_revision(thing) if is_revised else None, name)
    look_at([(entry, thing)])
    return entry


def note_all(act: str, things: Iterable[Model], words: str = "", by: AbstractBaseUser | None = None) -> None:
    """Add an entry for each thing, as `note` does. One query for the numbers of all their revisions."""
    things = list(things)
    revised = [thing for thing in things if hasattr(thing, "save_count")]
    kinds, ids = {thing._meta.model_name for thing in revised}, {thing.pk for thing in revised}
    rows = desk.Revision.objects.filter(kind__in=kinds, parent_id__in=ids).values_list("kind", "parent_id")
    last = {(kind, pk): number for kind, pk, number in rows.annotate(Max("number")).order_by()}
    noted = []
    for thing in things:
        number = last.get((thing._meta.model_name, thing.pk))
        noted.append((_note(act, thing, words, by, None, number), thing))
    look_at(noted)


def _note(
    act: str,
    thing: Model | None,
    words: str,
    by: AbstractBaseUser | None,
    before: int | None,
    after: int | None,
    name: str = "",
) -> AuditEntry:
    actor = _actor.get() or Actor()
    account = by or actor.account
    actor.noted += 1
    return AuditEntry.objects.create(
        at=timezone.now(),
        actor=account,
        actor_name=(name_of(account) or name)[:LONGEST_NAME],
        address=actor.address,
        act=str(act),
        kind=thing._meta.label_lower if thing is not None else "",
        object_id=str(thing.pk or "") if thing is not None else "",
        object_name=str(thing)[:LONGEST_NAME] if thing is not None else "",
        before=before,
        after=after,
        words=str(words),
    )


def last_revision(thing: Model | None) -> int | None:
    """Return the number of a working copy's newest revision; None for anything else."""
    if thing is None or not hasattr(thing, "save_count"):
        return None
    rows = desk.Revision.objects.filter(kind=thing._meta.model_name, parent_id=thing.pk).order_by("-number")
    return rows.values_list("number", flat=True).first()
