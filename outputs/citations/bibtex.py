"""BibTeX that both classic BibTeX and biblatex read: UTF-8, one entry after another.

An article in a periodical is @article. A report is @techreport, which both support; its `type` is the type of
publication, or else the series, so styles print “Working paper” instead of “Technical Report”. Anything else is @misc.
"""

import re
from collections.abc import Iterable, Iterator

from outputs.citations.cited import Cited, Name
from outputs.citations.keys import keyed

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# BibTeX counts braces even after a backslash, so they are written by name.
SPECIAL = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}", **{sign: f"\\{sign}" for sign in "$&%#_"},
    "\0": "{}",  # separates the characters of a ligature
}  # fmt: skip
ESCAPED = str.maketrans(SPECIAL)
# Character pairs that TeX prints as one: dashes, quotation marks, inverted ? and !.
LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[?!])(?=`)|(?<=<)(?=<)|(?<=>)(?=>)|(?<=,)(?=,)")
MAYBE_LIGATURE = re.compile("[-'`?!<>,][-'`<>,]")  # a quick test before the slower pattern
SIGNS = re.compile("[\\\\{}~^$&%#_\0]")
LANGUAGES = {
    "ar": "arabic", "az": "azerbaijani", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "fa": "persian", "fr": "french", "he": "hebrew", "hy": "armenian", "it": "italian", "ka": "georgian",
    "kk": "kazakh", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "tr": "turkish",
    "uk": "ukrainian",
}  # fmt: skip


def pieces(works: Iterable[Cited]) -> Iterator[str]:
    for number, (key, work) in enumerate(keyed(works)):
        yield ("\n" if number else "") + _entry(work, key)


def write(works: Iterable[Cited]) -> str:
    return "".join(pieces(works))


def _entry(work: Cited, key: str) -> str:
    kind = "article" if work.is_in_periodical else "techreport" if work.is_report else "misc"
    lines = "".join(f"  {name} = {value},\n" for name, value in _fields(work).items() if value not in ("", "{}"))
    return f"@{kind}{{{key},\n{lines}}}\n"


def _fields(work: Cited) -> dict[str, str]:
    braced = "{{{}}}".format
    return {
        "author": braced(" and ".join(map(_name, work.authors))),
        # The extra braces keep styles from changing the title's capitals.
        "title": braced(braced(escaped(work.title))),
        **{name: braced(escaped(value)) for name, value in _place(work).items()},
        "year": braced(work.issued.year) if work.issued else "",
        "month": MONTHS[work.issued.month - 1] if work.issued else "",
        "date": braced(work.issued.isoformat()) if work.issued else "",  # only biblatex keeps the day
        "note": braced(escaped(work.edition_words)),
        "doi": braced(_verbatim(work.doi)),
        "url": braced(_verbatim(work.url)),
        "urldate": braced(work.accessed.isoformat()) if work.accessed else "",
        "langid": braced(LANGUAGES.get(work.language.partition("-")[0].lower(), "")),
        "abstract": braced(escaped(work.abstract)),
        "keywords": braced(", ".join(_protected(word, ",") for word in work.keywords)),
        "funding": braced(escaped("; ".join(work.funders))),
        "copyright": braced(escaped(work.license)),
    }


def _place(work: Cited) -> dict[str, str]:
    """Return where it appeared. The series is separate unless it stands for the type; only biblatex prints it then."""
    if work.is_in_periodical:
        return {
            "journal": work.series, "volume": work.volume, "number": work.issue, "publisher": work.publisher,
        }  # fmt: skip
    if work.is_report:
        kind = work.kind or work.series or "Report"
        return {
            "type": kind,
            "institution": work.publisher,
            "number": work.number,
            "series": work.series if work.kind else "",
        }
    return {
        "howpublished": ", ".join(filter(None, (work.kind, work.publisher))),
        "publisher": work.publisher,
        "series": work.series,
    }


def escaped(text: str) -> str:
    if MAYBE_LIGATURE.search(text):
        text = LIGATURES.sub("\0", text)
    return text.translate(ESCAPED) if SIGNS.search(text) else text


def _name(name: Name) -> str:
    if name.literal:
        return f"{{{escaped(name.literal)}}}"
    parts = (name.family, name.suffix, name.given) if name.suffix else (name.family, name.given)
    return ", ".join(_protected(part, ",", " and ") for part in parts)


def _protected(text: str, *cuts: str) -> str:
    """Return `text` escaped, in braces if it contains one of `cuts`, where BibTeX would split it."""
    return f"{{{escaped(text)}}}" if any(cut in f" {text.lower()} " for cut in cuts) else escaped(text)


def _verbatim(address: str) -> str:
    """Return a URL for fields that TeX reads verbatim: unescaped, but with braces, backslashes and spaces encoded."""
    return re.sub(r"[{}\\\s]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), address)
