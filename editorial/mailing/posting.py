"""One connection to the mail server for many messages, opened when the first is sent."""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage, get_connection

from editorial.mailing.sending import is_set_up, said


class Refusal(Exception):
    """The server will not take this message, now or later (5xx). The others have nothing to do with it."""


class NotTaken(Exception):
    """The server was not there, broke off, or asked to be tried again later."""


class Post:
    """Messages on their way. `is_away` is true once the server could not be reached."""

    def __init__(self):
        self.is_away = False
        self._connection = None

    def send(self, message: EmailMessage) -> None:
        """Hand the message to the server. Raises Refusal or NotTaken; otherwise the server has it."""
        if not is_set_up():
            self.is_away = True
            raise NotTaken("Mail is not set up on this site. Its operator sets EMAIL_URL.")
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
        """Take leave of the server. One that is gone already needs no leave."""
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
    """Return whether the server refused the mailbox or the text for good. A sender refused stands for all messages."""
    data_refused = type(failed).__name__ == "SMTPDataError" and isinstance(failed, SMTPResponseException)
    codes = _codes(failed) or ([failed.smtp_code] if data_refused else [])
    return bool(codes) and all(500 <= code < 600 for code in codes)
