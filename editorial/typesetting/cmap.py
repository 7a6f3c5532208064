"""Which characters a font file has (OpenType 1.9, table “cmap”, formats 4 and 12: every font we ship has one)."""

import struct
from pathlib import Path

UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}  # platform and encoding of subtables that map Unicode


def characters(path: Path) -> set[int]:
    """Return the code points that the font at `path` has a glyph for; of a collection, those of its first font.

    Raises ValueError where it is no TrueType or OpenType font.
    """
    font = path.read_bytes()
    try:
        start = struct.unpack_from(">I", font, 12)[0] if font[:4] == b"ttcf" else 0
        count = struct.unpack_from(">H", font, start + 4)[0]
        tables = (struct.unpack_from(">4sIII", font, start + 12 + 16 * n) for n in range(count))
        at = {tag: offset for tag, _, offset, _ in tables}[b"cmap"]
        return _subtables(font, at)
    except (struct.error, KeyError):
        raise ValueError(f"{path.name} is no TrueType or OpenType font.") from None


def _subtables(font: bytes, at: int) -> set[int]:
    found: set[int] = set()
    for n in range(struct.unpack_from(">H", font, at + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", font, at + 4 + 8 * n)
        if (platform, encoding) in UNICODE:
            form = struct.unpack_from(">H", font, at + offset)[0]
            found |= {4: _segments, 12: _groups}.get(form, lambda font, at: set())(font, at + offset)
    return found


def _segments(font: bytes, at: int) -> set[int]:
    """Return what a subtable of format 4 maps: segments of the first 65,536 code points."""
    half = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{half}H", font, at + 14 + 2 * half * n + (2 if n else 0)) for n in range(4)
    )
    found = set()
    for n, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if ranges[n]:
                place = at + 16 + 6 * half + 2 * n + ranges[n] + 2 * (code - first)
                glyph = struct.unpack_from(">H", font, place)[0]
            if glyph and (glyph + deltas[n]) % 65536:
                found.add(code)
    return found


def _groups(font: bytes, at: int) -> set[int]:
    """Return what a subtable of format 12 maps: groups of code points."""
    found: set[int] = set()
    for n in range(struct.unpack_from(">I", font, at + 12)[0]):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * n)
        found.update(range(first, min(last, 0x10FFFF) + 1))
    return found
