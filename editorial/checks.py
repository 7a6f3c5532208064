"""What `manage.py check --deploy` says of the house's own settings."""

from django.core.checks import Tags, Warning, register

from editorial.mailing.sending import is_set_up


@register(Tags.security, deploy=True)
def mail_is_set_up(app_configs, **kwargs) -> list[Warning]:
    """Warn where the site can send no mail."""
    if is_set_up():
        return []
    hint = "Set EMAIL_URL, for example smtp+tls://user:password@mail.example.org:587 (docs/operating.md)."
    return [Warning("Mail is not set up: editors cannot send themselves a test.", hint=hint, id="editorial.W001")]
