"""The unit that outlining works on: a line, or a part of one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from importing.lines import Link, Place
from importing.outline import Passage
from importing.outlining.dates import DateLine
from importing.outlining.volumes import Volume


class Kind(Enum):
    """The kind of a line, judged without its position."""

    TEXT = "text"
    BULLET = "bullet"
    LABEL = "label"
    DATE = "date"
    VOLUME = "volume"


@dataclass(frozen=True)
class Part:
    """A line, or the part of one with a single meaning ("Jane Roe | May 3, 2025" makes two).

    `gap`: a blank line precedes it. `is_cut`: it is cut from the same line as the part before. `indent`: the column
    where its words begin. `depth`: the nesting of a bullet (1 is outermost). `whole`: the words including the removed
    mark.
    """

    kind: Kind
    text: str
    html: str
    line: int
    level: int = 0
    is_heading: bool = False
    gap: bool = False
    is_cut: bool = False
    indent: int = 0
    depth: int = 0
    is_counted: bool = False
    mark: str = ""
    links: tuple[Link, ...] = ()
    date: DateLine | None = None
    volume: Volume | None = None
    whole: Passage | None = None
    meant: Place | None = None

    @property
    def passage(self) -> Passage:
        return Passage(self.text, self.html, self.line)
