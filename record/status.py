"""The public status of a working copy at a given moment, read from its editions and never stored."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from record.models import Edition, Publishable


@dataclass(frozen=True)
class PublicationStatus:
    """`live` is the public edition, `pending` the scheduled one, and `last` the newest that went live.

    `stage` is the draft's own state, `state` the same in words.
    """

    stage: str
    state: str
    live: Edition | None
    pending: Edition | None
    last: Edition | None
    is_changed: bool

    @property
    def name(self) -> str:
        """Return the status for style sheets: live, changed, in-review, approved, draft, scheduled or withdrawn."""
        if self.pending:
            return "scheduled"
        if self.live:
            return "live" if not self.is_changed else self.stage if self.stage == "in-review" else "changed"
        return "withdrawn" if self.last else self.stage

    @property
    def words(self) -> str:
        if self.pending:
            return _("live, change scheduled") if self.live else _("scheduled")
        if self.live and self.is_changed:
            return _("live, changes in review") if self.stage == "in-review" else _("live, unpublished changes")
        if self.live:
            return _("live")
        return _("withdrawn") if self.last else self.state

    @property
    def next_number(self) -> int:
        """Return the number that the next edition gets; a scheduled one gives its number up."""
        return self.last.number + 1 if self.last else 1

    @property
    def sentence(self) -> str:
        """Return what readers see now, compared with the draft."""
        if self.pending:
            return _("Edition %(number)d is scheduled") % {"number": self.pending.number}
        if self.last and not self.live:
            return _("Edition %(number)d is withdrawn") % {"number": self.last.number}
        if not self.live:
            return capfirst(self.state)
        number = {"number": self.live.number}
        if self.name == "in-review":
            return _("In review, changed since edition %(number)d") % number
        return (_("Changed since edition %(number)d") if self.is_changed else _("Edition %(number)d is live")) % number


def publication_status(draft: Publishable, at: datetime) -> PublicationStatus:
    """Return the status of `draft` at the moment, from prefetched editions if available."""
    editions = sorted(draft.editions.all(), key=lambda edition: edition.number) if draft.pk else []
    begun = [edition for edition in editions if edition.live_from <= at]
    pending = next((edition for edition in editions if edition.live_from > at), None)
    last = begun[-1] if begun else None
    live = last if last and not last.withdrawn_at and (not last.live_until or last.live_until > at) else None
    changed = draft.state != draft.State.AS_PUBLISHED
    return PublicationStatus(draft.state, draft.get_state_display(), live, pending, last, is_changed=changed)
