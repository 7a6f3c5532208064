"""RIS for EndNote, Zotero and Mendeley (specification of 2011): one tag and value per line, UTF-8, CRLF.

An article in a periodical is JOUR. What has no type is RPRT, not ELEC: a report has an institution (PB), a series (T2)
and an edition (ET), and an institution may be its author; a web page has none of these. M3 is the type of work, and SN
the number of a report. Funders and the license are notes, because RIS has no tags for them.
"""

from collections.abc import Iterable, Iterator

from outputs.citations.cited import Cited, CitedAs
from outputs.citations.keys import keyed

TYPES = {CitedAs.REPORT: "RPRT", CitedAs.HEARING: "HEAR", CitedAs.DATASET: "DATA", "": "RPRT"}


def pieces(works: Iterable[Cited]) -> Iterator[str]:
    """Yield the works as a RIS file, one at a time. No value contains a line break; `Cited` rules that out."""
    for number, (key, work) in enumerate(keyed(works)):
        yield ("\r\n" if number else "") + _record(work, key)


def write(works: Iterable[Cited]) -> str:
    return "".join(pieces(works))


def _record(work: Cited, key: str) -> str:
    lines = [
        ("TY", "JOUR" if work.is_in_periodical else TYPES.get(work.cited_as, "ELEC")),
        ("ID", key),
        *(("AU", name.inverted) for name in work.authors),
        ("TI", work.title),
        ("T2", work.series),
        ("PB", work.publisher),
        ("PY", f"{work.issued:%Y}" if work.issued else ""),
        ("DA", f"{work.issued:%Y/%m/%d}" if work.issued else ""),
        ("M3", work.kind),
        ("SN", work.number),
        ("VL", "" if work.number else work.volume),
        ("IS", "" if work.number else work.issue),
        ("ET", f"{work.edition}" if work.edition > 1 else ""),
        ("DO", work.doi),
        ("UR", work.url),
        ("Y2", f"{work.accessed:%Y/%m/%d}" if work.accessed else ""),
        ("LA", work.language),
        ("AB", work.abstract),
        ("N1", work.edition_words if work.is_corrected else ""),
        *(("N1", f"Funding: {words}") for words in work.funders),
        ("N1", f"License: {work.license}" if work.license else ""),
        *(("KW", word) for word in work.keywords),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"
