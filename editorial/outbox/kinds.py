"""The kinds of thing that happen by themselves: a closed list. Apps register theirs in `ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMessage

from editorial.models.outbox import OutboxEntry


@dataclass(frozen=True)
class Outgoing:
    """A message to send. Once the server has taken it, `noted` is called in the transaction that notes it as sent."""

    message: EmailMessage
    noted: Callable[[], None] = lambda: None


# Does what an entry says, at the moment, in a transaction; or returns what is to be sent, and then has written nothing.
Act = Callable[[OutboxEntry, datetime], Outgoing | None]

_acts: dict[str, Act] = {}
MAIL: set[str] = set()  # the kinds that send: left for later while the mail server is away


def register(name: str, act: Act, *, is_mail: bool = False) -> None:
    """Make a kind known."""
    _acts[name] = act
    if is_mail:
        MAIL.add(name)


def act_of(entry: OutboxEntry) -> Act:
    """Return what does the entry. Raises LookupError for a kind that is not registered."""
    try:
        return _acts[entry.kind]
    except KeyError:
        raise LookupError(f"Nothing is registered that does “{entry.kind}”.") from None
