"""The MLA Handbook, 9th edition: the list of works cited.

Of three or more authors it names the first. An institution that is both author and publisher is named only as
publisher; periodicals have no publisher. The edition follows the title; a report's series ends the entry.
"""

from datetime import date

from outputs.citations.cited import Cited, Name
from outputs.citations.styles.phrases import Formatted, in_quotes, italic, joined, sentences, words

MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def entry(work: Cited) -> Formatted:
    is_its_own = not work.is_in_periodical and [name.literal for name in work.authors] == [work.publisher]
    authors = words("" if is_its_own else _listed(work.authors))
    title = in_quotes(work.title, ".") if work.is_in_periodical else italic(work.title)
    if work.is_in_periodical:
        volume, issue = (f"vol. {work.volume}" if work.volume else ""), (f"no. {work.issue}" if work.issue else "")
        place = [italic(work.series), words(volume), words(issue)]
    else:
        place = [words(work.publisher)]
    container = joined([*place, words(_day(work.issued)), words(work.link)], ", ")
    accessed = f"Accessed {_day(work.accessed)}" if work.accessed and not work.issued else ""
    series = "" if work.is_in_periodical else work.series
    return sentences(authors, title, words(work.edition_words), container, words(accessed), words(series))


def _day(day: date | None) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def _listed(authors: tuple[Name, ...]) -> str:
    if not authors:
        return ""
    first = authors[0].inverted
    if len(authors) > 2:
        return f"{first}, et al."
    return f"{first}, and {authors[1].natural}" if len(authors) == 2 else first
