"""On what terms an edition is published, and what it means that an act is refused."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Refused(Exception):
    """An act that may not be done. `reasons` are whole sentences for the editor."""

    def __init__(self, reasons: list[str]):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class Pending(Enum):
    """What becomes of a scheduled edition when another is published meanwhile.

    FREEZE_AGAIN: it stays at its moment, with the working copy's present content. Where that would say nothing
    that is not published now already, the act is refused: an embargo does not end by the way. Where the other
    is itself scheduled, both mean that it takes the old one's place: at most one edition is ever scheduled.
    """

    CANCEL = "cancel"
    FREEZE_AGAIN = "freeze-again"


@dataclass(frozen=True)
class Terms:
    """How an edition is published: when, of which kind, with what note, and what becomes of a scheduled one."""

    live_from: datetime | None = None  # None: now
    kind: str | None = None  # None: first, or update
    note: str = ""
    pending: Pending | None = None


def refuse(reasons: list[str]) -> None:
    """Raise Refused with the reasons, if there are any."""
    if reasons:
        raise Refused(reasons)
