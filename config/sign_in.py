"""Settings of django-allauth, which signs people in."""

from urllib.parse import urlsplit

from config.environment import env

AUTHENTICATION_BACKENDS = ["permissions.backend.RoleBackend"]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"  # if the next address is missing or on another site
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_ADAPTER = "staff.accounts.adapter.Adapter"
ACCOUNT_FORMS = {
    "change_password": "staff.accounts.forms.ChangePasswordForm",
    "reset_password_from_key": "staff.accounts.forms.ResetPasswordKeyForm",
    "set_password": "staff.accounts.forms.SetPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]  # sign-up is disabled
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE
ACCOUNT_LOGOUT_REDIRECT_URL = "admin:login"
# Requests a minute; for wrong passwords, ten a minute from an address and five in 300 seconds for a name. These are
# django-allauth's defaults, written out. It merges this into its defaults, so the limits of other acts stay.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_CHANGE_EMAIL = False
REAUTHENTICATE_AFTER = ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # seconds: to publish, withdraw and manage people
MFA_ADAPTER = "staff.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "staff.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "staff.accounts.forms.AddWebAuthnForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True

# The organization's own identity provider, by OpenID Connect; off without an issuer.
OIDC_ISSUER = env.str("OIDC_ISSUER", default="").rstrip("/")
OIDC_NAME = env.str("OIDC_NAME", default="single sign-on")  # on the button
OIDC_GROUPS_CLAIM = env.str("OIDC_GROUPS_CLAIM", default="groups")
OIDC_GROUPS = env.dict("OIDC_GROUPS", default={})  # group of the provider → role
_application = {
    "provider_id": "oidc",
    "name": OIDC_NAME,
    "client_id": env.str("OIDC_CLIENT_ID", default=""),
    "secret": env.str("OIDC_CLIENT_SECRET", default=""),
    "settings": {"server_url": OIDC_ISSUER, "oauth_pkce_enabled": True},
}
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [_application] if OIDC_ISSUER else [],
        "SCOPE": env.list("OIDC_SCOPES", default=["openid", "profile", "email"]),
    }
}
SOCIALACCOUNT_ADAPTER = "staff.accounts.identity.IdentityAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # only addresses that the provider has verified are used
SOCIALACCOUNT_QUERY_EMAIL = False
# A browser follows the sign-in form to the provider only if the content policy names it.
_issuer = urlsplit(OIDC_ISSUER)
OIDC_ORIGINS = env.list("OIDC_ORIGINS", default=[f"{_issuer.scheme}://{_issuer.netloc}"] if OIDC_ISSUER else [])
