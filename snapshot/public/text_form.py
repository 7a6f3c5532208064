"""The canonical text form of a snapshot (docs/importing.md), which `importing` can read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from record.imprint import FrozenImprint
from text.funding import written_funding
from text.prose import one_line

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
POINT = "- "
HEADING = "About this publication"


@dataclass(frozen=True)
class ArticleText:
    """An article as plain text. Empty values produce no line."""

    title: str
    authors: Sequence[str] = ()
    published_on: date | None = None
    volume: str = ""
    issue: str = ""
    summary_label: str | None = None
    points: Sequence[str] = ()


@dataclass(frozen=True)
class SnapshotText:
    """A snapshot as plain text. `sections`: titles with their articles; `closing`: the last lines, as printed.

    `imprint`: its lines (“License: CC-BY-4.0”), for the end.
    """

    title: str
    introduction: Sequence[str]
    selection_heading: str | None
    sections: Sequence[tuple[str, Sequence[ArticleText]]]
    closing: Sequence[str | None] = ()
    imprint: Sequence[str] = ()


def write_text(snapshot: SnapshotText) -> str:
    """Return the text, ending with a newline. If there is no selection heading, a blank line takes its place."""
    rows = [snapshot.title, "", *snapshot.introduction]
    if snapshot.selection_heading:
        rows.append(snapshot.selection_heading)
    elif snapshot.sections:
        rows.append("")
    for title, articles in snapshot.sections:
        rows += [title] if title else []
        for article in articles:
            rows += _article_rows(article)
    rows += [line for line in snapshot.closing if line]
    rows += [HEADING, *snapshot.imprint] if snapshot.imprint else []
    return "\n".join(rows).rstrip("\n") + "\n"


def _article_rows(article: ArticleText) -> Iterator[str]:
    yield article.title
    if article.authors:
        yield join_names(article.authors)
    if article.published_on:
        yield write_date(article.published_on)
    if article.volume:
        yield f"Volume: {article.volume}" + (f" Issue: {article.issue}" if article.issue else "")
    if article.summary_label:
        yield f"{article.summary_label}:"
    yield from (POINT + point for point in article.points)


def write_date(day: date) -> str:
    """Return “August 12, 2025”, always in English, so that any installation can read it."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year:04d}"


def join_names(names: Sequence[str]) -> str:
    """Return the byline, with commas and “and” before the last name."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def write_imprint(imprint: FrozenImprint) -> list[str]:
    """Return the lines of an imprint, always in English, one for each funder."""
    rows = [
        ("Type", imprint["type"]["name"] if imprint["type"] else ""),
        *(("Funding", line) for line in written_funding(imprint["funders"]).splitlines()),
        ("Disclosure", imprint["disclosure"]),
        ("Use of AI", imprint["ai_statement"]),
        ("License", imprint["license"]),
    ]
    return [f"{term}: {one_line(words)}" for term, words in rows if words]
