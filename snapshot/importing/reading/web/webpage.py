"""HTML → Document: a page as its readers see it, its claims apart, what was dropped reported."""

from collections.abc import Iterable
from itertools import groupby

from snapshot.importing.lines import Document, Unreadable, Warning
from snapshot.importing.reading.cleaning import quoted
from snapshot.importing.reading.web.claims import claims_of
from snapshot.importing.reading.web.pagefurniture import without_furniture
from snapshot.importing.reading.web.pagelines import PageLines, Report

MOST_TAGS = 220_000


def read_page(source: str) -> Document:
    """Return the lines of a web page, newsletter or exported document.

    A line's number is its place among all blocks of the page, those left out included. Raises Unreadable.
    """
    page = tag_lines(source)
    kept, warnings = without_furniture(page)
    notes = [block for block in kept if block.is_note]
    lines = [block.line for block in kept if not block.is_note]
    warnings += [
        Warning("footnote", note.line.number, f"A note was left out: {quoted(note.line.text)}.") for note in notes
    ]
    warnings += told(page.reports, len(page.blocks))
    claims = claims_of(page.title, page.metas, page.scripts)
    return Document("html", lines, sorted(warnings, key=lambda warning: warning.line), claims)


def tag_lines(source: str, is_fragment: bool = False) -> PageLines:
    """Return the blocks of HTML `source`. Raises Unreadable `too-large` where it has too many tags to read."""
    if source.count("<") > MOST_TAGS:
        raise Unreadable("too-large", f"It has more than {MOST_TAGS:,} tags; the limit protects the server.")
    return PageLines(source, is_fragment)


def told(reports: Iterable[Report], last: int) -> list[Warning]:
    """Return one warning for reports of the same kind about the same line; `last` is the number of the last line."""
    warnings = []
    for (code, line), run in groupby(reports, key=lambda report: (report.code, min(report.line, last))):
        first, *others = run
        more = f" {len(others)} more of the kind stood there." if others else ""
        warnings.append(Warning(code, line, first.message + more))
    return warnings
