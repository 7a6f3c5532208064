"""How a working copy stands with the public at a moment: read from its editions, never stored."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from editorial.models import Edition, Publishable


@dataclass(frozen=True)
class Standing:
    """`live` is the edition the public sees, `pending` the scheduled one, `last` the newest that went live."""

    state: str
    live: Edition | None
    pending: Edition | None
    last: Edition | None
    is_changed: bool

    @property
    def words(self) -> str:
        """Return the standing in a few words, for a list."""
        if self.pending and self.live:
            return _("live, change scheduled")
        if self.pending:
            return _("scheduled")
        if self.live:
            return _("live, changed at the desk") if self.is_changed else _("live")
        if self.last:
            return _("withdrawn")
        return self.state


def standing(copy: Publishable, at: datetime) -> Standing:
    """Return the standing of `copy` at the moment. Uses prefetched editions where there are any."""
    editions = sorted(copy.editions.all(), key=lambda edition: edition.number) if copy.pk else []
    begun = [edition for edition in editions if edition.live_from <= at]
    pending = next((edition for edition in editions if edition.live_from > at), None)
    last = begun[-1] if begun else None
    live = last if last and not last.withdrawn_at and (not last.live_until or last.live_until > at) else None
    changed = copy.state != copy.State.AS_PUBLISHED
    return Standing(copy.get_state_display(), live, pending, last, is_changed=changed)
