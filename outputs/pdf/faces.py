"""The fonts: those shipped here and those in the folder PDF_FONTS. System fonts are never used."""

import hashlib
import json
import logging
import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

import typst
from django.conf import settings

from outputs.pdf import cmap
from web.languages import is_rtl

log = logging.getLogger(__name__)
SHIPPED = Path(__file__).resolve().parent / "fonts"
FONT_ENDINGS = {".ttf", ".otf", ".ttc", ".otc"}
DISPLAY = "Literata Display"
SERIF = ["Literata", "Noto Serif", "Noto Serif Armenian", "Noto Serif Georgian", "Noto Naskh Arabic"]
SANS = ["Libre Franklin", "Noto Sans", "Noto Sans Armenian", "Noto Sans Georgian", "Noto Sans Arabic"]
SIGNS = ["Noto Serif Hebrew", "Noto Sans Math", "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Emoji"]
# These scripts have their own digits and punctuation, so their fonts come first in texts in these scripts.
ARABIC = {"serif": "Noto Naskh Arabic", "display": "Noto Naskh Arabic", "sans": "Noto Sans Arabic"}
HEBREW = dict.fromkeys(("serif", "display", "sans"), "Noto Serif Hebrew")
# Fonts need no glyphs for joiners, separators and variation selectors (default ignorable, Unicode 16, 5.21).
UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}
VARIATIONS = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x1810), 0x34F, 0x115F, 0x1160, 0x3164}


class Faces:
    """The shipped fonts and those of one folder, read once per process."""

    def __init__(self, folder: str):
        self.folders = [SHIPPED, *([Path(folder)] if folder else [])]
        found = (path for each in self.folders for path in sorted(each.rglob("*")))
        self.files = [path for path in found if path.suffix.lower() in FONT_ENDINGS]
        self.fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=self.folders)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the bytes of all font files, in hexadecimal."""
        digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in self.files]
        return hashlib.sha256(json.dumps(digests).encode()).hexdigest()

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that at least one font has."""
        return frozenset().union(*map(_characters, self.files))

    @cached_property
    def own(self) -> list[str]:
        return [name for name in self.fonts.families() if name not in {*SERIF, *SANS, *SIGNS, DISPLAY}]


def _characters(path: Path) -> frozenset[int]:
    """Return the code points in a font file, or none for an invalid file, which typst skips too."""
    try:
        return cmap.characters(path)
    except (ValueError, OSError) as reason:
        log.warning("A file in the folder of fonts is not used: %s", reason)
        return frozenset()


def faces() -> Faces:
    return _faces(str(settings.PDF_FONTS))


@cache
def _faces(folder: str) -> Faces:
    return Faces(folder)


def families(language: str) -> dict[str, list[str]]:
    """Return the families for body text, titles and labels, each in fallback order.

    The operator's fonts come last, by name; for body text, those with “serif” in the name come first.
    """
    sans = [*SIGNS, *faces().own]
    serif = [*SIGNS, *sorted(faces().own, key=lambda name: "Serif" not in name)]
    lists = {"serif": [*SERIF, *serif], "display": [DISPLAY, *SERIF, *serif], "sans": [*SANS, *sans]}
    if is_rtl(language):
        first = HEBREW if language.lower().split("-")[0] in ("he", "yi") else ARABIC
        lists = {role: [first[role], *(name for name in names if name != first[role])] for role, names in lists.items()}
    return lists


def missing(data: object) -> list[str]:
    """Return the characters in the texts of `data` that no font has, each once, in order of appearance."""
    texts = [unicodedata.normalize("NFC", text) for text in _texts(data)]
    absent = {char for char in set().union(*texts) if not _is_settable(char)}
    return list(dict.fromkeys(char for text in texts if absent for char in text if char in absent))


def _is_settable(char: str) -> bool:
    if ord(char) in faces().characters or ord(char) in VARIATIONS or unicodedata.category(char) in UNSEEN:
        return True
    parts = unicodedata.normalize("NFD", char)  # the shaper decomposes a letter if the font has only its parts
    return parts != char and all(ord(part) in faces().characters for part in parts)


def _texts(data: object) -> Iterator[str]:
    """Yield the texts of `data` that are printed: everything except URLs."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in ("href", "url"):
                yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
