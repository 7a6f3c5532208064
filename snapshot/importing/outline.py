"""The outline of a strategic snapshot: what a document says, before anything is saved."""

from __future__ import annotations  # a field named date would hide the type date

from dataclasses import dataclass, field
from datetime import date

from snapshot.importing.lines import Warning


@dataclass(frozen=True)
class Passage:
    """A paragraph or a summary point: its plain words, the same as sanitized inline HTML, and its source line."""

    text: str
    html: str
    line: int = 0


@dataclass
class ArticleOutline:
    """One article as the document shows it. `summary_label` is as printed, without its colon."""

    title: str
    authors: list[str] = field(default_factory=list)
    date: date | None = None
    summary_label: str | None = None
    summary: list[Passage] = field(default_factory=list)
    url: str | None = None
    volume: str = ""
    issue: str = ""
    line: int = 0


@dataclass
class SectionOutline:
    """A named section with its articles in the document's order."""

    title: str
    articles: list[ArticleOutline] = field(default_factory=list)
    line: int = 0


@dataclass
class Outline:
    """A whole document. `title` is the whole title line; `series` is decided by the caller, who knows the series."""

    title: str
    series: str | None = None
    intro: list[Passage] = field(default_factory=list)
    selection_heading: str | None = None
    sections: list[SectionOutline] = field(default_factory=list)
    pdf_label: str | None = None  # the whole line, as printed ("See PDF version here.")
    pdf_url: str | None = None
    more_coverage: str | None = None  # the whole line, as printed
    more_coverage_url: str | None = None
    warnings: list[Warning] = field(default_factory=list)
    line: int = 0  # where the title stands
