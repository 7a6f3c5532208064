"""CSL-JSON 1.0.2, the format of citeproc processors, Zotero and pandoc."""

import json
from collections.abc import Iterable, Iterator
from datetime import date

from outputs.citations.cited import Cited, Name
from outputs.citations.keys import keyed

_json = json.JSONEncoder(ensure_ascii=False).encode


def pieces(works: Iterable[Cited]) -> Iterator[str]:
    """Yield the works as a CSL-JSON file, one at a time. The file is always a list."""
    before = "["
    for key, work in keyed(works):
        # One line per variable. Python's own `indent` takes three times as long.
        lines = (f'    "{name}": {_json(value)}' for name, value in item(work, key).items())
        yield f"{before}\n  {{\n" + ",\n".join(lines) + "\n  }"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def write(works: Iterable[Cited]) -> str:
    return "".join(pieces(works))


def item(work: Cited, key: str) -> dict:
    """Return the work as one CSL item without its empty variables."""
    container = "container-title" if work.is_in_periodical else "collection-title"
    values = {
        "id": key,
        "type": work.type,
        "title": work.title,
        "author": [_name(name) for name in work.authors],
        "issued": _day(work.issued),
        "accessed": _day(work.accessed),
        "genre": work.kind,
        container: work.series,
        "publisher": work.publisher,
        "number": work.number,
        "volume": "" if work.number else work.volume,
        "issue": "" if work.number else work.issue,
        "edition": f"{work.edition}" if work.edition > 1 else "",
        "note": work.edition_words if work.is_corrected else "",
        "DOI": work.doi,
        "URL": work.url,
        "language": work.language,
        "abstract": work.abstract,
        "keyword": ", ".join(work.keywords),
        "custom": _custom(work),
    }
    return {name: value for name, value in values.items() if value}


def _custom(work: Cited) -> dict:
    """Return what CSL has no variables for; programs keep `custom` as it is."""
    values = {"funders": list(work.funders), "license": work.license}
    return {name: value for name, value in values.items() if value}


def _name(name: Name) -> dict[str, str]:
    values = {"literal": name.literal, "family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in values.items() if value}


def _day(day: date | None) -> dict | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None
