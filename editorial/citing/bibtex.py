"""BibTeX, as both classic BibTeX and biblatex read it: UTF-8, one entry after another.

An article in a periodical is @article. Anything else is @techreport, which both know; its `type` is the series, so
that “Strategic Snapshot” is printed where a style would otherwise say “Technical Report”.
"""

import re
from collections.abc import Iterable, Iterator

from editorial.citing.cited import Cited, Name
from editorial.citing.keys import keyed

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A brace is counted by BibTeX even behind a backslash, so it is written by name.
SPECIAL = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}", **{sign: f"\\{sign}" for sign in "$&%#_"},
    "\0": "{}",  # set between the signs of a ligature
}  # fmt: skip
ESCAPED = str.maketrans(SPECIAL)
# What TeX would print as one other sign: dashes, quotation marks, turned ? and !.
LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[?!])(?=`)|(?<=<)(?=<)|(?<=>)(?=>)|(?<=,)(?=,)")
MAYBE_LIGATURE = re.compile("[-'`?!<>,][-'`<>,]")  # quick to tell that there is none
SIGNS = re.compile("[\\\\{}~^$&%#_\0]")
LANGUAGES = {
    "ar": "arabic", "az": "azerbaijani", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "fa": "persian", "fr": "french", "he": "hebrew", "hy": "armenian", "it": "italian", "ka": "georgian",
    "kk": "kazakh", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "tr": "turkish",
    "uk": "ukrainian",
}  # fmt: skip


def pieces(works: Iterable[Cited]) -> Iterator[str]:
    """Yield the works as a BibTeX file, one after another."""
    for number, (key, work) in enumerate(keyed(works)):
        yield ("\n" if number else "") + _entry(work, key)


def write(works: Iterable[Cited]) -> str:
    """Return the works as a BibTeX file."""
    return "".join(pieces(works))


def _entry(work: Cited, key: str) -> str:
    kind = "article" if work.is_in_periodical else "techreport"
    lines = "".join(f"  {name} = {value},\n" for name, value in _fields(work).items() if value not in ("", "{}"))
    return f"@{kind}{{{key},\n{lines}}}\n"


def _fields(work: Cited) -> dict[str, str]:
    braced = "{{{}}}".format
    published = work.publisher and braced(escaped(work.publisher))
    place = (
        {"journal": braced(escaped(work.series)), "volume": braced(escaped(work.volume)),
         "number": braced(escaped(work.issue)), "publisher": published}
        if work.is_in_periodical
        else {"type": braced(escaped(work.series or "Report")), "institution": published}
    )  # fmt: skip
    return {
        "author": braced(" and ".join(map(_name, work.authors))),
        # Braced whole: no style changes a capital, and the title is printed as it is.
        "title": braced(braced(escaped(work.title))),
        **place,
        "year": braced(work.issued.year) if work.issued else "",
        "month": MONTHS[work.issued.month - 1] if work.issued else "",
        "date": braced(work.issued.isoformat()) if work.issued else "",  # biblatex alone keeps the day
        "note": braced(escaped(work.edition_words)),
        "doi": braced(_verbatim(work.doi)),
        "url": braced(_verbatim(work.url)),
        "urldate": braced(work.accessed.isoformat()) if work.accessed else "",
        "langid": braced(LANGUAGES.get(work.language.partition("-")[0].lower(), "")),
        "abstract": braced(escaped(work.abstract)),
        "keywords": braced(", ".join(_kept_whole(word, ",") for word in work.keywords)),
    }


def escaped(text: str) -> str:
    """Return `text` so that TeX prints it as it is."""
    if MAYBE_LIGATURE.search(text):
        text = LIGATURES.sub("\0", text)
    return text.translate(ESCAPED) if SIGNS.search(text) else text


def _name(name: Name) -> str:
    if name.literal:
        return f"{{{escaped(name.literal)}}}"
    parts = (name.family, name.suffix, name.given) if name.suffix else (name.family, name.given)
    return ", ".join(_kept_whole(part, ",", " and ") for part in parts)


def _kept_whole(text: str, *cuts: str) -> str:
    """Return `text` escaped, in braces where BibTeX would cut it."""
    return f"{{{escaped(text)}}}" if any(cut in f" {text.lower()} " for cut in cuts) else escaped(text)


def _verbatim(address: str) -> str:
    """Return an address as fields hold it that TeX reads sign by sign: nothing escaped, no brace or space."""
    return re.sub(r"[{}\\\s]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), address)
