"""The order of a board: sections, and the placements in each. Read and written with one query each."""

from django.db.models import Case, Value, When
from django.utils.translation import gettext as _

from snapshot.models import Placement, Section, Snapshot


class Impossible(Exception):
    """The board does not allow this operation; the message is for the editor."""


class Structure:
    """Sections and their placements in order, by key."""

    def __init__(self, snapshot: Snapshot):
        rows = (
            Section.objects.filter(snapshot=snapshot)
            .order_by("position", "pk", "placements__position", "placements__pk")
            .values_list("pk", "key", "placements__pk", "placements__key", "position", "placements__position")
        )
        self.snapshot = snapshot
        self.sections: list[str] = []
        self.section_pks: dict[str, int] = {}
        self.order: dict[str, list[str]] = {}  # section key → placement keys
        self.pks: dict[str, int] = {}  # placement key → pk
        self._written: dict[str, tuple[str, int]] = {}  # placement key → section key and position, as stored
        self._written_sections: dict[str, int] = {}
        for section_pk, section, pk, key, section_position, position in rows:
            if section not in self.section_pks:
                self.sections.append(section)
                self.section_pks[section] = section_pk
                self.order[section] = []
                self._written_sections[section] = section_position
            if key is not None:
                self.order[section].append(key)
                self.pks[key] = pk
                self._written[key] = (section, position)

    def home(self, key: str) -> str:
        """Return the key of the placement's section. Raises Impossible if the placement is gone."""
        for section, order in self.order.items():
            if key in order:
                return section
        raise Impossible(_("That article is no longer in this snapshot."))

    def section_pk(self, key: str) -> int:
        """Return a section's id. Raises Impossible if it is gone."""
        if key not in self.section_pks:
            raise Impossible(_("That section is no longer in this snapshot."))
        return self.section_pks[key]

    def after(self, key: str) -> str | None:
        """Return the key of the next placement in the same section, or None."""
        return _after(self.order[self.home(key)], key)

    def section_after(self, key: str) -> str | None:
        """Return the key of the next section, or None."""
        self.section_pk(key)
        return _after(self.sections, key)

    def put(self, key: str, section: str, before: str | None) -> None:
        """Insert a placement that is not on the board into `section`, before `before` or at the end."""
        self.section_pk(section)
        _insert(self.order[section], key, before)

    def take(self, key: str) -> None:
        self.order[self.home(key)].remove(key)

    def put_section(self, key: str, before: str | None) -> None:
        """Insert a section that is not on the board, before `before` or at the end."""
        _insert(self.sections, key, before)

    def write(self) -> None:
        """Save the changed positions, with at most one query for placements and one for sections."""
        changed = {
            self.pks[key]: (self.section_pks[section], position)
            for section, order in self.order.items()
            for position, key in enumerate(order, 1)
            if self._written.get(key) != (section, position)
        }
        if changed:
            Placement.objects.filter(pk__in=changed).update(
                position=Case(*(When(pk=pk, then=Value(place[1])) for pk, place in changed.items())),
                section=Case(*(When(pk=pk, then=Value(place[0])) for pk, place in changed.items())),
            )
        moved = {
            self.section_pks[key]: position
            for position, key in enumerate(self.sections, 1)
            if self._written_sections.get(key) != position
        }
        if moved:
            Section.objects.filter(pk__in=moved).update(
                position=Case(*(When(pk=pk, then=Value(position)) for pk, position in moved.items()))
            )


def _after(order: list[str], key: str) -> str | None:
    place = order.index(key) + 1
    return order[place] if place < len(order) else None


def _insert(order: list[str], key: str, before: str | None) -> None:
    # If the row to insert before is gone, insert at the end, where it is noticed.
    order.insert(order.index(before) if before in order else len(order), key)
