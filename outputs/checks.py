"""Checks of the mail settings for `manage.py check --deploy`."""

from django.conf import settings
from django.core.checks import Tags, Warning, register

from outbox.post import is_set_up


@register(Tags.security, deploy=True)
def mail_is_set_up(app_configs, **kwargs) -> list[Warning]:
    """Warn if the site can't send mail."""
    if is_set_up():
        return []
    hint = "Set EMAIL_URL, for example smtp+tls://user:password@mail.example.org:587 (docs/operating.md)."
    return [
        Warning(
            "Mail is not set up: no alert is sent, and editors cannot send themselves a test.",
            hint=hint,
            id="outputs.W001",
        )
    ]


@register(Tags.security, deploy=True)
def mail_knows_the_site(app_configs, **kwargs) -> list[Warning]:
    """Warn if SITE_URL is missing, so that mail sent without a request has to guess the host of its links."""
    if settings.SITE_URL or not is_set_up():
        return []
    hint = "Set SITE_URL, for example https://analysis.example.org. Without it the first of ALLOWED_HOSTS is taken."
    return [Warning("SITE_URL is not set: links in alerts lead to a guess.", hint=hint, id="outputs.W002")]
