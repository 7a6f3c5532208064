"""Signing in through the organization's own identity provider, by OpenID Connect."""

import logging

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import RequestException

from permissions.matrix import GROUPS, Role
from staff.accounts.roles import change_role

log = logging.getLogger(__name__)


def log_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the provider; if it does not answer, return to the sign-in page. allauth raises there."""
    try:
        return views.login(request, provider_id)
    except RequestException as away:
        log.warning("The identity provider did not answer: %s", away)
        messages.error(
            request, _("Single sign-on doesn’t answer at the moment. Try again later, or use your password.")
        )
        return HttpResponseRedirect(reverse("admin:login"))


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Matches people by verified address, and gives the role of their groups. Nobody else gets in.

    Second factors and disabled accounts are allauth's matter, as with a password.
    """

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Connect a person's first sign-in to their account, or refuse it."""
        role = role_of_groups(_claims(sociallogin))
        if settings.OIDC_GROUPS and role is Role.ANONYMOUS:
            refuse(request, _("None of your groups may enter the desk. Ask an administrator."))
        if not sociallogin.is_existing:
            address = verified_address(sociallogin)
            accounts = User.objects.filter(email__iexact=address) if address else User.objects.none()
            if len(accounts) == 1:
                sociallogin.connect(request, accounts[0])
            elif accounts or not address or role is Role.ANONYMOUS:
                refuse(request, _("There is no account for you here. Ask an administrator."))
        if sociallogin.is_existing and settings.OIDC_GROUPS and sociallogin.user.is_active:
            change_role(sociallogin.user, role, by=sociallogin.user)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True  # `pre_social_login` has refused those who get no account

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: None = None) -> User:
        """Create the account of a person in a mapped group. It has no password."""
        account = super().save_user(request, sociallogin, form)
        change_role(account, role_of_groups(_claims(sociallogin)), by=account)
        return account


def refuse(request: HttpRequest, words: str) -> None:
    """Return to the sign-in page with the reason. Raises ImmediateHttpResponse."""
    messages.error(request, words)
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse("admin:login")))


def role_of_groups(claims: dict) -> Role:
    """Return the highest role of the groups that the provider names; ANONYMOUS for none, or a claim of another form."""
    groups = claims.get(settings.OIDC_GROUPS_CLAIM)
    names = [groups] if isinstance(groups, str) else groups if isinstance(groups, list) else []
    roles = [GROUPS.get(settings.OIDC_GROUPS.get(name, "")) for name in names if isinstance(name, str)]
    return max(filter(None, roles), default=Role.ANONYMOUS)


def verified_address(sociallogin: SocialLogin) -> str:
    """Return the address that the provider has verified, or ""."""
    return next((each.email for each in sociallogin.email_addresses if each.verified), "")


def _claims(sociallogin: SocialLogin) -> dict:
    """Return what the provider says about the person: the ID token's claims, and the user information."""
    said = sociallogin.account.extra_data
    return {**(said.get("id_token") or {}), **(said.get("userinfo") or {})}
