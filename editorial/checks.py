"""What `manage.py check --deploy` says of the house's own settings."""

from django.conf import settings
from django.core.checks import Tags, Warning, register

from editorial.mailing.sending import is_set_up


@register(Tags.security, deploy=True)
def mail_is_set_up(app_configs, **kwargs) -> list[Warning]:
    """Warn where the site can send no mail."""
    if is_set_up():
        return []
    hint = "Set EMAIL_URL, for example smtp+tls://user:password@mail.example.org:587 (docs/operating.md)."
    return [
        Warning(
            "Mail is not set up: no alert is sent, and editors cannot send themselves a test.",
            hint=hint,
            id="editorial.W001",
        )
    ]


@register(Tags.security, deploy=True)
def mail_knows_the_site(app_configs, **kwargs) -> list[Warning]:
    """Warn where mail that no request caused must guess the address to which its links lead."""
    if settings.SITE_URL or not is_set_up():
        return []
    hint = "Set SITE_URL, for example https://analysis.example.org. Without it the first of ALLOWED_HOSTS is taken."
    return [Warning("SITE_URL is not set: links in alerts lead to a guess.", hint=hint, id="editorial.W002")]
