"""HTML → Document: the page as readers see it, its metadata separately, and reports of what was dropped."""

from collections.abc import Iterable
from itertools import groupby

from importing.lines import Document, Unreadable, Warning
from importing.reading.cleaning import quoted
from importing.reading.shortcodes import without_shortcodes
from importing.reading.web.blocks import Report
from importing.reading.web.claims import claims_of
from importing.reading.web.page_boilerplate import without_boilerplate
from importing.reading.web.pagelines import PageLines

MOST_TAGS = 220_000


def read_page(source: str) -> Document:
    """Return the lines of a web page, newsletter or exported document.

    A line's number is its position among all blocks of the page, including omitted ones. Raises Unreadable.
    """
    source, told_before = without_shortcodes(source, is_html=True)
    page = tag_lines(source)
    kept, warnings = without_boilerplate(page)
    notes = [block for block in kept if block.is_note]
    lines = [block.line for block in kept if not block.is_note]
    warnings += [
        Warning("footnote", note.line.number, f"A note was left out: {quoted(note.line.text)}.") for note in notes
    ]
    warnings += told_before + told(page.reports, len(page.blocks))
    claims = claims_of(page.title, page.metas, page.scripts)
    return Document("html", lines, sorted(warnings, key=lambda warning: warning.line), claims)


def tag_lines(source: str, is_fragment: bool = False) -> PageLines:
    """Return the blocks of HTML `source`. Raises Unreadable `too-large` if it has too many tags."""
    if source.count("<") > MOST_TAGS:
        raise Unreadable("too-large", f"It has more than {MOST_TAGS:,} tags; the limit protects the server.")
    return PageLines(source, is_fragment)


def told(reports: Iterable[Report], last: int) -> list[Warning]:
    """Return one warning per kind of report and line. `last` is the number of the last line."""
    warnings = []
    for (code, line), run in groupby(reports, key=lambda report: (report.code, min(report.line, last))):
        first, *others = run
        more = f" {len(others)} more of the kind stood there." if others else ""
        warnings.append(Warning(code, line, first.message + more))
    return warnings
