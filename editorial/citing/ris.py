"""RIS, as EndNote, Zotero and Mendeley read it (specification of 2011): a tag and a value a line, UTF-8, CRLF.

An article in a periodical is JOUR. Anything else is RPRT and not ELEC: a report has an institution (PB), a series
(T2) and an edition (ET), which a web page has not, and an institution may be its author.
"""

from collections.abc import Iterable, Iterator

from editorial.citing.cited import Cited
from editorial.citing.keys import keyed


def pieces(works: Iterable[Cited]) -> Iterator[str]:
    """Yield the works as a RIS file, one after another. No value can break a line: `Cited` holds none that does."""
    for number, (key, work) in enumerate(keyed(works)):
        yield ("\r\n" if number else "") + _record(work, key)


def write(works: Iterable[Cited]) -> str:
    """Return the works as a RIS file."""
    return "".join(pieces(works))


def _record(work: Cited, key: str) -> str:
    lines = [
        ("TY", "JOUR" if work.is_in_periodical else "RPRT"),
        ("ID", key),
        *(("AU", name.inverted) for name in work.authors),
        ("TI", work.title),
        ("T2", work.series),
        ("PB", work.publisher),
        ("PY", f"{work.issued:%Y}" if work.issued else ""),
        ("DA", f"{work.issued:%Y/%m/%d}" if work.issued else ""),
        ("VL", work.volume),
        ("IS", work.issue),
        ("ET", f"{work.edition}" if work.edition > 1 else ""),
        ("DO", work.doi),
        ("UR", work.url),
        ("Y2", f"{work.accessed:%Y/%m/%d}" if work.accessed else ""),
        ("LA", work.language),
        ("AB", work.abstract),
        ("N1", work.edition_words if work.is_corrected else ""),
        *(("KW", word) for word in work.keywords),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"
