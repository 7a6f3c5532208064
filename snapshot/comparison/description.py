"""Descriptions of how a snapshot's selection changed, as sentences for readers."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.fields import FIELDS as ARTICLE_FIELDS
from record.comparison import description
from record.comparison.changes import ABSENT, Act, Change, Difference
from record.comparison.description import ChangeLine, at, changed_words
from record.comparison.shapes import Tree
from record.notices import comparison_address
from snapshot.comparison.names import VALUES, section_name, title_of
from snapshot.fields import FIELDS
from text.joining import comma


@dataclass(frozen=True)
class _Place:
    """The position of a placement: its section's name and its index there."""

    section: str
    turn: int
    row: Tree


class ChangeDescription:
    """Describes the changes in one comparison, in page order.

    Describes them as corrected if the edition is a correction.
    """

    def __init__(self, difference: Difference, is_correction: bool):
        self.changes, self.is_correction = difference.changes, is_correction
        self.before, self.after = difference.before, difference.after
        self.was, self.is_now = _places(difference.before), _places(difference.after)
        self.names = {row.identity: section_name(row.value["title"]) for row in difference.before["sections"]}
        self.new_names = {row.identity: section_name(row.value["title"]) for row in difference.after["sections"]}

    def all(self) -> Iterator[ChangeLine]:
        """Yield a sentence for each change readers may see. Articles added to or removed from a section share one."""
        told = set()
        for change in self.changes:
            if (change.act, change.path) in told:
                continue
            if _comes_or_goes(change):
                told.add((change.act, change.path))
            yield from self._told(change)

    def _told(self, change: Change) -> list[ChangeLine]:
        name = change.path[0]
        if name == "shown_on":
            return description.value(VALUES[name], change)
        if name != "sections":
            field = FIELDS.get(name)
            return field.describe(change, self.before, self.after, self.is_correction) if field else []
        if len(change.path) == 1:
            return [self._section(change)]
        if change.path[2] != "placements":
            return self._of_section(change)
        return self._placement(change) if len(change.path) == 3 else self._of_placement(change)

    def _section(self, change: Change) -> ChangeLine:
        if change.act is Act.ADD:
            values = {"name": self.new_names[change.row], "to": at(change.to)}
            return ChangeLine(_("Added the section “%(name)s” (%(to)s)") % values)
        if change.act is Act.REMOVE:
            return ChangeLine(_("Removed the section “%s”") % self.names[change.row])
        values = {"name": self.new_names[change.row], "from": at(change.at), "to": at(change.to)}
        return ChangeLine(_("Moved the section “%(name)s” from %(from)s to %(to)s place") % values)

    def _of_section(self, change: Change) -> list[ChangeLine]:
        key, name = change.path[1], change.path[2]
        if name == "title":
            words = _("Renamed the section “%(before)s” to “%(after)s”")
            return [ChangeLine(words % {"before": self.names[key], "after": self.new_names[key]})]
        label = _("the note of the section “%s”") % self.new_names[key]
        return description.value(label, change, is_markup=True) if name == "note" else []

    def _placement(self, change: Change) -> list[ChangeLine]:
        if change.act is Act.MOVE:
            return [self._moved(change)]
        together = [each for each in self.changes if (each.act, each.path) == (change.act, change.path)]
        if change.act is Act.ADD:
            words, names = _("Added to “%(section)s”: %(titles)s"), self.new_names
            listed = [
                _("“%(title)s” (%(turn)s)") % {"title": title_of(place.row), "turn": at(place.turn)}
                for place in (self.is_now[each.row] for each in together)
            ]
        else:
            words, names = _("Removed from “%(section)s”: %(titles)s"), self.names
            listed = [_("“%s”") % title_of(self.was[each.row].row) for each in together]
        return [ChangeLine(words % {"section": names[change.path[1]], "titles": comma().join(listed)})]

    def _moved(self, change: Change) -> ChangeLine:
        old, new = self.was[change.row], self.is_now[change.row]
        values = {
            "title": title_of(new.row), "from": at(old.turn), "to": at(new.turn),
            "old": old.section, "new": new.section,
        }  # fmt: skip
        if change.path == change.into:
            return ChangeLine(_("Moved “%(title)s” within “%(new)s” from %(from)s to %(to)s place") % values)
        return ChangeLine(_("Moved “%(title)s” from “%(old)s” (%(from)s) to “%(new)s” (%(to)s)") % values)

    def _of_placement(self, change: Change) -> list[ChangeLine]:
        key, name = change.path[3], change.path[4]
        old, new = self.was[key].row, self.is_now[key].row
        title = title_of(new)
        if name == "entry" and len(change.path) > 5:
            return self._of_entry(change, old["entry"], new["entry"], title)
        if name == "title":
            return [
                ChangeLine(
                    _("Changed this snapshot’s own title for “%s”") % title_of(old), changed_words(title_of(old), title)
                )
            ]
        if name == "note":
            return description.value(_("the note on “%s”") % title, change, is_markup=True)
        if name == "summary":
            return [description.blocks(_("the summary written here for “%s”") % title, change, new["summary"])]
        if name == "kept_reason":
            if not change.after:
                return [ChangeLine(_("“%s” no longer keeps an older edition") % title)]
            words = _("“%(title)s” keeps an older edition: %(reason)s")
            return [ChangeLine(words % {"title": title, "reason": change.after})]
        return []

    def _of_entry(self, change: Change, old: Tree, new: Tree, title: str) -> list[ChangeLine]:
        name = change.path[5]
        if name == "withdrawn":
            if change.after is ABSENT:
                return [ChangeLine(_("“%s”, which was withdrawn, is shown again") % title)]
            return [ChangeLine(_("“%s” was withdrawn") % title)] if change.before is ABSENT else []
        if "withdrawn" in old or "withdrawn" in new:
            return []
        if name == "number":
            return [_other_edition(old, new, title)]
        if name == "authors":
            told = ARTICLE_FIELDS[name].describe(change, old, new, self.is_correction)
            return [ChangeLine(_("%(what)s: “%(title)s”") % {"what": each.words, "title": title}) for each in told]
        if name == "points":
            return description.points(change, title, new["points"], self.is_correction)
        if name == "title":
            return [
                ChangeLine(_("Changed the title of “%s”") % old["title"], changed_words(old["title"], new["title"]))
            ]
        field = ARTICLE_FIELDS.get(name)
        if field and field.card and field.label and name != "slug":
            label = _("%(label)s of “%(title)s”") % {"label": field.label, "title": title}
            return description.value(label, change)
        return []


def _other_edition(old: Tree, new: Tree, title: str) -> ChangeLine:
    values = {"title": title, "old": old["number"], "new": new["number"]}
    if not new["number"]:
        return ChangeLine(_("“%(title)s” is shown with its unpublished changes") % values)
    if not old["number"]:
        return ChangeLine(_("“%(title)s” is shown in edition %(new)d") % values)
    words = _("“%(title)s” is shown in edition %(new)d instead of %(old)d") % values
    address = comparison_address("article", new["slug"], old["number"], new["number"])
    return ChangeLine(words, (), address, _("Compare the two editions"))


def _comes_or_goes(change: Change) -> bool:
    return len(change.path) == 3 and change.act in (Act.ADD, Act.REMOVE)


def _places(tree: Tree) -> dict[str, _Place]:
    return {
        row.identity: _Place(section_name(section.value["title"]), turn, row.value)
        for section in tree["sections"]
        for turn, row in enumerate(section.value["placements"])
    }
