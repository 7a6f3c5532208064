"""Names in running text, and when two of them are one name spelt two ways. For asking: it may be two names."""

import re
import unicodedata

from editorial.folding import fold

CAPITAL = r"[^\W\d_a-z]"  # roughly an upper-case letter in any script: `names_in` looks closer
WORD = rf"{CAPITAL}[\w’']*"
DASHES = "-‐‑–—−"
COMPOUND = re.compile(rf"(?<!\w){WORD}(?:[{DASHES}]{WORD})*")
POSSESSIVE = re.compile(r"[’'](?:s)?$")
SHORTEST = 5  # letters: what sounds alike and is shorter is too often another word
# How one sound is written in Latin letters by one house and by another. Applied to folded words, in this order.
SOUNDS = (
    ("kh", "g"), ("gh", "g"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("ph", "f"), ("tch", "c"), ("ch", "c"),
    ("ts", "c"), ("tz", "c"), ("y", "i"), ("w", "v"), ("ou", "u"), ("q", "k"),
)  # fmt: skip
TWICE = re.compile(r"(.)\1+")


def names_in(text: str) -> list[str]:
    """Return the capitalized words of `text`, compounds whole (Nagorno-Karabakh), and pairs of them side by side."""
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
    """Return a name as it is spelt, its case and its kind of apostrophe left aside."""
    return unicodedata.normalize("NFC", name).casefold().replace("’", "'")


def sound_of(name: str) -> str:
    """Return what the spellings of one name share: Pashinyan and Pashinian, Karabakh and Karabagh, with any dash."""
    sound = fold(name)
    if len(sound) < SHORTEST:
        return sound
    for letters, one in SOUNDS:
        sound = sound.replace(letters, one)
    return TWICE.sub(r"\1", sound)
