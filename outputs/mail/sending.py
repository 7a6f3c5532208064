"""Send a letter as a test to the editor who asks for it. Nothing else is sent from here."""

from datetime import datetime
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _

from outbox.post import is_set_up, said
from outputs.mail.letters import Letter
from outputs.mail.messages import message_of

INTO_FILES = "django.core.mail.backends.filebased.EmailBackend"


class NotSent(Exception):
    """A letter could not be sent. The message is a sentence for the editor."""


def mail_folder() -> str:
    """Return the folder that mail is written to, or "" if mail is really sent."""
    if settings.EMAIL_BACKEND != INTO_FILES:
        return ""
    folder = Path(settings.EMAIL_FILE_PATH)
    return str(folder.relative_to(settings.BASE_DIR) if folder.is_relative_to(settings.BASE_DIR) else folder)


def obstacle(account: AbstractBaseUser) -> str:
    """Return a sentence on why the account can't be sent a test, or "" if no reason is known."""
    if not account.email:
        return _("Your account has no email address. Ask an administrator to add one.")
    if not is_set_up():
        return _("Email is not set up on this site. The operator needs to set EMAIL_URL.")
    return ""


def send_test(letter: Letter, site: str, at: datetime, account: AbstractBaseUser) -> str:
    """Send the letter to the account's own address and return the address. Raises NotSent with the reason."""
    if reason := obstacle(account):
        raise NotSent(reason)
    try:
        message_of(letter, site, at, [account.email]).send()
    except SMTPException as refused:
        raise NotSent(_("Nothing was sent. The mail server refused the message: %s") % said(refused)) from refused
    except OSError as failed:
        raise NotSent(_("Nothing was sent. The mail server could not be reached: %s") % said(failed)) from failed
    except ValueError as odd:  # not a valid mail address
        raise NotSent(_("Nothing was sent. An email address is not valid: %s") % said(odd)) from odd
    return account.email
