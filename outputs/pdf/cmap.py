"""The characters in a font file (OpenType 1.9, table “cmap”, formats 4 and 12; every shipped font has one of them)."""

import struct
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}  # platform and encoding of the subtables that map Unicode


def characters(path: Path) -> frozenset[int]:
    """Return the code points that the font at `path` has glyphs for. Of a collection, reads the first font.

    Raises ValueError if it is not a TrueType or OpenType font.
    """
    try:
        with path.open("rb") as font:
            return _of_table(_table(font))
    except (struct.error, KeyError):
        raise ValueError(f"{path.name} is no TrueType or OpenType font.") from None


def _table(font: BinaryIO) -> bytes:
    """Return the table “cmap” without reading the rest of the file, which may be large."""
    head = font.read(16)
    font.seek(struct.unpack_from(">I", head, 12)[0] if head[:4] == b"ttcf" else 0)
    count = struct.unpack_from(">H", font.read(12), 4)[0]
    places = {tag: (offset, size) for tag, _, offset, size in struct.iter_unpack(">4sIII", font.read(16 * count))}
    offset, size = places[b"cmap"]
    font.seek(offset)
    return font.read(size)


@lru_cache(maxsize=16)  # a family's weights share the same table and are read one after another
def _of_table(table: bytes) -> frozenset[int]:
    found: set[int] = set()
    for n in range(struct.unpack_from(">H", table, 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * n)
        if (platform, encoding) in UNICODE:
            form = struct.unpack_from(">H", table, offset)[0]
            found |= {4: _segments, 12: _groups}.get(form, lambda table, at: set())(table, offset)
    return frozenset(found)


def _segments(table: bytes, at: int) -> set[int]:
    """Return the code points in a format 4 subtable: segments of the first 65,536 code points."""
    half = struct.unpack_from(">H", table, at + 6)[0] // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{half}H", table, at + 14 + 2 * half * n + (2 if n else 0)) for n in range(4)
    )
    found = set()
    for n, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if ranges[n]:
                place = at + 16 + 6 * half + 2 * n + ranges[n] + 2 * (code - first)
                glyph = struct.unpack_from(">H", table, place)[0]
            if glyph and (glyph + deltas[n]) % 65536:
                found.add(code)
    return found


def _groups(table: bytes, at: int) -> set[int]:
    """Return the code points in a format 12 subtable: groups of code points."""
    found: set[int] = set()
    for n in range(struct.unpack_from(">I", table, at + 12)[0]):
        first, last, _ = struct.unpack_from(">III", table, at + 16 + 12 * n)
        found.update(range(first, min(last, 0x10FFFF) + 1))
    return found
