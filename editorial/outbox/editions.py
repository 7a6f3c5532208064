"""An edition that goes live is a cause: of alerts, and of whatever else is told of it."""

from datetime import timedelta

from django.db.models import Min

from editorial.models import Edition
from editorial.organization import house_zone
from editorial.outbox import entries

EDITION = "edition"  # the kind: an edition has become public
# What bears an older day than this when its first edition goes live was moved in from elsewhere: its readers had it
# long ago. Two months leave room for what was held back, or is taken over from last month's print.
OLD = timedelta(days=60)


def announce(name: str, edition: Edition) -> None:
    """Write that `edition`, of the registered type `name`, will be public. Nothing is told of a minor change."""
    if edition.kind != Edition.Kind.MINOR and not is_moved_in(edition):
        entries.write(EDITION, _key(name, edition), edition.live_from, {"type": name, "edition": edition.pk})


def postpone(name: str, edition: Edition) -> None:
    """Move what was written to the edition's moment, which is another now."""
    entries.move(EDITION, _key(name, edition), edition.live_from)


def unsay(name: str, edition: Edition) -> None:
    """Take back what was written: the edition will not be public."""
    entries.take_back(EDITION, _key(name, edition))


def is_moved_in(edition: Edition) -> bool:
    """Return whether the edition bears a day long before the first of its kind was public here."""
    sisters = type(edition).objects.filter(parent_id=edition.parent_id)
    first = sisters.aggregate(first=Min("live_from"))["first"] or edition.live_from
    return first.astimezone(house_zone()).date() - edition.published_on > OLD


def _key(name: str, edition: Edition) -> str:
    return f"{name} {edition.pk}"
