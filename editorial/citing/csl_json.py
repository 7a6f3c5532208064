"""CSL-JSON 1.0.2, as citeproc processors, Zotero and pandoc read it."""

import json
from collections.abc import Iterable, Iterator
from datetime import date

from editorial.citing.cited import Cited, Name
from editorial.citing.keys import keyed

_json = json.JSONEncoder(ensure_ascii=False).encode


def pieces(works: Iterable[Cited]) -> Iterator[str]:
    """Yield the works as a CSL-JSON file, one after another: a list, whatever their number."""
    before = "["
    for key, work in keyed(works):
        # A line for each variable. (Asked to indent, Python's encoder takes three times as long.)
        lines = (f'    "{name}": {_json(value)}' for name, value in item(work, key).items())
        yield f"{before}\n  {{\n" + ",\n".join(lines) + "\n  }"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def write(works: Iterable[Cited]) -> str:
    """Return the works as a CSL-JSON file."""
    return "".join(pieces(works))


def item(work: Cited, key: str) -> dict:
    """Return the work as one item; variables that would be empty are left out."""
    container = "container-title" if work.is_in_periodical else "collection-title"
    values = {
        "id": key,
        "type": work.type,
        "title": work.title,
        "author": [_name(name) for name in work.authors],
        "issued": _day(work.issued),
        "accessed": _day(work.accessed),
        container: work.series,
        "publisher": work.publisher,
        "volume": work.volume,
        "issue": work.issue,
        "edition": f"{work.edition}" if work.edition > 1 else "",
        "note": work.edition_words if work.is_corrected else "",
        "DOI": work.doi,
        "URL": work.url,
        "language": work.language,
        "abstract": work.abstract,
        "keyword": ", ".join(work.keywords),
    }
    return {name: value for name, value in values.items() if value}


def _name(name: Name) -> dict[str, str]:
    values = {"literal": name.literal, "family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in values.items() if value}


def _day(day: date | None) -> dict | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None
