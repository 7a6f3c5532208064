"""What a message needs that nobody sends by hand: where its links lead, how a double is known, how to leave."""

import hashlib
from datetime import datetime
from email.utils import formataddr
from urllib.parse import urljoin

from django.conf import settings

from editorial.mailing.letters import Leaving, Letter, one_line
from editorial.mailing.messages import QUOTED, Message, host_of, message_of
from editorial.models.outbox import OutboxEntry
from editorial.organization import organization


def home() -> str:
    """Return the absolute address of the home page where no request tells it: SITE_URL, else the first host allowed."""
    if settings.SITE_URL:
        return f"{settings.SITE_URL}/"
    host = next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")
    return f"{'https' if getattr(settings, 'SECURE_SSL_REDIRECT', False) else 'http'}://{host}/"


def absolute(path: str) -> str:
    """Return `path` with the site's scheme and host."""
    return urljoin(home(), path)


def automatic_message(
    letter: Letter, entry: OutboxEntry, at: datetime, to: str, leaving: Leaving | None = None, list_name: str = ""
) -> Message:
    """Return the message of an entry. Its Message-ID is the same however often it is made (RFC 5322, 3.6.4).

    One click leaves (RFC 8058), where there is something to leave; the list is named by RFC 2919; that no person wrote
    it is said by RFC 3834, so that absence notes do not answer.
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
