"""A Word file's styles and numbering: which paragraph is a heading, a bullet, bold or hidden."""

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from importing.word_child.xml import child, local, switch, value, words_of

HEADING_NAME = re.compile(r"heading ?([1-9])", re.I)
LIST_NAME = re.compile(r"list (?:bullet|number) ?([2-5])?", re.I)
CONTENTS_NAME = re.compile(r"toc ?(?:[1-9]|heading)", re.I)


@dataclass(frozen=True)
class Style:
    """The effect of a style on its paragraph or words. `heading` and `level` (of a bullet) are 0 for none."""

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
    def is_caption(self) -> bool:
        return self.name.lower() == "caption"

    @property
    def is_contents(self) -> bool:
        return CONTENTS_NAME.fullmatch(self.name) is not None


class Styles:
    """The styles of a document, each with its inherited values."""

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
        """Return the style with that id and its inherited values, or an empty one if it is not defined."""
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
        """Return the depth of a paragraph's bullet, by its own numbering or its style's, or 0 for none."""
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

    def counted(self, properties: Element | None) -> str | None:
        """Return the id of the list that numbers the paragraph (1., a)), or None if it has no number."""
        style = self.of(value(child(properties, "pStyle")))
        number = value(child(properties, "numPr", "numId")) or style.number
        depth = value(child(properties, "numPr", "ilvl")) or ""
        level = int(depth) if depth.isdecimal() else style.depth
        kind = self._format(number, level) if number else None
        return None if kind in (None, "none", "bullet") else f"{number} {level}"

    def _format(self, number: str, level: int) -> str | None:
        if number not in self._numbers:
            return None
        # A list that only links to a style has no levels of its own, but it is still a list.
        levels = self._formats.get(self._numbers[number], {})
        return levels.get(str(level), "bullet")


def numbered_headings(body: Element, styles: Styles) -> set[int]:
    """Return the ids of numbered paragraphs that are never next to another paragraph of their list: not bullets.

    This holds for all paragraphs of a list or for none. A list with one paragraph counts as a list.
    """
    paragraphs = [one for one in body.iter() if local(one) == "p" and words_of(one)]
    lists = [styles.counted(child(one, "pPr")) for one in paragraphs]
    padded = [None, *lists, None]
    alone: dict[str, list[int]] = {}
    for one, before, own, after in zip(paragraphs, padded, lists, padded[2:], strict=False):
        if own:
            alone.setdefault(own, []).append(0 if own in (before, after) else id(one))
    return {one for found in alone.values() if len(found) > 1 and all(found) for one in found}


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
