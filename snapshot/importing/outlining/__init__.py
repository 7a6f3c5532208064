"""From the lines of a document to its outline: position decides before looks do."""

from collections.abc import Collection
from dataclasses import replace

from snapshot.importing.lines import Document, Line, Role, Unreadable, Warning
from snapshot.importing.outline import ArticleOutline, Outline
from snapshot.importing.outlining.assembling import assemble
from snapshot.importing.outlining.bylines import PREFIX, byline_cost, name_cost, split_byline
from snapshot.importing.outlining.canonical import read_canonical
from snapshot.importing.outlining.checking import check_outline
from snapshot.importing.outlining.closing import printed_url, read_closing, split_closing
from snapshot.importing.outlining.cutting import cut
from snapshot.importing.outlining.furniture import drop_furniture
from snapshot.importing.outlining.navigation import drop_navigation
from snapshot.importing.outlining.parts import Kind, Part, make_parts
from snapshot.importing.outlining.positions import Place, find_places, first_reading, habits_of
from snapshot.importing.outlining.unwrapping import Wrapping, join_dated_bylines
from snapshot.importing.outlining.warnings import about_byline, not_taken
from snapshot.importing.outlining.weighing import Weights

TEXT_FORMATS = ("text", "markdown")
MOST_LINES = 6_000


def make_outline(document: Document, series_names: Collection[str] = ()) -> Outline:
    """Return the outline of `document`; every line of it is in the outline or in one of its warnings.

    `series_names` are the series that exist: the one that the title names before its first colon is given back
    as it is spelled there. Raises `Unreadable` (`no-title`, `too-many-lines`).
    """
    outline = read_canonical(document) if document.format == "text" else None
    if outline is None:
        outline = _read_freely(document, series_names)
    outline.series = _series(outline.title, series_names)
    told = [*document.warnings, *outline.warnings, *check_outline(outline, document.claims)]
    outline.warnings = sorted(dict.fromkeys(told), key=lambda warning: warning.line)
    return outline


def _series(title: str, names: Collection[str]) -> str | None:
    if ":" not in title:
        return None
    opening = title.split(":", 1)[0].strip().casefold()
    return next((name for name in names if name.strip().casefold() == opening), None)


def _read_freely(document: Document, series_names: Collection[str]) -> Outline:
    lines, warnings = list(document.lines), []
    if sum(1 for line in lines if line.role is not Role.BLANK) > MOST_LINES:
        raise Unreadable(
            "too-many-lines",
            f"It has more than {MOST_LINES:,} lines, which is more than a snapshot can have.",
        )
    if document.format in TEXT_FORMATS:
        lines, furniture = drop_furniture(lines)
        warnings += furniture
    lines, left_out, read_more = drop_navigation(lines)
    lines, closings = _take_closings(lines)
    parts = make_parts(lines)
    wrapping = Wrapping(parts, document.format in TEXT_FORMATS)
    if wrapping.width:
        parts = make_parts(join_dated_bylines(lines, wrapping.width))
        wrapping = Wrapping(parts, is_text=True, width=wrapping.width)
    first = _title_index(parts, series_names)
    places = first_reading(parts, wrapping, Weights(parts, wrapping), first)
    names = frozenset(
        name.casefold()
        for part, placed in zip(parts, places, strict=True)
        if placed.place is Place.BYLINE and byline_cost(part.text) < 1
        for name in split_byline(part.text).names
    )
    places = find_places(parts, wrapping, Weights(parts, wrapping, names), first, habits_of(places)).places
    outline = assemble(parts, places, wrapping)
    outline.warnings = warnings + left_out + outline.warnings
    _give_closings(outline, closings)
    _give_addresses(outline, read_more)
    for section in outline.sections:
        for article in section.articles:
            _part_byline(article, outline.warnings)
    return outline


def _title_index(parts: list[Part], series_names: Collection[str] = ()) -> int:
    """Return where the title stands: the first part, the only heading of level 1 above the first article, or the
    first line that opens with the name of a series."""
    tops = [index for index, part in enumerate(parts) if part.is_heading and part.level == 1]
    if (
        len(tops) == 1
        and tops[0] <= 12
        and all(part.kind is not Kind.BULLET and not part.is_heading for part in parts[: tops[0]])
    ):
        return tops[0]
    for index, part in enumerate(parts[:12]):
        if part.kind is Kind.TEXT and _series(part.text, series_names):
            return index
        if part.kind in (Kind.BULLET, Kind.LABEL):
            break
    if not parts:
        raise Unreadable("no-title", "It has no title.")
    if parts[0].kind is not Kind.TEXT:
        shown = parts[0].text[:60]
        raise Unreadable("no-title", f"It has no title: the first thing in it is “{shown}”.")
    return 0


def _take_closings(lines: list[Line]) -> tuple[list[Line], list[tuple[str, Line]]]:
    """Take the PDF and coverage lines out of `lines`, wherever they stand, one wrapped over two lines too."""
    kept: list[Line] = []
    closings: list[tuple[str, Line]] = []
    index = 0
    while index < len(lines):
        line, text = lines[index], lines[index].text.strip()
        following = lines[index + 1] if index + 1 < len(lines) else None
        kind = read_closing(text) if line.role is not Role.HEADING else None
        spans = split_closing(text)
        if len(spans) > 1:
            for start, end in spans:
                part = cut(text, line.html, start, end)
                links = (
                    tuple(link for link in line.links if link.text in part.text) if len(line.links) > 1 else line.links
                )
                closings.append((read_closing(part.text), replace(line, text=part.text, html=part.html, links=links)))
        elif kind:
            closings.append((kind, line))
        elif _is_begun(text) and following and following.role is Role.TEXT and read_closing(_both(text, following)):
            joined = replace(line, text=_both(text, following), links=line.links + following.links)
            closings.append((read_closing(joined.text), joined))
            index += 1
        else:
            kept.append(line)
        index += 1
    return kept, closings


def _is_begun(text: str) -> bool:
    return text.casefold().startswith(("for more ", "for further ")) and text[-1:] not in ".!?" and len(text) > 25


def _both(text: str, following: Line) -> str:
    return f"{text} {following.text.strip()}"


def _give_closings(outline: Outline, closings: list[tuple[str, Line]]) -> None:
    for kind, line in closings:
        words = line.text.strip()
        url = line.links[0].url if line.links else printed_url(words)
        if kind == "pdf" and outline.pdf_label is None:
            outline.pdf_label, outline.pdf_url = words, url
        elif kind == "coverage" and outline.more_coverage is None:
            outline.more_coverage, outline.more_coverage_url = words, url
        else:
            outline.warnings.append(not_taken(line.number, words, "the document has such a line already"))


def _give_addresses(outline: Outline, read_more: dict[int, str]) -> None:
    """Give articles whose title is no link the address of the "Read more" that stood within them."""
    articles = [article for section in outline.sections for article in section.articles]
    for number, url in read_more.items():
        above = [article for article in articles if article.line <= number]
        if above and above[-1].url is None:
            above[-1].url = url


def _part_byline(article: ArticleOutline, warnings: list[Warning]) -> None:
    """Take "by Jane Roe" off the end of a title whose article has no other byline."""
    at = article.title.casefold().rfind(" by ")
    if article.authors or at < 4:
        return
    rest = article.title[at + 1 :]
    byline = split_byline(rest)
    if not byline.names or not PREFIX.match(rest) or any(name_cost(name) > 0.5 for name in byline.names):
        return
    title = article.title[:at].rstrip(" ,;|–—-")
    warnings.append(
        Warning(
            "byline-in-title",
            article.line,
            f"“{rest}” was taken from the end of the title “{title}” as its byline.",
        )
    )
    warnings += about_byline(byline, article.line, rest)
    article.title, article.authors = title, byline.names
