"""Email to the people whom an act concerns: scheduled in the same transaction, and sent once by the outbox."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.core.mail import EmailMessage
from django.utils import timezone

from outbox import entries, kinds
from outbox.models import OutboxEntry

NOTICE = "notice"  # the outbox kind


def send_notice(addresses: Iterable[str], subject: str, text: str) -> None:
    """Schedule an email to each address, in the current transaction. Skips empty addresses."""
    now = timezone.now()
    cause = hashlib.sha256(f"{now.isoformat()} {subject} {text}".encode()).hexdigest()[:32]
    entries.write_all(
        (NOTICE, f"{cause} {to}"[:200], now, {"to": to, "subject": " ".join(subject.split())[:200], "text": text})
        for to in dict.fromkeys(filter(None, addresses))
    )


def register() -> None:
    kinds.register(NOTICE, message_of, is_mail=True)


def message_of(entry: OutboxEntry, at: datetime) -> kinds.Outgoing:
    payload = entry.payload
    return kinds.Outgoing(EmailMessage(payload["subject"], payload["text"], to=[payload["to"]]))
