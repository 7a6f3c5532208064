"""The Publication Manual of the American Psychological Association, 7th edition: the reference list.

Lists up to twenty authors; of more, the first nineteen and the last. Omits the publisher if it is the author. Keeps the
title's capitals: only its author could tell which ones sentence case would keep.
"""

import unicodedata

from outputs.citations.cited import Cited, Name
from outputs.citations.styles.phrases import (
    MONTHS,
    Formatted,
    Phrase,
    formatted,
    italic,
    joined,
    sentence,
    title,
    words,
)

MOST_LISTED = 20


def entry(work: Cited) -> Formatted:
    authors = words(_listed(work.authors))
    lead = [sentence(authors), sentence(words(_day(work))), sentence(_title(work))]
    if not authors:
        lead = [lead[2], lead[1]]
    publisher = "" if [name.literal for name in work.authors] == [work.publisher] else work.publisher
    place = _periodical(work) if work.is_in_periodical else words(publisher)
    return formatted(joined([*lead, sentence(place), words(_link(work))], " "))


def _title(work: Cited) -> Phrase:
    more = "; ".join(part for part in ("" if work.is_in_periodical else work.series, work.edition_words) if part)
    named = title(work.title) if work.is_in_periodical else italic(work.title)
    return [*named, *words(f" ({more})")] if more else named


def _periodical(work: Cited) -> Phrase:
    volume, issue = italic(work.volume), words(f"({work.issue})" if work.issue else "")
    return joined([italic(work.series), [*volume, *issue]], ", ")


def _day(work: Cited) -> str:
    return f"({work.issued.year}, {MONTHS[work.issued.month - 1]} {work.issued.day})" if work.issued else "(n.d.)"


def _link(work: Cited) -> str:
    """Return the link without a final period, which readers would take as part of it."""
    if not work.accessed or work.issued or work.doi:
        return work.link
    read = work.accessed
    return f"Retrieved {MONTHS[read.month - 1]} {read.day}, {read.year}, from {work.link}"


def _listed(authors: tuple[Name, ...]) -> str:
    names = [_name(name) for name in authors]
    if len(names) > MOST_LISTED:
        return f"{', '.join(names[: MOST_LISTED - 1])}, . . . {names[-1]}"
    return ", ".join([*names[:-1], f"& {names[-1]}"]) if len(names) > 1 else "".join(names)


def _name(name: Name) -> str:
    return name.literal or ", ".join(part for part in (name.family, initials(name.given), name.suffix) if part)


def initials(given: str) -> str:
    """Return “J.-P. M.” for “Jean-Paul Marie”. A word in a script without letter case is not shortened."""
    return " ".join(
        "-".join(_initial(part) for part in word.split("-") if part) for word in given.replace(".", ". ").split()
    )


def _initial(word: str) -> str:
    first = next((at for at, sign in enumerate(word) if sign.isalpha()), None)
    if first is None or unicodedata.category(word[first]) not in {"Lu", "Ll", "Lt"}:
        return word
    end = first + 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    return f"{word[first:end]}."
