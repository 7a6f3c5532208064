"""django-allauth's forms with this site's words."""

from allauth.account import forms as account
from allauth.account.fields import PasswordField, SetPasswordField
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _


def _again() -> PasswordField:
    return PasswordField(label=_("New password again"), autocomplete="new-password")


class ChangePasswordForm(account.ChangePasswordForm):
    oldpassword = PasswordField(label=_("Current password"), autocomplete="current-password", show_reset_help=True)
    password1 = SetPasswordField(label=_("New password"))
    password2 = _again()


class SetPasswordForm(account.SetPasswordForm):
    password1 = SetPasswordField(label=_("New password"))
    password2 = _again()


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):
    password1 = SetPasswordField(label=_("New password"))
    password2 = _again()


class ActivateTOTPForm(totp.ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from the app")


class AddWebAuthnForm(webauthn.AddWebAuthnForm):
    """Only forms with `passwordless` make a passkey, with which alone one can sign in."""

    passwordless = forms.BooleanField(
        label=_("Sign in with this key alone"),
        required=False,
        help_text=_("It is then a passkey, and asks for your fingerprint, face or PIN instead of your password."),
    )
