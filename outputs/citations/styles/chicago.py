"""The Chicago Manual of Style, 18th edition: notes and bibliography.

A note names up to two authors, a bibliography entry up to six. A work without personal authors is listed under its
institution, which is also named as the publisher. Report titles are in italics, titles of periodical articles in
quotation marks.
"""

from outputs.citations.cited import Cited, Name
from outputs.citations.styles.phrases import (
    Formatted,
    Phrase,
    american,
    closed,
    formatted,
    in_quotes,
    italic,
    joined,
    sentence,
    sentences,
    without_period,
    words,
)

MOST_LISTED, LISTED_OF_MORE = 6, 3
MOST_IN_NOTE = 2


def entry(work: Cited) -> Formatted:
    day = american(work.issued) if work.issued else "n.d."
    if work.is_in_periodical:
        where = [in_quotes(work.title, "."), words(work.edition_words), _periodical(work, day)]
    else:
        published = joined([words(work.publisher), words(day)], ", ")
        where = [italic(work.title), words(work.series), words(work.edition_words), published]
    return sentences(words(_listed(work.authors)), *where, words(_accessed(work)), words(work.link))


def note(work: Cited) -> Formatted:
    """Return the full note, without its number."""
    day = american(work.issued) if work.issued else "n.d."
    authors, edition = words(_in_note(work.authors)), words(work.edition_words.replace("E", "e", 1))
    if work.is_in_periodical:
        named = joined([authors, in_quotes(work.title, ",")], ", ")
        more = joined([edition, _periodical(work, day)], ", ")
    else:
        more = joined([words(work.series), edition], ", ")
        own = closed(italic(without_period(work.title)), ",") if more else italic(work.title)
        named = joined([authors, own], ", ")
        more = [*more, *words(" (" if more else "("), *joined([words(work.publisher), words(day)], ", "), *words(")")]
    named = joined([named, more], " ")
    return formatted(sentence(joined([named, words(_accessed(work).replace("A", "a", 1)), words(work.link)], ", ")))


def _periodical(work: Cited, day: str) -> Phrase:
    volume = f" {work.volume}" if work.volume else ""
    issue = f", no. {work.issue}" if work.issue else ""
    return [*italic(work.series), *words(f"{volume}{issue} ({day})")]


def _accessed(work: Cited) -> str:
    """Return the access date of an undated work. Chicago doesn't ask for one if the work has a date."""
    return f"Accessed {american(work.accessed)}" if work.accessed and not work.issued else ""


def _listed(authors: tuple[Name, ...]) -> str:
    if not authors:
        return ""
    names = [authors[0].inverted, *(name.natural for name in authors[1:])]
    if len(names) > MOST_LISTED:
        return f"{', '.join(names[:LISTED_OF_MORE])}, et al."
    return ", ".join([*names[:-1], f"and {names[-1]}"]) if len(names) > 1 else names[0]


def _in_note(authors: tuple[Name, ...]) -> str:
    names = [name.natural for name in authors]
    return f"{names[0]} et al." if len(names) > MOST_IN_NOTE else " and ".join(names)
