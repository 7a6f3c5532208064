"""The outline of a strategic snapshot: a document's content, before anything is saved."""

from __future__ import annotations  # because a field named date shadows the type

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from importing.lines import Place, Warning


@dataclass(frozen=True)
class Passage:
    """A paragraph or a summary point: plain words, the same as sanitized inline HTML, and the source line."""

    text: str
    html: str
    line: int = 0


@dataclass
class ArticleOutline:
    """One article in the document. `summary_label` is as printed, without its colon."""

    title: str
    authors: list[str] = field(default_factory=list)
    date: date | None = None
    summary_label: str | None = None
    summary: list[Passage] = field(default_factory=list)
    url: str | None = None
    volume: str = ""
    issue: str = ""
    imprint: dict[str, Any] = field(default_factory=dict)  # values of the frozen imprint; `type` is its name
    line: int = 0
    confidence: float = 1.0  # 1: the lines it was made from are clear; 0: a guess


@dataclass
class SectionOutline:
    """A named section with its articles in document order."""

    title: str
    articles: list[ArticleOutline] = field(default_factory=list)
    line: int = 0
    confidence: float = 1.0


@dataclass
class Outline:
    """A whole document. `title` is the whole title line. The caller, who knows the series, sets `series`."""

    title: str
    series: str | None = None
    intro: list[Passage] = field(default_factory=list)
    selection_heading: str | None = None
    sections: list[SectionOutline] = field(default_factory=list)
    pdf_label: str | None = None  # the whole line, as printed ("See PDF version here.")
    pdf_url: str | None = None
    more_coverage: str | None = None  # the whole line, as printed
    more_coverage_url: str | None = None
    imprint: dict[str, Any] = field(default_factory=dict)  # of the snapshot, as an article's
    about: dict[str, str] = field(default_factory=dict)  # author's name → biography
    warnings: list[Warning] = field(default_factory=list)
    line: int = 0  # line of the title
    confidence: float = 1.0
    doubts: list[str] = field(default_factory=list)  # sentences on why the whole reading may be wrong
    places: dict[int, list[Place]] = field(default_factory=dict)  # what each source line was read as
