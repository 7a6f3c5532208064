"""E-mail → the document in it, decoded. Headers and attachments become warnings."""

import quopri
import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from importing.lines import Unreadable, Warning
from importing.reading.cleaning import quoted

HEAD = re.compile(rb"\A(?:From |[A-Za-z][A-Za-z0-9-]{1,40}:[ \t])[^\0]{0,60000}?\r?\n\r?\n", re.S)
MIME = re.compile(rb"^(?:MIME-Version|Content-Type|Content-Transfer-Encoding):", re.I | re.M)
TOLD = ("From", "To", "Cc", "Date", "Subject")
# Text copied out of an e-mail without its header: "=E2=80=99", and lines that end in "=".
ESCAPED = re.compile(rb"(?:=(?:C3|C2|C4|C5|D0|D1|E2)=[89AB][0-9A-F])")
SOFT_BREAK = re.compile(rb"=\r?\n")


def is_mail(data: bytes) -> bool:
    """Return whether `data` begins with e-mail headers that declare an encoding."""
    head = HEAD.match(data[:70_000])
    return head is not None and MIME.search(head[0]) is not None


def text_of(data: bytes) -> tuple[bytes, str, list[Warning]]:
    """Return the text of an e-mail in UTF-8, its format ("html" or "text"), and warnings. Raises Unreadable."""
    mail: EmailMessage = message_from_bytes(data, policy=policy.default)
    body = mail.get_body(("html", "plain"))
    if body is None:
        raise Unreadable("no-text", "It is a mail without a text.")
    try:
        text = body.get_content()
    except (LookupError, UnicodeError, KeyError, ValueError) as error:
        raise Unreadable("not-text", "It is a mail whose text cannot be decoded.") from error
    head = " · ".join(f"{name}: {mail[name]}" for name in TOLD if mail[name])
    warnings = [Warning("left-out", 0, f"The head of the mail was left out: {quoted(head, 200)}.")] if head else []
    files = [quoted(part.get_filename() or part.get_content_type()) for part in mail.iter_attachments()]
    if files:
        warnings.append(Warning("left-out", 0, f"What hangs on the mail was left out: {', '.join(files[:20])}."))
    return text.encode("utf-8", errors="replace"), "html" if body.get_content_subtype() == "html" else "text", warnings


def unescaped(data: bytes) -> tuple[bytes, list[Warning]]:
    """Return text that was copied in transfer encoding (quoted-printable, RFC 2045), decoded, and warnings."""
    if len(ESCAPED.findall(data)) < 2 and not (SOFT_BREAK.search(data) and b"=20" in data):
        return data, []
    said = "It was written in the form that mail is sent in (quoted-printable), and was decoded."
    return quopri.decodestring(data), [Warning("encoding", 0, said)]
