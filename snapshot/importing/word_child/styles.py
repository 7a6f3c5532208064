"""What a Word file's styles and numbering say: which paragraph is a heading, a bullet, bold, hidden."""

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from snapshot.importing.word_child.xml import child, local, switch, value

HEADING_NAME = re.compile(r"heading ?([1-9])", re.I)
LIST_NAME = re.compile(r"list (?:bullet|number) ?([2-5])?", re.I)
CONTENTS_NAME = re.compile(r"toc ?(?:[1-9]|heading)", re.I)


@dataclass(frozen=True)
class Style:
    """What a style gives its paragraph or words. `heading` and `level` (of a bullet) are 0 for none."""

    name: str = ""
    based_on: str = ""
    heading: int = 0
    level: int = 0
    number: str | None = None
    depth: int = 0
    strong: bool | None = None
    em: bool | None = None
    hidden: bool | None = None

    @property
    def is_contents(self) -> bool:
        """Say whether this is a line of the table of contents."""
        return CONTENTS_NAME.fullmatch(self.name) is not None


class Styles:
    """The styles of a document, each with what it inherits."""

    def __init__(self, styles: Element | None, numbering: Element | None):
        self._own = {
            value(one, "styleId") or "": _style(one)
            for one in (styles if styles is not None else ())
            if local(one) == "style"
        }
        self._full: dict[str, Style] = {}
        self._numbers: dict[str, str] = {}
        self._formats: dict[str, dict[str, str]] = {}
        for one in numbering if numbering is not None else ():
            if local(one) == "num":
                self._numbers[value(one, "numId") or ""] = value(child(one, "abstractNumId")) or ""
            elif local(one) == "abstractNum":
                levels = [level for level in one if local(level) == "lvl"]
                self._formats[value(one, "abstractNumId") or ""] = {
                    value(level, "ilvl") or "0": value(child(level, "numFmt")) or "decimal" for level in levels
                }

    def of(self, identifier: str | None) -> Style:
        """Return the style of that identifier with what it inherits; an empty one where it is not defined."""
        if not identifier:
            return Style()
        if identifier not in self._full:
            chain, name = [], identifier
            while name in self._own and name not in chain and len(chain) < 20:
                chain.append(name)
                name = self._own[name].based_on
            full = Style(heading=_heading(identifier), level=_level(identifier))
            for name in reversed(chain):
                own = self._own[name]
                said = {key: what for key, what in vars(own).items() if what not in (None, "", 0) or what is False}
                full = replace(full, **said)
            self._full[identifier] = full
        return self._full[identifier]

    def bullet(self, properties: Element | None, style: Style) -> int:
        """Return the depth of the bullet that a paragraph has by its own numbering or its style's, 0 for none."""
        own = child(properties, "numPr")
        number = value(child(own, "numId"))
        depth = value(child(own, "ilvl"))
        level = int(depth) if depth and depth.isdecimal() else style.depth
        if number is None:
            number = style.number
            if number is None or self._format(number, level) is None:
                return style.level
        if number == "0" or self._format(number, level) in (None, "none"):
            return 0
        return max(min(level, 8) + 1, style.level)

    def _format(self, number: str, level: int) -> str | None:
        if number not in self._numbers:
            return None
        # A list that only links to a style has no levels of its own; it is a list all the same.
        levels = self._formats.get(self._numbers[number], {})
        return levels.get(str(level), "bullet")


def _style(one: Element) -> Style:
    name = value(child(one, "name")) or ""
    paragraph, words = child(one, "pPr"), child(one, "rPr")
    outline = value(child(paragraph, "outlineLvl")) or ""
    level = value(child(paragraph, "numPr", "ilvl")) or ""
    return Style(
        name,
        value(child(one, "basedOn")) or "",
        _heading(name) or (int(outline) + 1 if outline in set("012345") else 0),
        _level(name),
        value(child(paragraph, "numPr", "numId")),
        int(level) if level.isdecimal() else 0,
        switch(words, "b"),
        switch(words, "i"),
        switch(words, "vanish"),
    )


def _heading(name: str) -> int:
    if name.lower() == "title":
        return 1
    found = HEADING_NAME.fullmatch(name)
    return min(int(found[1]), 6) if found else 0


def _level(name: str) -> int:
    found = LIST_NAME.fullmatch(name) or re.fullmatch(r"List(?:Bullet|Number)([2-5])?", name)
    return int(found[1] or 1) if found else 0
