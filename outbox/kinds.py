"""The registry of outbox kinds; apps register theirs in `ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMessage

from outbox.models import OutboxEntry


@dataclass(frozen=True)
class Outgoing:
    """A message to send; after the server accepts it, `noted` runs in the transaction that marks the entry as done."""

    message: EmailMessage
    noted: Callable[[], None] = lambda: None


# Does the work of an entry in a transaction, or returns a message to send and writes nothing.
Act = Callable[[OutboxEntry, datetime], Outgoing | None]

_acts: dict[str, Act] = {}
daily: list[Callable[[datetime], None]] = []  # each schedules its work for that day, once
each_run: list[Callable[[datetime], object]] = []  # each runner calls these on every run; errors are logged
MAIL: set[str] = set()  # kinds that send email; they wait while the mail server is unavailable


def register(name: str, act: Act, *, is_mail: bool = False) -> None:
    _acts[name] = act
    if is_mail:
        MAIL.add(name)


def act_of(entry: OutboxEntry) -> Act:
    """Return the function for the entry's kind. Raises LookupError if the kind is not registered."""
    try:
        return _acts[entry.kind]
    except KeyError:
        raise LookupError(f"Nothing is registered that does “{entry.kind}”.") from None
