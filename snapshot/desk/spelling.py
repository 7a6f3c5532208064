"""Proper names in running text, and likely variant spellings. Only hints, because they may be two names."""

import re
import unicodedata

from text.folding import fold

CAPITAL = r"[^\W\d_a-z]"  # roughly an upper-case letter in any script; `names_in` checks more precisely
WORD = rf"{CAPITAL}[\w’']*"
DASHES = "-‐‑–—−"
COMPOUND = re.compile(rf"(?<!\w){WORD}(?:[{DASHES}]{WORD})*")
POSSESSIVE = re.compile(r"[’'](?:s)?$")
SHORTEST = 5  # letters: shorter words that sound alike are too often different words
# Variant Latin spellings of one sound. Applied to folded words, in this order.
SOUNDS = (
    ("kh", "g"), ("gh", "g"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("ph", "f"), ("tch", "c"), ("ch", "c"),
    ("ts", "c"), ("tz", "c"), ("y", "i"), ("w", "v"), ("ou", "u"), ("q", "k"),
)  # fmt: skip
TWICE = re.compile(r"(.)\1+")


def names_in(text: str) -> list[str]:
    """Return the capitalized words of `text`, compounds whole (Nagorno-Karabakh), and adjacent pairs of them."""
    found, before = [], None
    for piece in COMPOUND.finditer(text):
        name = POSSESSIVE.sub("", piece.group())
        if not name[0].isupper():
            before = None
            continue
        found.append(name)
        if before is not None and text[before.end() : piece.start()] == " ":
            found.append(f"{POSSESSIVE.sub('', before.group())} {name}")
        before = piece
    return found


def spelling_of(name: str) -> str:
    """Return a name's spelling, ignoring case and the kind of apostrophe."""
    return unicodedata.normalize("NFC", name).casefold().replace("’", "'")


def sound_of(name: str) -> str:
    """Return a key shared by a name's spellings: Pashinyan and Pashinian, Karabakh and Karabagh, with any dash."""
    sound = fold(name)
    if len(sound) < SHORTEST:
        return sound
    for letters, one in SOUNDS:
        sound = sound.replace(letters, one)
    return TWICE.sub(r"\1", sound)
