"""Whether an edition can be typeset at all. Pages link only to files that can be made.

Only reads the fonts' tables and typesets nothing. The answer is cached per record version. Fonts are read once per
process, so after a font change the answer changes on restart, as the files do.
"""

from collections.abc import Callable, Iterable

from outputs.pdf.faces import missing
from outputs.pdf.page_data import Absolute
from outputs.source import Source
from record.kinds import kind_named
from record.organization import organization
from record.record_version import cached

MOST_HELD = 10_000


def has_pdf(source: Source, absolute: Absolute, notes: Iterable[str] = ()) -> bool:
    """Return whether the fonts have every character of the edition's PDF.

    `notes` are those of earlier corrections, which the PDF may print.
    """
    sheets = kind_named(source.name).pdf_data
    return not missing(list(notes)) and _can_be_set(source, "pdf", lambda: sheets(source, absolute, source.live_from))


def has_card(source: Source) -> bool:
    """Return whether the fonts have every character of the edition's card picture."""
    return _can_be_set(source, "card", lambda: kind_named(source.name).card_data(source))


def _can_be_set(source: Source, form: str, sheet: Callable[[], dict]) -> bool:
    return _has_all(source, "content", lambda: _all_of(source)) or _has_all(source, form, sheet)


def _has_all(source: Source, what: str, data: Callable[[], dict]) -> bool:
    known = cached("characters that fonts have", dict)
    key = (source.digest, what)
    if key not in known:
        if len(known) >= MOST_HELD:
            known.clear()
        known[key] = not missing(data())
    return known[key]


def _all_of(source: Source) -> dict:
    """Return a superset of the text in any file: if the fonts have all of it, the exact data need not be built."""
    publisher = organization()
    return {"work": source.work, "part": source.part, "house": [publisher.name, publisher.short_name]}
