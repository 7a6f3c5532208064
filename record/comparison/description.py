"""Describes changes in words; apps name their values and lists, and the sentences are shared."""

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

from record.comparison.changes import ABSENT, Act, Change, Difference
from record.comparison.shapes import Row, Tree
from record.comparison.sides import Line, Pair, beside, folded
from record.comparison.words import Mark, Run, excerpt, runs
from text import prose
from text.footnotes import bracketed
from text.joining import comma

Words = str | Promise
BEGINNING = 240  # characters shown of a paragraph that was added or removed
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# Texts for a list of named rows, by “added”, “removed” and “renamed”.
Names = Mapping[str, Words]


@dataclass(frozen=True)
class ChangeLine:
    """One change: a sentence without its final period, and the words that differ, if any.

    `address` links to more about it, and `address_words` is the link text.
    """

    words: str
    runs: tuple[Run, ...] = ()
    address: str = ""
    address_words: str = ""


@dataclass(frozen=True)
class Comparison:
    """A comparison of two editions, or of an edition and a working copy: in words, side by side, and as changes.

    `change_lines` may be empty even if `difference` has changes, because readers never see some of them (an internal
    number, an author’s slug).
    """

    difference: Difference
    change_lines: tuple[ChangeLine, ...]
    pairs: tuple[Pair, ...]

    @property
    def is_same(self) -> bool:
        return not self.difference.changes

    @property
    def shown_pairs(self) -> list[Pair]:
        return folded(list(self.pairs))


def compared(
    difference: Difference, change_lines: Iterable[ChangeLine], before: list[Line], after: list[Line]
) -> Comparison:
    return Comparison(difference, tuple(change_lines), tuple(beside(before, after)))


def at(place: int) -> str:
    """Return a list position (counted from 0) as an ordinal in English (1st), and as a number in other languages."""
    is_english = (get_language() or "en").startswith("en")
    return str(ordinal(place + 1)) if is_english else str(place + 1)


def changed_words(before: str, after: str) -> tuple[Run, ...]:
    """Return the differences between two plain texts with the words around them, or nothing if they are equal."""
    return tuple(excerpt(runs(before, after))) if before != after else ()


def whole(text: str) -> tuple[Run, ...]:
    """Return the beginning of a text that was added or removed, unmarked because the sentence already says which."""
    return (Run(Mark.SAME, text if len(text) <= BEGINNING else f"{text[:BEGINNING].rsplit(' ', 1)[0]} …"),)


def value(label: Words, change: Change, is_markup: bool = False) -> list[ChangeLine]:
    """Describe a change in a text, a date, or a named item ({name})."""
    before, after = spoken(change.before, is_markup), spoken(change.after, is_markup)
    if before == after:
        return [ChangeLine(_("Changed the formatting or a link of %s") % label)] if is_markup else []
    if not before:
        return [ChangeLine(_("Added %s") % label, whole(after))]
    if not after:
        return [ChangeLine(_("Removed %s") % label, whole(before))]
    return [ChangeLine(_("Changed %s") % label, changed_words(before, after))]


def spoken(given: Any, is_markup: bool) -> str:
    """Return a value as plain text, with ISO dates in the format of the active language."""
    if given is ABSENT or given is None:
        return ""
    if isinstance(given, dict):
        return given.get("name", "")
    if isinstance(given, list):
        return " ".join(spoken(each, is_markup) for each in given)
    text = str(given)
    if is_markup:
        return _words(text)
    try:
        return date_format(date.fromisoformat(text), "DATE_FORMAT") if ISO_DATE.fullmatch(text) else text
    except ValueError:
        return text


def _words(markup: str) -> str:
    return bracketed(prose.plain(markup))


def named_rows(names: Names, change: Change, before: list[Row], after: list[Row]) -> list[ChangeLine]:
    """Describe authors, topics or tags ({id, name, slug}) that were added, removed, moved or renamed."""
    old, new = ({row.identity: row.value["name"] for row in rows} for rows in (before, after))
    if change.act is Act.ADD:
        return [ChangeLine(names["added"] % {"name": new[change.row]})]
    if change.act is Act.REMOVE:
        return [ChangeLine(names["removed"] % {"name": old[change.row]})]
    if change.act is Act.MOVE:
        places = {"name": new[change.row], "from": at(change.at), "to": at(change.to)}
        return [ChangeLine(_("Moved %(name)s in the list from %(from)s to %(to)s place") % places)]
    if change.path[-1] == "name":
        return [ChangeLine(names["renamed"] % {"name": old[change.path[-2]], "now": new[change.path[-2]]})]
    if "described" in names and change.path[-1] != "slug":
        return [ChangeLine(names["described"] % {"name": new[change.path[-2]]})]
    return []  # a slug or an internal number, which readers never see


BLOCKS = {"h2": "heading", "h3": "heading", "h4": "heading", "ul": "list", "ol": "list", "table": "table"}


def block_name(markup: str) -> str:
    if markup.startswith("<blockquote"):
        return _("quotation")
    names = {"heading": _("heading"), "list": _("list"), "table": _("table")}
    return names.get(BLOCKS.get(markup[1:].split(">", maxsplit=1)[0].split(" ", maxsplit=1)[0], ""), _("paragraph"))


def blocks(where: Words, change: Change, after: list[Row]) -> ChangeLine:
    """Describe a change to a block of a text; `where` is the name of the text, such as “the introduction”."""
    if change.act is Act.SET:
        place = next(n for n, row in enumerate(after) if row.identity == change.path[-1])
        values = {"what": block_name(change.after), "number": place + 1, "where": where}
        marked = changed_words(_words(change.before), _words(change.after))
        if not marked:
            return ChangeLine(
                capfirst(_("%(what)s %(number)d of %(where)s: only the formatting or a link changed") % values)
            )
        return ChangeLine(capfirst(_("%(what)s %(number)d of %(where)s changed") % values), marked)
    if change.act is Act.MOVE:
        moved = next(row.value for row in after if row.identity == change.row)
        values = {"what": block_name(moved), "where": where, "from": at(change.at), "to": at(change.to)}
        words = _("Moved a %(what)s of %(where)s from %(from)s to %(to)s place")
        return ChangeLine(words % values, whole(_words(moved)))
    if change.act is Act.ADD:
        values = {"what": block_name(change.after), "number": change.to + 1, "where": where}
        return ChangeLine(_("Added %(what)s %(number)d to %(where)s") % values, whole(_words(change.after)))
    values = {"what": block_name(change.before), "number": change.at + 1, "where": where}
    return ChangeLine(_("Removed %(what)s %(number)d from %(where)s") % values, whole(_words(change.before)))


def points(change: Change, title: str, after: list[Row], is_correction: bool) -> list[ChangeLine]:
    """Describe a change to a summary point of the item `title`, as a correction if the edition is one."""
    values = {"title": title}
    if change.act is Act.SET and change.path[-1] == "text":
        place = next(n for n, row in enumerate(after) if row.identity == change.path[-2])
        marked = changed_words(_words(change.before), _words(change.after))
        words = (
            _("Changed the formatting of the %(number)s point of “%(title)s”")
            if not marked
            else _("Corrected the %(number)s point of “%(title)s”")
            if is_correction
            else _("Changed the %(number)s point of “%(title)s”")
        )
        return [ChangeLine(words % {**values, "number": at(place)}, marked)]
    if change.act is Act.MOVE:
        words = _("Moved a point of “%(title)s” from %(from)s to %(to)s place")
        return [ChangeLine(words % {**values, "from": at(change.at), "to": at(change.to)})]
    if change.act is Act.ADD:
        words = _("Added a %(number)s point to “%(title)s”") % {**values, "number": at(change.to)}
        return [ChangeLine(words, whole(_words(change.after["text"])))]
    if change.act is Act.REMOVE:
        words = _("Removed the %(number)s point of “%(title)s”") % {**values, "number": at(change.at)}
        return [ChangeLine(words, whole(_words(change.before["text"])))]
    return []


def text_lines(name: str, rows: list[Row]) -> list[Line]:
    return [Line(f"{name}/{row.identity}", _words(row.value)) for row in rows]


def value_line(
    tree: Tree, name: str, label: Words = "", level: int = 0, inside: str = "", is_markup: bool = False
) -> list[Line]:
    """Return the line of a value for the side-by-side table, or no line if the value is empty."""
    text = spoken(tree.get(name), is_markup)
    return [Line(f"{inside}{name}", text, str(label), level)] if text else []


def point_lines(rows: list[Row], inside: str = "") -> list[Line]:
    return [Line(f"{inside}points/{row.identity}", _words(row.value["text"]), _("point")) for row in rows]


def names_line(tree: Tree, name: str, label: Words, inside: str = "") -> list[Line]:
    names = comma().join(row.value["name"] for row in tree.get(name, []))
    return [Line(f"{inside}{name}", names, str(label))] if names else []
