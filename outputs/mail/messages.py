"""Convert a letter to a message with text and HTML parts (RFC 2046). Headers are safe for any title."""

from datetime import datetime
from email.charset import QP, Charset
from email.header import Header
from email.utils import format_datetime, formataddr, make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import SafeMIMEMultipart

from outputs.mail.letters import Letter
from record.organization import organization
from text.prose import one_line

# Seven-bit lines of at most 76 characters pass every server, and the file stays readable for people (RFC 2045).
QUOTED = Charset("utf-8")
QUOTED.body_encoding = QP


ON_ONE_LINE = 60  # characters of a subject that need no folding


class Message(EmailMultiAlternatives):
    """A message whose subject decodes to the original, even with very long words or text that looks encoded.

    Django folds a word of 300 letters onto a separate line and leaves text that looks encoded unchanged.
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
    """Return the message, dated `at`. `site` is the URL of the home page; its host is used in the Message-ID."""
    headers = {"Date": format_datetime(at), "Message-ID": make_msgid(domain=host_of(site)), **(headers or {})}
    if letter.language.isascii() and letter.language.strip():
        headers["Content-Language"] = one_line(letter.language)  # RFC 3282
    message = Message(letter.subject, letter.text, sender(), to, headers=headers)
    message.attach_alternative(letter.html, "text/html")
    message.encoding = QUOTED
    return message


def file_of(letter: Letter, site: str, at: datetime) -> bytes:
    """Return the message as an .eml file without recipients. Mail programs that know X-Unsent open it as a draft."""
    message = message_of(letter, site, at)
    message.extra_headers["X-Unsent"] = "1"
    return message.message().as_bytes(linesep="\r\n")


def sender() -> str:
    """Return the From address: the organization at its contact address, or else at DEFAULT_FROM_EMAIL."""
    publisher = organization()
    if publisher.contact_email:
        return formataddr((one_line(publisher.name), publisher.contact_email), QUOTED)
    return settings.DEFAULT_FROM_EMAIL


def host_of(site: str) -> str:
    """Return the host of the home page as headers need it: ASCII, an IPv6 address as a literal."""
    host = urlsplit(site).hostname or "localhost"
    if ":" in host:
        return f"[IPv6:{host}]"
    return host if host.isascii() else host.encode("idna").decode()
