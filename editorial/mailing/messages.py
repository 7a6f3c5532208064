"""From a letter to a message: text and HTML side by side (RFC 2046), its headers safe whatever a title holds."""

from datetime import datetime
from email.charset import QP, Charset
from email.header import Header
from email.utils import format_datetime, formataddr, make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import SafeMIMEMultipart

from editorial.mailing.letters import Letter, one_line
from editorial.organization import organization

# Seven-bit lines of at most 76 characters pass every server, and who opens the file can still read it (RFC 2045).
QUOTED = Charset("utf-8")
QUOTED.body_encoding = QP


ON_ONE_LINE = 60  # characters of a subject that need no folding


class Message(EmailMultiAlternatives):
    """A message whose subject reads back as it was, however long its words are and whatever they look like.

    Django folds a word of three hundred letters away from its header, and leaves what looks encoded as it is.
    """

    def message(self) -> SafeMIMEMultipart:
        message = super().message()
        subject = self.subject
        if not subject.isascii() or "=?" in subject or len(subject) > ON_ONE_LINE:
            subject = Header(subject, QUOTED, header_name="Subject").encode()  # RFC 2047
        message.replace_header("Subject", subject)
        return message


def message_of(
    letter: Letter, site: str, at: datetime, to: list[str] | None = None, headers: dict[str, str] | None = None
) -> Message:
    """Return the message, dated at the moment. `site` is the home page: its host stands in the Message-ID."""
    headers = {"Date": format_datetime(at), "Message-ID": make_msgid(domain=host_of(site)), **(headers or {})}
    if letter.language.isascii() and letter.language.strip():
        headers["Content-Language"] = one_line(letter.language)  # RFC 3282
    message = Message(letter.subject, letter.text, sender(), to, headers=headers)
    message.attach_alternative(letter.html, "text/html")
    message.encoding = QUOTED
    return message


def file_of(letter: Letter, site: str, at: datetime) -> bytes:
    """Return the message as a file (.eml), to nobody yet. Mail programs that know X-Unsent open it as a draft."""
    message = message_of(letter, site, at)
    message.extra_headers["X-Unsent"] = "1"
    return message.message().as_bytes(linesep="\r\n")


def sender() -> str:
    """Return who writes: the house, at its contact address or else the site's own (DEFAULT_FROM_EMAIL)."""
    house = organization()
    if house.contact_email:
        return formataddr((one_line(house.name), house.contact_email), QUOTED)
    return settings.DEFAULT_FROM_EMAIL


def host_of(site: str) -> str:
    """Return the host of the home page as headers have it: ASCII, an IPv6 address as a literal."""
    host = urlsplit(site).hostname or "localhost"
    if ":" in host:
        return f"[IPv6:{host}]"
    return host if host.isascii() else host.encode("idna").decode()
