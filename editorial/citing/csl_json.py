"""CSL-JSON 1.0.2, as citeproc processors, Zotero and pandoc read it."""

import json
from collections.abc import Sequence
from datetime import date

from editorial.citing.cited import Cited, Name
from editorial.citing.keys import keys_for


def write(works: Sequence[Cited]) -> str:
    """Return the works as a CSL-JSON file: a list, whatever their number."""
    items = [item(work, key) for work, key in zip(works, keys_for(works), strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


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
