"""django-allauth's adapters for this site."""

import logging
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext as _

from audit.addresses import address_of
from permissions.freshness import is_fresh

log = logging.getLogger(__name__)


class Adapter(DefaultAccountAdapter):
    """Disables sign-up: administrators create accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Return whether `url` is on this site. An address that can't be parsed is not; the base class raises there."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the client address used for rate limits."""
        return str(address_of(request) or "unknown")

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Return whether a password, second factor or emailed code must be given again.

        People who have neither password nor second factor come from the identity provider. Right after signing in, they
        can set up a second factor.
        """
        user = self.request.user
        if is_fresh(self.request) and not user.has_usable_password() and not is_mfa_enabled(user):
            return False
        return super().is_reauthentication_required(app=app)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send at once instead of through the outbox, so that a password reset link is not stored.

        If sending fails, the page shows its usual message, so that it does not reveal which addresses exist.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError) as failed:
            log.error("Mail about signing in could not be sent: %s", failed)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names keys by their number."""

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """Return a name that the form suggests for a new key."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Key %(number)d") % {"number": count + 1}
