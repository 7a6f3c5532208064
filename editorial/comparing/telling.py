"""Changes in words. The app says what its values and lists are called; how a change is told is the same for all."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial import prose
from editorial.comparing.changes import ABSENT, Act, Change, Difference
from editorial.comparing.shapes import Row, Tree
from editorial.comparing.sides import Line, Pair, beside, folded
from editorial.comparing.words import Mark, Run, excerpt, runs
from editorial.enumerating import comma

Words = str | Promise
BEGINNING = 240  # characters of a paragraph that came or went
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# What a list of named rows is called: one of them, where it stands, and the value that names it.
Names = Mapping[str, Words]


@dataclass(frozen=True)
class Told:
    """One change: a sentence without its full stop, and the words that differ, where some do.

    `address` leads to more about it, and `address_words` says to what.
    """

    words: str
    runs: tuple[Run, ...] = ()
    address: str = ""
    address_words: str = ""


@dataclass(frozen=True)
class Comparison:
    """Two editions, or an edition and a working copy, compared: in words, side by side, and to be replayed.

    `told` may be empty though `difference` has changes: what readers never see (an inner number, an address of an
    author) is no news.
    """

    difference: Difference
    told: tuple[Told, ...]
    pairs: tuple[Pair, ...]

    @property
    def is_same(self) -> bool:
        return not self.difference.changes

    @property
    def shown_pairs(self) -> list[Pair]:
        return folded(list(self.pairs))


def compared(difference: Difference, told: Iterable[Told], before: list[Line], after: list[Line]) -> Comparison:
    """Return the comparison whose parts these are."""
    return Comparison(difference, tuple(told), tuple(beside(before, after)))


def at(place: int) -> str:
    """Return a place in a list (from 0) as it is spoken: 1st, 2nd; where ordinals agree with what they count, 1, 2."""
    is_english = (get_language() or "en").startswith("en")
    return str(ordinal(place + 1)) if is_english else str(place + 1)


def changed_words(before: str, after: str) -> tuple[Run, ...]:
    """Return what differs between two plain texts, with the words around it; nothing where they are equal."""
    return tuple(excerpt(runs(before, after))) if before != after else ()


def whole(text: str) -> tuple[Run, ...]:
    """Return the beginning of a text that came or went as a whole: the sentence says which, no word needs a mark."""
    return (Run(Mark.SAME, text if len(text) <= BEGINNING else f"{text[:BEGINNING].rsplit(' ', 1)[0]} …"),)


def value(label: Words, change: Change, is_markup: bool = False) -> list[Told]:
    """Tell of a text, a date, or a named thing ({name}) that is another."""
    before, after = spoken(change.before, is_markup), spoken(change.after, is_markup)
    if before == after:
        return [Told(_("Changed the formatting or a link of %s") % label)] if is_markup else []
    if not before:
        return [Told(_("Added %s") % label, whole(after))]
    if not after:
        return [Told(_("Removed %s") % label, whole(before))]
    return [Told(_("Changed %s") % label, changed_words(before, after))]


def spoken(given: Any, is_markup: bool = False) -> str:
    """Return a value as plain text."""
    if given is ABSENT or given is None:
        return ""
    if isinstance(given, dict):
        return given.get("name", "")
    if isinstance(given, list):
        return " ".join(spoken(each, is_markup) for each in given)
    text = str(given)
    if is_markup:
        return prose.plain(text)
    try:
        return date_format(date.fromisoformat(text), "DATE_FORMAT") if ISO_DATE.fullmatch(text) else text
    except ValueError:
        return text


def named_rows(names: Names, change: Change, before: list[Row], after: list[Row]) -> list[Told]:
    """Tell of authors, topics or tags ({id, name, slug}) that came, went, moved or are printed otherwise."""
    old, new = ({row.identity: row.value["name"] for row in rows} for rows in (before, after))
    if change.act is Act.ADD:
        return [Told(names["added"] % {"name": new[change.row]})]
    if change.act is Act.REMOVE:
        return [Told(names["removed"] % {"name": old[change.row]})]
    if change.act is Act.MOVE:
        places = {"name": new[change.row], "from": at(change.at), "to": at(change.to)}
        return [Told(_("Moved %(name)s in the list from %(from)s to %(to)s place") % places)]
    if change.path[-1] == "name":
        return [Told(names["renamed"] % {"name": old[change.path[-2]], "now": new[change.path[-2]]})]
    return []  # an address, or an inner number


BLOCKS = {"h2": "heading", "h3": "heading", "h4": "heading", "ul": "list", "ol": "list", "table": "table"}


def block_name(markup: str) -> str:
    """Return what a block of text is: a paragraph, a heading, a list, a table, a quotation."""
    if markup.startswith("<blockquote"):
        return _("quotation")
    names = {"heading": _("heading"), "list": _("list"), "table": _("table")}
    return names.get(BLOCKS.get(markup[1:].split(">", maxsplit=1)[0].split(" ", maxsplit=1)[0], ""), _("paragraph"))


def blocks(where: Words, change: Change, after: list[Row]) -> Told:
    """Tell of a paragraph of a text; `where` is the text's name: “the introduction”."""
    if change.act is Act.SET:
        place = next(n for n, row in enumerate(after) if row.identity == change.path[-1])
        values = {"what": block_name(change.after), "number": place + 1, "where": where}
        marked = changed_words(prose.plain(change.before), prose.plain(change.after))
        if not marked:
            return Told(capfirst(_("%(what)s %(number)d of %(where)s: only the formatting or a link changed") % values))
        return Told(capfirst(_("%(what)s %(number)d of %(where)s changed") % values), marked)
    if change.act is Act.MOVE:
        moved = next(row.value for row in after if row.identity == change.row)
        values = {"what": block_name(moved), "where": where, "from": at(change.at), "to": at(change.to)}
        words = _("Moved a %(what)s of %(where)s from %(from)s to %(to)s place")
        return Told(words % values, whole(prose.plain(moved)))
    if change.act is Act.ADD:
        values = {"what": block_name(change.after), "number": change.to + 1, "where": where}
        return Told(_("Added %(what)s %(number)d to %(where)s") % values, whole(prose.plain(change.after)))
    values = {"what": block_name(change.before), "number": change.at + 1, "where": where}
    return Told(_("Removed %(what)s %(number)d from %(where)s") % values, whole(prose.plain(change.before)))


def points(change: Change, title: str, after: list[Row], is_correction: bool) -> list[Told]:
    """Tell of a summary point of what is titled `title`; as corrected where the edition says that it corrects."""
    values = {"title": title}
    if change.act is Act.SET and change.path[-1] == "text":
        place = next(n for n, row in enumerate(after) if row.identity == change.path[-2])
        marked = changed_words(prose.plain(change.before), prose.plain(change.after))
        words = (
            _("Changed the formatting of the %(number)s point of “%(title)s”")
            if not marked
            else _("Corrected the %(number)s point of “%(title)s”")
            if is_correction
            else _("Changed the %(number)s point of “%(title)s”")
        )
        return [Told(words % {**values, "number": at(place)}, marked)]
    if change.act is Act.MOVE:
        words = _("Moved a point of “%(title)s” from %(from)s to %(to)s place")
        return [Told(words % {**values, "from": at(change.at), "to": at(change.to)})]
    if change.act is Act.ADD:
        words = _("Added a %(number)s point to “%(title)s”") % {**values, "number": at(change.to)}
        return [Told(words, whole(prose.plain(change.after["text"])))]
    if change.act is Act.REMOVE:
        words = _("Removed the %(number)s point of “%(title)s”") % {**values, "number": at(change.at)}
        return [Told(words, whole(prose.plain(change.before["text"])))]
    return []


def text_lines(name: str, rows: list[Row]) -> list[Line]:
    """Return the lines of a list of paragraphs, for the table."""
    return [Line(f"{name}/{row.identity}", prose.plain(row.value)) for row in rows]


def value_line(
    tree: Tree, name: str, label: Words = "", level: int = 0, inside: str = "", is_markup: bool = False
) -> list[Line]:
    """Return the line of a value of the tree, for the table; nothing where it is empty."""
    text = spoken(tree.get(name), is_markup)
    return [Line(f"{inside}{name}", text, str(label), level)] if text else []


def point_lines(rows: list[Row], inside: str = "") -> list[Line]:
    """Return the lines of summary points, for the table."""
    return [Line(f"{inside}points/{row.identity}", prose.plain(row.value["text"]), _("point")) for row in rows]


def names_line(tree: Tree, name: str, label: Words, inside: str = "") -> list[Line]:
    """Return the line that lists the names of authors, topics or tags."""
    names = comma().join(row.value["name"] for row in tree.get(name, []))
    return [Line(f"{inside}{name}", names, str(label))] if names else []
