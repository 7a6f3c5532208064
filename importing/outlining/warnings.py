"""The warnings about an outline as sentences for editors. Each quotes the words it is about."""

from importing.lines import Warning
from importing.outlining.bylines import Byline

DROPPED = {
    "honorific": "The title “{words}” in the byline “{byline}” was left out; the name stays as written.",
    "degree": "The degree “{words}” in the byline “{byline}” was left out; the name stays as written.",
    "mark": "The mark “{words}” in the byline “{byline}” was left out.",
    "credit": "“{words}” in the byline “{byline}” names no author and was left out.",
    "affiliation": "“{words}” in the byline “{byline}” was taken for an affiliation and left out.",
}
KEPT = {
    "name-capitals": "The name “{words}” is written in capitals and was kept so.",
    "name-order": "“{words}” may be a name with the last name first; it was kept as written.",
}


def not_taken(line: int, words: str, why: str = "it has no place in a snapshot") -> Warning:
    """Return the warning that `words` are not in the outline."""
    return Warning("not-taken", line, f"“{words}” was not taken over: {why}.")


def about_byline(byline: Byline, line: int, text: str) -> list[Warning]:
    """Return a warning for everything dropped from a byline, or kept although it looks unusual."""
    told = [
        Warning(f"{code}-dropped", line, DROPPED[code].format(words=words, byline=text))
        for code, words in byline.dropped
    ]
    return told + [Warning(code, line, KEPT[code].format(words=words)) for code, words in byline.notes]
