"""The result of reading a page: its lines with their regions, and what was dropped."""

from dataclasses import dataclass, field

from importing.lines import Line
from importing.reading.web.elements import Region


@dataclass(slots=True, eq=False)
class Block:
    """A line, its region, the report numbers inserted into it, and whether it is a footnote."""

    line: Line
    region: Region | None = None
    marks: list[int] = field(default_factory=list)
    is_note: bool = False


@dataclass(slots=True)
class Report:
    """Something dropped from a line. `is_minor`: not reported if the line itself is left out."""

    code: str
    line: int
    message: str
    is_minor: bool = False
    region: Region | None = None
