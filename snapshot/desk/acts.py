"""Acts: operations done by someone, numbered, kept, and taken back."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from editorial.revisions import name_of
from snapshot.desk import operations, targets
from snapshot.desk.structure import Impossible, Structure
from snapshot.models import DeskAct, Placement, Section, Snapshot

UNDO = "undo"
REPLACE = "replace"  # the whole working copy was put in place of another: nothing that was seen before still holds


@dataclass(frozen=True)
class Sent:
    """An act as a client sends it. `base` is the number of the last act its screen shows."""

    client_key: str
    tab: str
    base: int
    operation: dict


class Conflict(Exception):
    """A later act touched what this one is about. `theirs` is that act; `value` what stands there now, for a text."""

    def __init__(self, theirs: DeskAct, value: object = None):
        super().__init__(str(theirs))
        self.theirs = theirs
        self.value = value


def act(snapshot_id: int, sent: Sent, by: AbstractBaseUser, at: datetime) -> DeskAct:
    """Do what was sent, once: sent again, the act that was made is returned.

    Raises Conflict where a later act touched its target, Impossible where the board is not as it supposes;
    nothing is changed then.
    """
    try:
        return _act(snapshot_id, sent, by, at)
    except IntegrityError:
        # Its key is unique. What is sent again as if new is found here: asking each time would cost a query.
        done = DeskAct.objects.filter(snapshot=snapshot_id, client_key=sent.client_key).first()
        if done is None:
            raise
        return done


@transaction.atomic
def _act(snapshot_id: int, sent: Sent, by: AbstractBaseUser, at: datetime) -> DeskAct:
    snapshot = Snapshot.objects.select_for_update().get(pk=snapshot_id)
    if sent.base < snapshot.act_count:
        done = DeskAct.objects.filter(snapshot=snapshot, client_key=sent.client_key).first()
        if done:
            return done
    if sent.base > snapshot.act_count:
        raise Impossible(_("This desk is ahead of what was saved. Reload it."))
    if sent.operation["op"] == UNDO:
        return _undo(snapshot, sent, by, at)
    if sent.base < snapshot.act_count:
        _refuse_if_touched(snapshot, sent)
    forward, inverse = operations.perform(snapshot, sent.operation)
    return _keep(snapshot, sent, forward, inverse, None, by, at)


def _undo(snapshot: Snapshot, sent: Sent, by: AbstractBaseUser, at: datetime) -> DeskAct:
    undone = DeskAct.objects.filter(snapshot=snapshot, number=sent.operation["number"]).first()
    if undone is None:
        raise Impossible(_("There is no such act to undo."))
    if undone.kind == REPLACE:
        raise Impossible(_("What was restored is taken back by restoring again: see its earlier states."))
    if DeskAct.objects.filter(undoes=undone).exists():
        raise Impossible(_("That is undone already."))
    later = _standing(DeskAct.objects.filter(snapshot=snapshot, number__gt=undone.number))
    for other in later:
        if targets.overlap(undone.targets, other.targets):
            raise Conflict(other)
    forward, inverse = operations.perform(snapshot, undone.inverse)
    return _keep(snapshot, sent, forward, inverse, undone, by, at)


def _standing(acts) -> list[DeskAct]:
    """Return the acts whose effect still stands: an act and what undid it cancel each other."""
    acts = sorted(acts, key=lambda each: -each.number)
    gone: set[int] = set()
    for each in acts:
        if each.pk not in gone and each.undoes_id:
            gone |= {each.pk, each.undoes_id}
    return [each for each in acts if each.pk not in gone]


def _refuse_if_touched(snapshot: Snapshot, sent: Sent) -> None:
    since = DeskAct.objects.filter(snapshot=snapshot, number__gt=sent.base).exclude(tab=sent.tab)
    later = _standing(since)
    needed = targets.needs(sent.operation, Structure(snapshot)) if later else []
    for other in later:
        if targets.overlap(needed, other.targets):
            raise Conflict(other, _value_now(snapshot, sent.operation))


def _value_now(snapshot: Snapshot, operation: dict) -> object:
    if operation["op"] != "set":
        return None
    kind, _colon, key = operation["target"].partition(":")
    row = snapshot
    if kind == "section":
        row = Section.objects.filter(snapshot=snapshot, key=key).first()
    elif kind == "placement":
        row = Placement.objects.filter(section__snapshot=snapshot, key=key).first()
    return getattr(row, operation["field"], None) if row else None


def _keep(
    snapshot: Snapshot,
    sent: Sent,
    forward: dict,
    inverse: dict,
    undoes: DeskAct | None,
    by: AbstractBaseUser,
    at: datetime,
) -> DeskAct:
    number = snapshot.act_count + 1
    Snapshot.objects.filter(pk=snapshot.pk).update(
        act_count=number, save_count=F("save_count") + 1, state=Snapshot.State.DRAFT, updated_by=by, updated_at=at
    )
    snapshot.state, snapshot.act_count = Snapshot.State.DRAFT, number
    return DeskAct.objects.create(
        snapshot=snapshot, number=number, client_key=sent.client_key, tab=sent.tab,
        kind=UNDO if undoes else forward["op"], targets=targets.touches(forward, inverse),
        forward=forward, inverse=inverse, undoes=undoes, by=by, by_name=name_of(by), at=at,
    )  # fmt: skip


def note_replaced(snapshot: Snapshot, by: AbstractBaseUser | None, at: datetime) -> None:
    """Note, in the caller's transaction, that the whole working copy now says something else.

    Every desk that is open then fetches its board anew, and an act on what stood there before is refused as a
    collision with this one. The caller holds the snapshot's row, and has counted the save.
    """
    number = snapshot.act_count + 1
    Snapshot.objects.filter(pk=snapshot.pk).update(act_count=number)
    snapshot.act_count = number
    DeskAct.objects.create(
        snapshot=snapshot, number=number, client_key=get_random_string(32), tab="", kind=REPLACE,
        targets=[targets.EVERYTHING], forward={"op": REPLACE}, inverse={"op": REPLACE},
        by=by, by_name=name_of(by), at=at,
    )  # fmt: skip


def since(snapshot_id: int, number: int) -> list[DeskAct]:
    """Return the acts after `number`, in order: what another screen must do to show the same."""
    return list(DeskAct.objects.filter(snapshot=snapshot_id, number__gt=number))
