"""YAML front matter in Markdown (--- title: … ---)."""

import re

from importing.lines import Warning
from importing.reading.cleaning import quoted, squeezed
from importing.reading.web.claims import iso_date

FENCE = re.compile(r"---[ \t]*")
END = re.compile(r"(?:---|\.\.\.)[ \t]*")
PAIR = re.compile(r"([A-Za-z_][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
TAKEN = {"title": "title", "author": "authors", "authors": "authors", "date": "date", "published": "date"}
LONGEST = 200


def split_front_matter(text: str) -> tuple[dict[str, str], str, list[Warning]]:
    """Return the metadata claims, the text with the front matter blanked (line numbers stay), and warnings.

    Reads only plain values and plain lists, which doesn't justify a YAML parser.
    """
    lines = text.split("\n", LONGEST)
    end = next((at for at, line in enumerate(lines[1:LONGEST], start=1) if END.fullmatch(line)), 0)
    if not FENCE.fullmatch(lines[0]) or not end:
        return {}, text, []
    pairs = _pairs(lines[1:end])
    if pairs is None:
        return {}, text, []
    claims: dict[str, str] = {}
    others = []
    for name, values in pairs.items():
        key = TAKEN.get(name.lower())
        said = iso_date(values[0]) if key == "date" and values else "; ".join(filter(None, values))
        if key and said:
            claims.setdefault(key, said)
        else:
            others.append(f"{name}: {'; '.join(values)}")
    warnings = [Warning("front-matter", 1, f"Not taken over from the front matter: {quoted(' · '.join(others), 120)}.")]
    return claims, "\n".join([""] * (end + 1) + lines[end + 1 :]), warnings if others else []


def _pairs(lines: list[str]) -> dict[str, list[str]] | None:
    pairs: dict[str, list[str]] = {}
    values: list[str] = []
    for line in lines:
        if found := PAIR.fullmatch(line):
            values = pairs.setdefault(found[1], [])
            values += _values(found[2] or "")
        elif not line.strip() or line.lstrip().startswith("#"):
            continue
        elif pairs and line[0] in " \t-":
            item = line.strip().removeprefix("-").strip()
            named = PAIR.fullmatch(item)
            values += _values(named[2] or "" if named and named[1] == "name" else item)
        else:
            return None
    return pairs or None


def _values(source: str) -> list[str]:
    source = source.strip()
    if source.startswith("[") and source.endswith("]"):
        return [value for part in source[1:-1].split(",") for value in _values(part)]
    if source[:1] in ("'", '"') and source[-1:] == source[:1] and len(source) > 1:
        source = source[1:-1]
    return [squeezed(source)] if source.strip("|> ") else []
