"""One mail server connection for many messages, opened for the first message."""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"


class Refusal(Exception):
    """The server permanently refuses this message (5xx); other messages are not affected."""


class NotTaken(Exception):
    """The server was unreachable, dropped the connection, or asked us to try again later."""


class Post:
    """A mail session; `is_away` becomes true if the server is unreachable."""

    def __init__(self):
        self.is_away = False
        self._connection = None

    def send(self, message: EmailMessage) -> None:
        """Send the message. Raises Refusal or NotTaken unless the server accepted it."""
        if not is_set_up():
            self.is_away = True
            raise NotTaken("Email is not set up on this site. The operator needs to set EMAIL_URL.")
        try:
            if self._connection is None:
                self._connection = get_connection()
                self._connection.open()
            self._connection.send_messages([message])
        except SMTPException as failed:
            self.close()
            if _is_about_the_message(failed):
                raise Refusal(said(failed)) from failed
            self.is_away = not _is_about_the_mailbox(failed)
            raise NotTaken(said(failed)) from failed
        except OSError as failed:
            self.close()
            self.is_away = True
            raise NotTaken(said(failed)) from failed

    def close(self) -> None:
        """Close the connection, even if the server has already closed it."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            try:
                connection.close()
            except (SMTPException, OSError):
                return


def _codes(failed: SMTPException) -> list[int]:
    if isinstance(failed, SMTPRecipientsRefused):
        return [code for code, _words in failed.recipients.values()]
    return []


def _is_about_the_mailbox(failed: SMTPException) -> bool:
    return bool(_codes(failed))


def _is_about_the_message(failed: SMTPException) -> bool:
    """Return whether the server permanently refused the recipient or content; a refused sender affects all messages."""
    data_refused = type(failed).__name__ == "SMTPDataError" and isinstance(failed, SMTPResponseException)
    codes = _codes(failed) or ([failed.smtp_code] if data_refused else [])
    return bool(codes) and all(500 <= code < 600 for code in codes)


def is_set_up() -> bool:
    """Return whether the site can send email, that is, whether EMAIL_URL names a server."""
    return settings.EMAIL_BACKEND != NOWHERE


def said(error: Exception) -> str:
    """Return the server's reply as text, without Python's formatting."""
    said = getattr(error, "smtp_error", None) or getattr(error, "strerror", None) or error
    for answer in getattr(error, "recipients", {}).values():
        said = answer[1]
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
