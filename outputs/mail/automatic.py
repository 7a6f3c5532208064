"""Automatic messages: absolute links without a request, stable Message-IDs, and unsubscribe headers."""

import hashlib
from datetime import datetime
from email.utils import formataddr
from urllib.parse import urljoin

from django.conf import settings

from outbox.models import OutboxEntry
from outputs.mail.letters import Leaving, Letter
from outputs.mail.messages import QUOTED, Message, host_of, message_of
from record.organization import organization
from text.prose import one_line


def home() -> str:
    """Return the absolute URL of the home page without a request: SITE_URL, or else the first allowed host."""
    if settings.SITE_URL:
        return f"{settings.SITE_URL}/"
    host = next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")
    return f"{'https' if getattr(settings, 'SECURE_SSL_REDIRECT', False) else 'http'}://{host}/"


def absolute(path: str) -> str:
    return urljoin(home(), path)


def automatic_message(
    letter: Letter, entry: OutboxEntry, at: datetime, to: str, leaving: Leaving | None = None, list_name: str = ""
) -> Message:
    """Return the message of an outbox entry. Its Message-ID is the same every time it is made (RFC 5322, 3.6.4).

    Adds one-click unsubscribe (RFC 8058) if there is something to unsubscribe from, the list's id (RFC 2919), and the
    mark of an automatic message (RFC 3834), so that autoresponders don't reply.
    """
    host = host_of(home())
    cause = f"{entry.kind} {entry.key} {entry.written_at.isoformat()}"
    headers = {
        "Message-ID": f"<{hashlib.sha256(cause.encode()).hexdigest()[:32]}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    if leaving:
        name = formataddr((one_line(f"{organization().name}: {list_name}")[:120], ""), QUOTED).removesuffix("<>")
        headers |= {
            "List-Unsubscribe": f"<{leaving.url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"{name.strip()} <alerts.{host.strip('[]').replace(':', '-')}>",
        }
    return message_of(letter, home(), at, [to], headers)
