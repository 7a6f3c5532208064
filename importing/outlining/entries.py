"""Split lines with several parts: "Jane Roe | May 3, 2025", "Title — Jane Roe, May 3, 2025"."""

import re
from dataclasses import replace

from importing.lines import Place
from importing.outlining.bylines import PREFIX, byline_cost, is_lower
from importing.outlining.cutting import cut
from importing.outlining.dates import PREFIX as PUBLISHED
from importing.outlining.dates import find_date, read_date
from importing.outlining.part import Kind, Part
from importing.outlining.volumes import read_volume

MOST_BESIDE = 40  # the text next to a date is a name, a place or a few words
SEPARATOR = re.compile(r"^[\s|,;:·•/،、，–—-]+|[\s|,;:·•/،、，–—(\[-]+$")
MARKED = re.compile(r"^\s*[|,;:·•/،、，–—-]|[|,;:·•/،、，–—(\[-]\s*$")
ON = re.compile(r"[\s,]+(?:on|published(?: on)?|posted(?: on)?)\s*:?\s*$", re.I)


def split_at_date(base: Part) -> list[Part] | None:
    """Split "Jane Roe | May 3, 2025", or a volume line with a date, in two. None for anything else."""
    span = find_date(base.text)
    if not span or base.is_heading:
        return None
    start, end = span
    before, after = base.text[:start], base.text[end:]
    if (opening := PUBLISHED.match(base.text)) and opening.end() == start:
        start, before = 0, ""
    if before.strip() and after.strip(" ).]"):
        return None
    is_first = not before.strip()
    rest = SEPARATOR.sub("", after if is_first else ON.sub("", before))
    date = read_date(base.text[start:end])
    if not date or not rest:
        return None
    volume = read_volume(rest)
    # "Tbilisi on May 3, 2025" may end a wrapped sentence, so without a separator only a sure byline is split off.
    is_marked = MARKED.search(after if is_first else ON.sub("", before)) or PREFIX.match(rest)
    is_aside = is_marked and len(rest) <= MOST_BESIDE and not is_lower(rest[0])
    if not volume and (entry := _entry(base, start if not is_first else 0)):
        return [*entry, replace(base, kind=Kind.DATE, text=base.text[start:end], date=date, links=(), is_cut=True)]
    if not volume and not is_aside and byline_cost(rest) > (2.5 if is_marked else 0.5):
        return None
    at = base.text.index(rest, end if is_first else 0)
    passage = cut(base.text, base.html, at, at + len(rest))
    kind = Kind.VOLUME if volume else Kind.TEXT
    words = replace(base, text=passage.text, html=passage.html, volume=volume, kind=kind)
    dated = replace(base, kind=Kind.DATE, text=base.text[start:end], date=date, links=())
    return [dated, replace(words, is_cut=True)] if is_first else [words, replace(dated, is_cut=True)]


BETWEEN = re.compile(r"\s+[–—|·-]\s+|\s*[,(（]\s*(?:by\s+)?|\s+by\s+", re.I)


def _entry(base: Part, end: int) -> list[Part] | None:
    """Split "Title — Jane Roe, " before a date into title and byline: at the end of the link, or at a sure name."""
    words = base.text[:end]
    linked = base.links[0].text if base.links and words.startswith(base.links[0].text) else ""
    signs = list(BETWEEN.finditer(words.rstrip(" ,(（|–—-")))
    found = next((sign for sign in signs if sign.start() == len(linked)), None) if linked else None
    for sign in [found] if found else signs:
        names = ON.sub("", SEPARATOR.sub("", words[sign.end() :]))
        if (
            sign.start()
            and names
            and byline_cost(names) < (1.5 if found else 0.5)
            and byline_cost(words[: sign.start()]) > 1
        ):
            title, byline = (
                _cut(base, 0, sign.start()),
                _cut(base, base.text.index(names, sign.end()), base.text.index(names, sign.end()) + len(names)),
            )
            return [title, replace(byline, is_cut=True, links=())]
    return None


def split_linked(base: Part) -> list[Part] | None:
    """Return the parts of a bullet that is a whole article: "Title (a link) — Jane Roe, May 3, 2025"."""
    span = find_date(base.text)
    if not span or span[0] < len(base.links[0].text) or base.text[span[1] :].strip(" )."):
        return None
    entry = _entry(base, span[0])
    date = read_date(base.text[span[0] : span[1]])
    if not entry or not date:
        return None
    return [*entry, replace(base, kind=Kind.DATE, text=base.text[span[0] : span[1]], date=date, links=(), is_cut=True)]


def split_known(base: Part, place: Place) -> list[Part] | None:
    """Return the parts of a line with a date that an editor called an article, byline or date, or None.

    Nothing but the date is checked, because the editor knows what the rest is.
    """
    span = find_date(base.text)
    date = read_date(base.text[span[0] : span[1]]) if span else None
    if not date or base.text[span[0] : span[1]] == base.text:
        return None
    start, end = span
    is_first = not base.text[:start].strip(" ([")
    rest = SEPARATOR.sub("", base.text[end:] if is_first else ON.sub("", base.text[:start]))
    dated = replace(base, kind=Kind.DATE, text=base.text[start:end], date=date, links=(), is_cut=not is_first)
    if place is Place.ARTICLE:
        return [*entry, dated] if not is_first and (entry := _entry(base, start)) else None
    if not rest:
        return [replace(dated, is_cut=False)]
    at = base.text.index(rest, end if is_first else 0)
    words = _cut(base, at, at + len(rest))
    return [dated, replace(words, is_cut=True)] if is_first else [words, dated]


def _cut(base: Part, start: int, end: int) -> Part:
    passage = cut(base.text, base.html, start, end)
    return replace(base, text=passage.text, html=passage.html)
