"""The links of a subscription, computed for each mail and never stored.

Each is signed with SECRET_KEY and a salt that contains the row's own random secret. Neither a copy of the database nor
SECRET_KEY alone is enough to forge a link, and deleting the row makes its links invalid.
"""

from django.core.signing import BadSignature, Signer

from alerts.models import Subscription

CONFIRM, LEAVE = "confirm", "leave"


def token_of(subscription: Subscription, purpose: str) -> str:
    return _signer(subscription, purpose).sign(str(subscription.pk))


def subscription_of(token: str, purpose: str) -> Subscription | None:
    """Return the subscription of a token, or None if the token is invalid or was made for another purpose."""
    number = token.partition(".")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    subscription = Subscription.objects.filter(pk=int(number)).first()
    try:
        return subscription if subscription and _signer(subscription, purpose).unsign(token) else None
    except BadSignature:
        return None


def _signer(subscription: Subscription, purpose: str) -> Signer:
    return Signer(sep=".", salt=f"alerts.{purpose}.{subscription.secret}")
