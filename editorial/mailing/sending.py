"""Sending a letter to whoever asks for a test. Nothing else is mailed from here."""

from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _

from editorial.mailing.letters import Letter
from editorial.mailing.messages import message_of

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"


class NotSent(Exception):
    """A letter that did not leave. Its text is a sentence for the editor."""


def is_set_up() -> bool:
    """Return whether the site can send mail: a server where EMAIL_URL names none, cannot."""
    return settings.EMAIL_BACKEND != NOWHERE


def obstacle(account: AbstractBaseUser) -> str:
    """Return why the account cannot be sent a test, in a sentence; an empty text where nothing is known to be wrong."""
    if not account.email:
        return _("Your account has no e-mail address. Someone who may change accounts can give it one.")
    if not is_set_up():
        return _("Mail is not set up on this site. Its operator sets EMAIL_URL.")
    return ""


def send_test(letter: Letter, site: str, at: datetime, account: AbstractBaseUser) -> str:
    """Send the letter to the account's own address, and return that. Raises NotSent with the reason."""
    if reason := obstacle(account):
        raise NotSent(reason)
    try:
        message_of(letter, site, at, [account.email]).send()
    except SMTPException as refused:
        raise NotSent(_("The mail server refused it, so nothing was sent. It said: %s") % said(refused)) from refused
    except OSError as failed:
        raise NotSent(_("The mail server could not be reached, so nothing was sent: %s") % said(failed)) from failed
    except ValueError as odd:  # an address that no mail can have
        raise NotSent(_("An address is not one that mail can go to, so nothing was sent: %s") % said(odd)) from odd
    return account.email


def said(error: Exception) -> str:
    """Return what a server said, without the shape that Python gives it."""
    said = getattr(error, "smtp_error", None) or getattr(error, "strerror", None) or error
    for answer in getattr(error, "recipients", {}).values():
        said = answer[1]
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
