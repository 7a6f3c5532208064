"""The terms for publishing an edition, and the exception for a refused action."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Refused(Exception):
    """The action is not allowed; `reasons` are complete sentences for the editor."""

    def __init__(self, reasons: list[str]):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class Pending(Enum):
    """What happens to a scheduled edition when another one is published first.

    FREEZE_AGAIN: it keeps its time and gets the working copy's current content. The action is refused if that would no
    longer differ from the published edition, because an embargo must not end by accident. If the new edition is itself
    scheduled, both options replace the old one: at most one edition is ever scheduled.
    """

    CANCEL = "cancel"
    FREEZE_AGAIN = "freeze-again"


@dataclass(frozen=True)
class Terms:
    """When an edition goes live, its kind and note, and what happens to a scheduled edition."""

    live_from: datetime | None = None  # None: now
    kind: str | None = None  # None: first or update
    note: str = ""
    pending: Pending | None = None


def refuse(reasons: list[str]) -> None:
    """Raise Refused if there are any reasons."""
    if reasons:
        raise Refused(reasons)
