"""Acts: operations with an author and a number, stored, and undoable."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from audit.trail import note
from permissions.matrix import Act
from record.revisions import name_of
from snapshot.desk import details, operations, targets
from snapshot.desk.structure import Impossible, Structure
from snapshot.models import DeskAct, Placement, Section, Snapshot

UNDO = "undo"
REPLACE = "replace"  # the whole draft was replaced, so nothing seen before is valid


@dataclass(frozen=True)
class Sent:
    """An act sent by a client. `base` is the number of the last act that its screen shows."""

    client_key: str
    tab: str
    base: int
    operation: dict


class Conflict(Exception):
    """A later act changed the same target. `theirs` is that act; `value` is the current text of a text target."""

    def __init__(self, theirs: DeskAct, value: object = None):
        super().__init__(str(theirs))
        self.theirs = theirs
        self.value = value


def act(snapshot_id: int, sent: Sent, by: AbstractBaseUser, at: datetime) -> DeskAct:
    """Perform the act that was sent. If it was already performed, return the existing act.

    Raises Conflict if a later act changed its target, and Impossible if the board does not match the act's assumptions.
    Then nothing is changed.
    """
    try:
        return _act(snapshot_id, sent, by, at)
    except IntegrityError:
        # The client key is unique. A repeated act sent as new is found here: checking each time would cost a query.
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
        raise Impossible(_("This page shows more than was saved. Copy what you need, then reload the page."))
    if sent.operation["op"] == UNDO:
        return _undo(snapshot, sent, by, at)
    if sent.base < snapshot.act_count:
        _refuse_if_touched(snapshot, sent)
    forward, inverse = operations.perform(snapshot, sent.operation, by)
    return _keep(snapshot, sent, forward, inverse, None, by, at)


def _undo(snapshot: Snapshot, sent: Sent, by: AbstractBaseUser, at: datetime) -> DeskAct:
    undone = DeskAct.objects.filter(snapshot=snapshot, number=sent.operation["number"]).first()
    if undone is None:
        raise Impossible(_("There is nothing to undo."))
    if undone.kind == REPLACE:
        raise Impossible(_("To undo a restore, restore another revision from the history."))
    if DeskAct.objects.filter(undoes=undone).exists():
        raise Impossible(_("That has already been undone."))
    later = _not_undone(DeskAct.objects.filter(snapshot=snapshot, number__gt=undone.number))
    for other in later:
        if targets.overlap(undone.targets, other.targets):
            raise Conflict(other)
    forward, inverse = operations.perform(snapshot, undone.inverse, by)
    return _keep(snapshot, sent, forward, inverse, undone, by, at)


def _not_undone(acts) -> list[DeskAct]:
    """Return the acts that are still in effect: an act and its undo cancel each other."""
    acts = sorted(acts, key=lambda each: -each.number)
    gone: set[int] = set()
    for each in acts:
        if each.pk not in gone and each.undoes_id:
            gone |= {each.pk, each.undoes_id}
    return [each for each in acts if each.pk not in gone]


def _refuse_if_touched(snapshot: Snapshot, sent: Sent) -> None:
    since = DeskAct.objects.filter(snapshot=snapshot, number__gt=sent.base).exclude(tab=sent.tab)
    later = _not_undone(since)
    needed = targets.needs(sent.operation, Structure(snapshot)) if later else []
    for other in later:
        if targets.overlap(needed, other.targets):
            raise Conflict(other, _value_now(snapshot, sent.operation))


def _value_now(snapshot: Snapshot, operation: dict) -> object:
    if operation["op"] != "set":
        return None
    kind, _colon, key = operation["target"].partition(":")
    row = snapshot
    if kind == "snapshot" and operation["field"] in details.DETAILS:
        return details.values(snapshot)[operation["field"]]
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
    is_reviewed = snapshot.state in (Snapshot.State.IN_REVIEW, Snapshot.State.APPROVED)
    state = Snapshot.State.IN_REVIEW if is_reviewed else Snapshot.State.DRAFT  # a change cancels the approval
    Snapshot.objects.filter(pk=snapshot.pk).update(
        act_count=number, save_count=F("save_count") + 1, state=state, updated_by=by, updated_at=at
    )
    snapshot.state, snapshot.act_count = state, number
    note(Act.ARRANGE, snapshot, f"{UNDO if undoes else forward['op']}, {number}", by=by, is_revised=False)
    return DeskAct.objects.create(
        snapshot=snapshot, number=number, client_key=sent.client_key, tab=sent.tab,
        kind=UNDO if undoes else forward["op"], targets=targets.touches(forward, inverse),
        forward=forward, inverse=inverse, undoes=undoes, by=by, by_name=name_of(by), at=at,
    )  # fmt: skip


def note_replaced(snapshot: Snapshot, by: AbstractBaseUser | None, at: datetime) -> None:
    """Record, in the caller's transaction, that the whole draft has been replaced.

    Every open desk then reloads its board, and an act based on the earlier draft is refused as a conflict with this
    one. The caller has locked the snapshot's row and counted the save.
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
    """Return the acts after `number`, in order, for other screens to repeat."""
    return list(DeskAct.objects.filter(snapshot=snapshot_id, number__gt=number))
