"""The part of one draft in an act of publishing, and the sentences of refusals."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from record import sequence
from record.findings import Finding
from record.kinds import Kind
from record.models import Edition, Publishable
from record.terms import Pending, Refused, Terms, refuse
from text.zones import zone_name


@dataclass
class Act:
    """The part of one draft, locked and loaded for freezing, in an act of publishing. `last`: its newest edition."""

    kind: Kind
    draft: Publishable
    terms: Terms
    at: datetime
    last: Edition | None
    pending: Edition | None = None

    @property
    def live_from(self) -> datetime:
        return max(self.terms.live_from or self.at, self.at)

    @cached_property
    def work(self) -> dict:
        return self.kind.freeze(self.draft)

    def clear_the_way(self, is_taken: bool) -> None:
        """Raise Refused if a check blocks publishing; then delete a scheduled edition that this one replaces."""
        found = self.kind.findings(self.draft, self.live_from)
        found += [address_taken(self.draft.slug)] if is_taken else []
        refuse([finding.message for finding in found if finding.is_error])
        if self.last is None or self.last.live_from <= self.at:
            return
        self.pending = self.last
        if self.terms.pending is None:
            words = _("An edition is already scheduled for %s. Choose whether to cancel it or freeze it again.")
            refuse([words % when(self.pending.live_from)])
        sequence.delete_pending(self.kind, self.pending)
        self.last = sequence.last_of(self.kind, self.draft.pk)

    def next(self, name: str) -> sequence.Next:
        is_public = self.live_from <= self.at
        return sequence.Next(self.draft, self._content, name, self.live_from, self.terms, self.last, is_public)

    def freeze_again(self, edition: Edition | None) -> None:
        """Schedule the deleted edition again, after `edition`, if the terms say so. Raises Refused."""
        if edition is None:
            raise nothing_new(self.last)
        if not (self.pending and self.terms.pending is Pending.FREEZE_AGAIN and self.live_from == self.at):
            return
        moment, name = self.pending.live_from, edition.published_by
        again = sequence.Next(self.draft, self._content, name, moment, same_terms(self.pending), edition)
        if sequence.append(self.kind, again) is None:
            words = _("This is identical to the edition scheduled for %s. Cancel or reschedule that edition first.")
            raise Refused([words % when(moment)])

    def _content(self, moment: datetime) -> dict:
        return {"work": self.work, "edition": self.kind.edition_part(self.draft, self.work, moment)}


@contextmanager
def collected(reasons: list[str], title: str = "") -> Iterator[None]:
    """Add the reasons of a refusal to `reasons`, each with the title, and go on."""
    try:
        yield
    except Refused as refused:
        reasons += [each if title in each else f"“{title}”: {each}" for each in refused.reasons]


def address_taken(slug: str) -> Finding:
    return Finding("address-taken", _("The address “%s” is taken by something published earlier.") % slug, True, "slug")


def when(moment: datetime) -> str:
    """Return the moment in the active time zone with the zone's name, for use in a sentence."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} ({zone_name(local)})"


def same_terms(pending: Edition) -> Terms:
    return Terms(kind=pending.kind, note=pending.note)


def nothing_new(last: Edition) -> Refused:
    return Refused([_("Nothing has changed since edition %d.") % last.number])
