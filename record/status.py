"""The public status of a working copy at a given moment, read from its editions and never stored."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from record.models import Edition, Publishable


@dataclass(frozen=True)
class PublicationStatus:
    """`live` is the public edition, `pending` the scheduled one, and `last` the newest that went live."""

    state: str
    live: Edition | None
    pending: Edition | None
    last: Edition | None
    is_changed: bool

    @property
    def words(self) -> str:
        if self.pending and self.live:
            return _("live, change scheduled")
        if self.pending:
            return _("scheduled")
        if self.live:
            return _("live, unpublished changes") if self.is_changed else _("live")
        if self.last:
            return _("withdrawn")
        return self.state


def publication_status(draft: Publishable, at: datetime) -> PublicationStatus:
    """Return the status of `draft` at the moment, from prefetched editions if available."""
    editions = sorted(draft.editions.all(), key=lambda edition: edition.number) if draft.pk else []
    begun = [edition for edition in editions if edition.live_from <= at]
    pending = next((edition for edition in editions if edition.live_from > at), None)
    last = begun[-1] if begun else None
    live = last if last and not last.withdrawn_at and (not last.live_until or last.live_until > at) else None
    changed = draft.state != draft.State.AS_PUBLISHED
    return PublicationStatus(draft.get_state_display(), live, pending, last, is_changed=changed)
