"""From the lines of a document to its outline. Position takes precedence over appearance."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from importing.lines import Document, Line, Place, Role, Unreadable, Warning
from importing.outline import ArticleOutline, Outline
from importing.outlining.assembling import assemble, without_byline, without_numbers
from importing.outlining.boilerplate import drop_boilerplate
from importing.outlining.bullets import read_bullet
from importing.outlining.bylines import PREFIX, byline_cost, name_cost, split_byline
from importing.outlining.canonical import read_canonical
from importing.outlining.checking import check_outline
from importing.outlining.closing import printed_url, read_closing, split_closing
from importing.outlining.colophon import drop_colophon
from importing.outlining.contents import drop_contents, with_meant
from importing.outlining.cutting import cut
from importing.outlining.dates import read_date
from importing.outlining.doubts import confidence_of, doubts_about
from importing.outlining.imprint import give_statements, take_statements
from importing.outlining.navigation import drop_navigation
from importing.outlining.part import Kind, Part
from importing.outlining.parts import make_parts
from importing.outlining.positions import Placed, find_places, first_reading, habits_of
from importing.outlining.tables import read_tables
from importing.outlining.unwrapping import Wrapping, join_dated_bylines
from importing.outlining.warnings import about_byline, not_taken
from importing.outlining.weighing import Weights

TEXT_FORMATS = ("text", "markdown", "pdf")
MOST_LINES = 15_000


def make_outline(
    document: Document,
    series_names: Collection[str] = (),
    pins: Mapping[int, Place] | None = None,
    amend: Callable[[Outline], object] | None = None,
) -> Outline:
    """Return the outline of `document`. Every line ends up in the outline or in a warning.

    `series_names` are the existing series: a series named in the title before the first colon is returned in their
    spelling. `pins` maps line numbers to places set by an editor; everything else is read around them, and pins for
    missing lines are ignored. `amend` changes the outline before it is checked. Raises `Unreadable` (`no-title`,
    `too-many-lines`).
    """
    document, statements = take_statements(document)
    canonical = read_canonical(document) if document.format == "text" and not pins else None
    outline = canonical or _read_freely(_pinned(document, pins or {}), series_names)
    give_statements(outline, statements)
    without_numbers(outline, is_kept=canonical is not None)
    if amend:
        amend(outline)
    outline.series = _series(outline.title, series_names)
    told = [*document.warnings, *outline.warnings, *check_outline(outline, document.claims)]
    doubts = doubts_about(outline)
    outline.doubts = [warning.message for warning in doubts]
    outline.confidence = confidence_of(outline)
    outline.warnings = doubts + sorted(dict.fromkeys(told), key=lambda warning: warning.line)
    return outline


def _pinned(document: Document, pins: Mapping[int, Place]) -> Document:
    lines = [
        replace(line, meant=pins[line.number]) if line.number in pins and line.role is not Role.BLANK else line
        for line in document.lines
    ]
    return replace(document, lines=lines)


def _series(title: str, names: Collection[str]) -> str | None:
    opening, colon, _ = re.sub("：", ":", title).partition(":")
    spelled = opening.strip().casefold()
    return next((name for name in names if name.strip().casefold() == spelled), None) if colon else None


def _read_freely(document: Document, series_names: Collection[str]) -> Outline:
    lines = list(document.lines)
    if sum(1 for line in lines if line.role is not Role.BLANK) > MOST_LINES:
        raise Unreadable(
            "too-many-lines",
            f"It has more than {MOST_LINES:,} lines, which is more than a snapshot can have.",
        )
    lines, warnings, read_more = _without_surroundings(document)
    lines, closings = _take_closings(lines)
    below = _below_closings(lines, closings)
    lines = [line for line in lines if line not in below]
    warnings += [not_taken(line.number, line.text.strip(), "it stands below the lines that close it") for line in below]
    lines, told = read_tables(lines)
    warnings += told
    parts = make_parts(lines)
    wrapping = Wrapping(parts, document.format in TEXT_FORMATS)
    if wrapping.width:
        parts = make_parts(join_dated_bylines(lines, wrapping.width))
        wrapping = Wrapping(parts, is_text=True, width=wrapping.width)
    first = _title_index(parts, series_names)
    places = _two_readings(parts, wrapping, first)
    outline = assemble(parts, places, wrapping)
    outline.warnings = warnings + outline.warnings
    _give_closings(outline, closings)
    _give_addresses(outline, read_more)
    for section in outline.sections:
        for article in section.articles:
            _part_byline(article, outline.warnings)
    without_byline(outline)
    outline.places = _places_of(document, parts, places, closings)
    return outline


def _without_surroundings(document: Document) -> tuple[list[Line], list[Warning], dict[int, str]]:
    """Return the lines without boilerplate, contents and navigation; warnings; and each "Read more" link's target."""
    lines = list(document.lines)
    warnings: list[Warning] = []
    links: dict[int, str] = {}

    def navigation(lines: list[Line]) -> tuple[list[Line], list[Warning]]:
        kept, told, found = drop_navigation(lines)
        links.update(found)
        return kept, told

    drops = [drop_boilerplate] if document.format != "html" else []
    for drop in [*drops, drop_colophon, drop_contents, navigation]:
        kept, told = drop([line for line in lines if not line.meant])
        lines = with_meant(kept, lines)
        warnings += told
    return lines, warnings, links


def _two_readings(parts: list[Part], wrapping: Wrapping, first: int | None) -> list[Placed]:
    """Return the places of a second reading, which uses the habits and names found by the first."""
    is_sure = first is not None
    start = first or 0
    weights = Weights(parts, wrapping)
    places = first_reading(parts, wrapping, weights, start, is_sure)
    read = list(zip(parts, places, strict=True))
    labels = Counter(part.text for part, placed in read if placed.place is Place.LABEL)
    bylines = Counter(part.text for part, placed in read if placed.place is Place.BYLINE)
    names = frozenset(
        name.casefold()
        for text, count in bylines.items()
        if byline_cost(text) < 1 and count > labels[text]
        for name in split_byline(text).names
    )
    places = find_places(parts, wrapping, weights.knowing(names), start, habits_of(places), is_sure).places
    if all(placed.place is not Place.TITLE for placed in places):
        at = next((at for at, placed in enumerate(places) if placed.place is Place.ARTICLE), 0)
        shown = parts[at].text[:60]
        raise Unreadable("no-title", f"No title was found: the first thing in it is the article “{shown}”.")
    return places


def _places_of(
    document: Document, parts: list[Part], places: list[Placed], closings: list[tuple[str, Line]]
) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = {line.number: [] for line in document.lines if line.role is not Role.BLANK}
    for part, placed in zip(parts, places, strict=True):
        found.setdefault(part.line, []).append(placed.place)
    for kind, line in closings:
        found.setdefault(line.number, []).append(Place.PDF if kind == "pdf" else Place.COVERAGE)
    return {number: made or [Place.OTHER] for number, made in found.items()}


def _title_index(parts: list[Part], series_names: Collection[str]) -> int | None:
    """Return the index of the title if it is certain, else None.

    It is certain if an editor pinned it, if it is the only level 1 heading above the first article, or if it is the
    first line that starts with the name of a series.
    """
    if not parts:
        raise Unreadable("no-title", "No title was found: it has no lines that could be one.")
    pinned = next((index for index, part in enumerate(parts) if part.meant is Place.TITLE), None)
    if pinned is not None:
        return pinned
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
    if parts[0].kind is not Kind.TEXT and not parts[0].meant:
        shown = parts[0].text[:60]
        raise Unreadable("no-title", f"No title was found: the first thing in it is “{shown}”.")
    return None


def _take_closings(lines: list[Line]) -> tuple[list[Line], list[tuple[str, Line]]]:
    """Remove the PDF and coverage lines from `lines`, anywhere in the document, also if wrapped over two lines."""
    kept: list[Line] = []
    closings: list[tuple[str, Line]] = []
    index = 0
    while index < len(lines):
        line, text = lines[index], lines[index].text.strip()
        following = lines[index + 1] if index + 1 < len(lines) else None
        kind = read_closing(text) if line.role is not Role.HEADING else None
        spans = split_closing(text)
        if line.meant:
            kind = {Place.PDF: "pdf", Place.COVERAGE: "coverage"}.get(line.meant)
            spans = spans if kind else []
        if len(spans) > 1:
            for start, end in spans:
                part = cut(text, line.html, start, end)
                links = (
                    tuple(link for link in line.links if link.text in part.text) if len(line.links) > 1 else line.links
                )
                closings.append((read_closing(part.text), replace(line, text=part.text, html=part.html, links=links)))
        elif kind:
            closings.append((kind, line))
        elif (
            spans
            and _is_begun(text)
            and following
            and following.role is Role.TEXT
            and read_closing(_both(text, following))
        ):
            joined = replace(line, text=_both(text, following), links=line.links + following.links)
            closings.append((read_closing(joined.text), joined))
            index += 1
        else:
            kept.append(line)
        index += 1
    return kept, closings


def _below_closings(lines: list[Line], closings: list[tuple[str, Line]]) -> list[Line]:
    """Return the lines below the last closing line, if no article follows that line."""
    last = max((line.number for _, line in closings), default=0)
    above = [line for line in lines if line.number < last]
    below = [line for line in lines if line.number > last and line.role is not Role.BLANK]
    has_article = any(line.role is Role.BULLET or read_date(line.text) for line in above)
    if not last or not has_article or any(line.meant for line in below):
        return []
    # Dates alone are a list of other articles ("You may also like"); with points it is an article of the snapshot.
    has_points = any(line.role is Role.BULLET or read_bullet(line.text.strip()) for line in below)
    had_points = any(line.role is Role.BULLET or read_bullet(line.text.strip()) for line in above)
    return [] if has_points or (not had_points and any(read_date(line.text) for line in below)) else below


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
    """Give articles whose title has no link the target of the "Read more" link inside them."""
    articles = [article for section in outline.sections for article in section.articles]
    for number, url in read_more.items():
        above = [article for article in articles if article.line <= number]
        if above and above[-1].url is None:
            above[-1].url = url


def _part_byline(article: ArticleOutline, warnings: list[Warning]) -> None:
    """Move "by Jane Roe" from the end of a title to the byline if the article has no other byline."""
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
