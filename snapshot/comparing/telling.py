"""How a selection changed, in words that a reader can follow."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.comparing import AUTHORS
from articles.comparing import VALUES as ARTICLE_VALUES
from editorial.comparing import telling
from editorial.comparing.changes import ABSENT, Act, Change, Difference
from editorial.comparing.shapes import Tree
from editorial.comparing.telling import Told, at, changed_words
from editorial.enumerating import comma
from editorial.notices import comparison_address
from editorial.pictures.telling import told_attachment, told_picture
from snapshot.comparing.names import NAMED, VALUES, section_name, title_of


@dataclass(frozen=True)
class _Place:
    """Where a placement stands: its section's name, and its turn there."""

    section: str
    turn: int
    row: Tree


class Telling:
    """Says the changes of one difference, in the order of the page; as corrected where the edition corrects."""

    def __init__(self, difference: Difference, is_correction: bool):
        self.changes, self.is_correction = difference.changes, is_correction
        self.before, self.after = difference.before, difference.after
        self.was, self.is_now = _places(difference.before), _places(difference.after)
        self.names = {row.identity: section_name(row.value["title"]) for row in difference.before["sections"]}
        self.new_names = {row.identity: section_name(row.value["title"]) for row in difference.after["sections"]}

    def all(self) -> Iterator[Told]:
        """Yield a sentence for each change that a reader may see; what came to a section, or went, in one."""
        told = set()
        for change in self.changes:
            if (change.act, change.path) in told:
                continue
            if _comes_or_goes(change):
                told.add((change.act, change.path))
            yield from self._told(change)

    def _told(self, change: Change) -> list[Told]:
        name = change.path[0]
        if name in NAMED:
            return telling.named_rows(NAMED[name], change, self.before[name], self.after[name])
        if name == "introduction":
            return [telling.blocks(_("the introduction"), change, self.after[name])]
        if name == "picture":
            return told_picture(change)
        if name == "attachments":
            return told_attachment(change, self.before[name], self.after[name])
        if name != "sections":
            return telling.value(VALUES[name], change) if name in VALUES else []
        if len(change.path) == 1:
            return [self._section(change)]
        if change.path[2] != "placements":
            return self._of_section(change)
        return self._placement(change) if len(change.path) == 3 else self._of_placement(change)

    def _section(self, change: Change) -> Told:
        if change.act is Act.ADD:
            values = {"name": self.new_names[change.row], "to": at(change.to)}
            return Told(_("Added the section “%(name)s” (%(to)s)") % values)
        if change.act is Act.REMOVE:
            return Told(_("Removed the section “%s”") % self.names[change.row])
        values = {"name": self.new_names[change.row], "from": at(change.at), "to": at(change.to)}
        return Told(_("Moved the section “%(name)s” from %(from)s to %(to)s place") % values)

    def _of_section(self, change: Change) -> list[Told]:
        key, name = change.path[1], change.path[2]
        if name == "title":
            words = _("Renamed the section “%(before)s” to “%(after)s”")
            return [Told(words % {"before": self.names[key], "after": self.new_names[key]})]
        label = _("the note of the section “%s”") % self.new_names[key]
        return telling.value(label, change, is_markup=True) if name == "note" else []

    def _placement(self, change: Change) -> list[Told]:
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
        return [Told(words % {"section": names[change.path[1]], "titles": comma().join(listed)})]

    def _moved(self, change: Change) -> Told:
        old, new = self.was[change.row], self.is_now[change.row]
        values = {
            "title": title_of(new.row), "from": at(old.turn), "to": at(new.turn),
            "old": old.section, "new": new.section,
        }  # fmt: skip
        if change.path == change.into:
            return Told(_("Moved “%(title)s” within “%(new)s” from %(from)s to %(to)s place") % values)
        return Told(_("Moved “%(title)s” from “%(old)s” (%(from)s) to “%(new)s” (%(to)s)") % values)

    def _of_placement(self, change: Change) -> list[Told]:
        key, name = change.path[3], change.path[4]
        old, new = self.was[key].row, self.is_now[key].row
        title = title_of(new)
        if name == "entry" and len(change.path) > 5:
            return self._of_entry(change, old["entry"], new["entry"], title)
        if name == "title":
            return [Told(_("Changed the title here of “%s”") % title_of(old), changed_words(title_of(old), title))]
        if name == "note":
            return telling.value(_("the note on “%s”") % title, change, is_markup=True)
        if name == "summary":
            return [telling.blocks(_("the summary written here for “%s”") % title, change, new["summary"])]
        if name == "kept_reason":
            if not change.after:
                return [Told(_("“%s” is no longer kept in an older text") % title)]
            words = _("“%(title)s” is kept in an older text: %(reason)s")
            return [Told(words % {"title": title, "reason": change.after})]
        return []

    def _of_entry(self, change: Change, old: Tree, new: Tree, title: str) -> list[Told]:
        name = change.path[5]
        if name == "withdrawn":
            if change.after is ABSENT:
                return [Told(_("“%s”, which was withdrawn, is shown again") % title)]
            return [Told(_("“%s” was withdrawn") % title)] if change.before is ABSENT else []
        if "withdrawn" in old or "withdrawn" in new:
            return []
        if name == "number":
            return [_other_edition(old, new, title)]
        if name == "authors":
            told = telling.named_rows(AUTHORS, change, old["authors"], new["authors"])
            return [Told(_("%(what)s: “%(title)s”") % {"what": each.words, "title": title}) for each in told]
        if name == "points":
            return telling.points(change, title, new["points"], self.is_correction)
        if name == "title":
            return [Told(_("Changed the title of “%s”") % old["title"], changed_words(old["title"], new["title"]))]
        if name in ("published_on", "series", "summary_label", "source_url", "language"):
            label = _("%(label)s of “%(title)s”") % {"label": ARTICLE_VALUES[name], "title": title}
            return telling.value(label, change)
        return []


def _other_edition(old: Tree, new: Tree, title: str) -> Told:
    values = {"title": title, "old": old["number"], "new": new["number"]}
    if not new["number"]:
        return Told(_("“%(title)s” is shown as it stands at the desk") % values)
    if not old["number"]:
        return Told(_("“%(title)s” is shown in edition %(new)d") % values)
    words = _("“%(title)s” is shown in edition %(new)d instead of %(old)d") % values
    address = comparison_address("article", new["slug"], old["number"], new["number"])
    return Told(words, (), address, _("Compare the two editions"))


def _comes_or_goes(change: Change) -> bool:
    return len(change.path) == 3 and change.act in (Act.ADD, Act.REMOVE)


def _places(tree: Tree) -> dict[str, _Place]:
    return {
        row.identity: _Place(section_name(section.value["title"]), turn, row.value)
        for section in tree["sections"]
        for turn, row in enumerate(section.value["placements"])
    }
