"""The parts of a text that a comment can be about, and where each is in a later revision.

A part's key is its name in the comparison of two contents (record/comparison): points, sections and placements have
keys of their own; a paragraph is named by its position. Where it is in a later content is what that comparison says:
the same words, or the most similar ones. So a comment follows a paragraph that was moved or reworded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from record.comparison.description import block_name
from record.comparison.shapes import Row, Tree
from record.kinds import Kind
from text import prose

REWORDED = re.compile(r"<(p|h[2-4])>(.*)</\1>", re.S)  # blocks for which new words can be suggested
LONGEST_LINE = 300  # characters of a title
WHOLE = ""


@dataclass(frozen=True)
class Place:
    """A part: its key, its path in the frozen work, its name for people, and its markup without the block's tags."""

    key: str
    path: tuple[str | int, ...]
    label: str
    markup: str
    tag: str = ""  # of a paragraph or heading
    is_plain: bool = False
    is_open: bool = True  # new words can be suggested

    @property
    def words(self) -> str:
        return self.markup if self.is_plain else prose.plain(self.markup)

    def cleaned(self, suggestion: str) -> str:
        """Return suggested words in the form in which this part is stored. Raises ValueError if they can't be."""
        found = prose.one_line(suggestion) if self.is_plain else prose.clean_inline(suggestion)
        if not self.is_open or not (found if self.is_plain else prose.plain(found)):
            raise ValueError
        if self.is_plain and len(found) > LONGEST_LINE:
            raise ValueError
        return found

    def stored(self, cleaned: str) -> str:
        return f"<{self.tag}>{cleaned}</{self.tag}>" if self.tag else cleaned


def places(kind: Kind, content: dict) -> dict[str, Place]:
    """Return the parts of a content ({"work", "edition"}) by key, in page order."""
    return _by_key(kind, kind.compare(content, content).difference.before)


def carried(kind: Kind, before: dict, after: dict) -> dict[str, str]:
    """Return for the key of each part of `before` that is still in `after` its key there."""
    if before["work"] == after["work"]:
        return {key: key for key in places(kind, after)}
    now = {place.path: key for key, place in places(kind, after).items()}
    then = kind.compare(before, after).difference
    known = _by_key(kind, then.before)
    return {key: now[place.path] for key, place in _by_key(kind, then.after).items() if key in known}


def _by_key(kind: Kind, tree: Tree) -> dict[str, Place]:
    return {place.key: place for place in _places(kind, tree)}


def _places(kind: Kind, tree: Tree) -> Iterator[Place]:
    for field in kind.fields:
        value = tree[field.name]
        if field.is_text and field.search and field.label and value:
            yield Place(field.name, (field.name,), capfirst(_without_article(str(field.label))), value, is_plain=True)
        elif isinstance(value, list):
            for number, row in enumerate(value):
                yield from _of_row((field.name, number), row)


def _without_article(label: str) -> str:
    return label.removeprefix("the ")


def _of_row(path: tuple, row: Row) -> Iterator[Place]:
    """Yield the part that a paragraph, a point or a section is, and the placements of a section."""
    (name, number), value = path, row.value
    if isinstance(value, str):
        block = REWORDED.fullmatch(value)
        label = f"{capfirst(block_name(value))} {number + 1}"
        tag, markup = (block[1], block[2]) if block else ("", value)
        yield Place(f"{name}/{row.identity}", path, label, markup, tag, is_open=bool(block))
    elif name == "points":
        yield Place(f"{name}/{row.identity}", (*path, "text"), _("Point %d") % (number + 1), value["text"])
    elif name == "sections":
        label = _("Section “%s”") % value["title"] if value["title"] else _("Section %d") % (number + 1)
        yield Place(f"{name}/{row.identity}", (*path, "title"), label, value["title"], is_plain=True)
        for turn, placement in enumerate(value["placements"]):
            title = placement.value["title"] or placement.value["entry"]["title"]
            note_path = (*path, "placements", turn, "note")
            yield Place(f"placements/{placement.identity}", note_path, _("“%s”") % title, placement.value["note"])


def with_words(work: dict, place: Place, cleaned: str) -> dict:
    """Return a copy of the work with other words in that place."""
    return _set(work, place.path, place.stored(cleaned))


def _set(tree: dict | list, path: tuple, value: str) -> dict | list:
    first, rest = path[0], path[1:]
    found = list(tree) if isinstance(tree, list) else dict(tree)
    found[first] = _set(tree[first], rest, value) if rest else value
    return found
