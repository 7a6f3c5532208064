"""The links of a subscription: derived whenever a mail is made, stored nowhere.

Each is signed with the site's key under a salt that holds the row's own random secret. So neither a copy of the
database nor the site's key alone is enough to make one, and a row's links end with the row.
"""

from django.core.signing import BadSignature, Signer

from snapshot.models.alerts import Subscription

CONFIRM, LEAVE = "confirm", "leave"


def token_of(subscription: Subscription, purpose: str) -> str:
    """Return the token of one purpose."""
    return _signer(subscription, purpose).sign(str(subscription.pk))


def subscription_of(token: str, purpose: str) -> Subscription | None:
    """Return the subscription that a token is of; None where it is of none, or of another purpose."""
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
