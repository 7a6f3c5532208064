"""Clean up text: one kind of space, no invisible characters, NFC."""

import re
import unicodedata

from text.prose import nfc, printable

# Scripts whose spelling needs joiners: Arabic, Syriac, N'Ko and the Indic and South-East Asian ones.
JOINING = "\u0600-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u18af\ua840-\uaaff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
STRAY_JOINER = re.compile(
    f"(?<![{JOINING}\u2190-\u2bff\ufe0f\U0001f000-\U0001faff\u200c\u200d])[\u200c\u200d]+|(?<=[\u200c\u200d])[\u200c\u200d]+"
)
DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c\u2066-\u2069]+")
# A run this long is not text, and normalizing it takes quadratic time (UAX #15, Stream-Safe Text).
LONG_RUN = re.compile(r"[^\w\s]{64,}")
MARKS_KEPT = 30

INVISIBLE = [0xAD, 0x34F, 0x115F, 0x1160, 0x180E, 0x200B, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF, 0xFFFC]
INVISIBLE += [
    *range(0x206A, 0x2070),
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
]
SPACES = [0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]
# Only Latin print ligatures. NFKC would also turn ² into 2, ½ into 1⁄2 and … into three dots.
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# Control characters in this row are Windows quotes and dashes that were decoded as ISO-8859-1.
WINDOWS = {code: bytes([code]).decode("cp1252", errors="ignore") for code in range(0x80, 0xA0)}
TABLE = WINDOWS | dict.fromkeys(INVISIBLE) | dict.fromkeys(SPACES, " ") | LIGATURES
NEWLINES = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")


def one_kind_of_newline(text: str) -> str:
    """Return `text` with all line ends as newlines. Keeps form feeds."""
    return NEWLINES.sub("\n", text)


def clean(text: str) -> str:
    """Return `text` in NFC with one kind of newline and space, ligatures as letters, and no invisible characters.

    Keeps form feeds, tabs and newlines. Never changes curly quotes, dashes or spelling. Idempotent.
    """
    if text.isascii():
        return _without_controls(one_kind_of_newline(text))
    text = one_kind_of_newline(text).translate(TABLE)
    if not RIGHT_TO_LEFT.search(text):
        text = DIRECTION_MARKS.sub("", text)
    text = _without_controls(text)
    return nfc(LONG_RUN.sub(_thinned, STRAY_JOINER.sub("", text)))


def squeezed(text: str) -> str:
    """Return `text` cleaned and on one line, with single spaces and none at the ends."""
    return " ".join(clean(text).split())


def quoted(text: str, length: int = 60) -> str:
    """Return the first words of `text` in quotation marks, for a message."""
    words = squeezed(text[: length * 8])
    return f"“{words}”" if len(words) <= length else f"“{words[:length].rsplit(' ', 1)[0]} …”"


def _without_controls(text: str) -> str:
    return "\f".join(printable(part) for part in text.split("\f"))


def _thinned(run: re.Match) -> str:
    kept, marks = [], 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MARKS_KEPT:
            kept.append(character)
    return "".join(kept)
