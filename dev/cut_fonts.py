# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools[woff]==4.60.1"]
# ///
"""python -m uv run dev/cut_fonts.py: subsets the web fonts of static/fonts/ and writes static/css/fonts.css.

The families come from npm (FAMILIES). A face is a weight or a range of weights of a family at one optical size. It is
split into one file per group of characters, so that a browser downloads only what a page needs. The fallbacks are
system fonts scaled to our fonts' width, measured with English letter frequencies, so that nothing moves when the web
font arrives.
"""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

STATIC = Path(__file__).resolve().parent.parent / "static"
FAMILIES = {
    "literata": ("@fontsource-variable/literata@5.3.0", "literata-{}-standard-{}.woff2"),
    "libre-franklin": ("@fontsource-variable/libre-franklin@5.3.0", "libre-franklin-{}-wght-{}.woff2"),
}
# name: (source family, style, CSS family, CSS font-weight, axes)
FACES = {
    "literata-text": ("literata", "normal", "Literata", "400", {"opsz": 16, "wght": 400}),
    "literata-bold": ("literata", "normal", "Literata", "600", {"opsz": 16, "wght": 600}),
    "literata-italic": ("literata", "italic", "Literata", "400", {"opsz": 16, "wght": 400}),
    "literata-display": ("literata", "normal", "Literata Display", "500", {"opsz": 32, "wght": 500}),
    "libre-franklin": ("libre-franklin", "normal", "Libre Franklin", "400 600", {"wght": (400, 600)}),
}
# name: (source subset, characters). English; European names; everything else as needed.
GROUPS = {
    "latin": (
        "latin",
        "20-7E,A0-FF,131,152-153,2BB-2BC,2C6,2DA,2DC,2010-2015,2018-201A,201C-201E,2020-2022,2026,202F,2032-2033,"
        "2039-203A,2044,20AC,2122,2190-2193,2212",
    ),
    "names": (
        "latin-ext",
        "100-107,10C-113,116-11B,11E-11F,122-123,12A-12B,12E-130,136-137,139-13E,141-148,14C-14D,150-151,154-15B,"
        "15E-165,16A-16B,16E-173,178-17E,18F,218-21B,259",
    ),
    "latin-ext": (
        "latin-ext",
        "108-10B,114-115,11C-11D,120-121,124-129,12C-12D,132-135,138,13F-140,149-14B,14E-14F,15C-15D,166-169,16C-16D,"
        "174-177,17F-18E,190-217,21C-258,25A-2AF,2BD-2C5,1E00-1E9F,1EF2-1EFF,20A0-20AB,20AD-20C0,2C60-2C7F,A720-A7FF",
    ),
    "cyrillic": ("cyrillic", "301,400-45F,490-491,4B0-4B1,2116"),
    "cyrillic-ext": ("cyrillic-ext", "460-48F,492-4AF,4B2-52F,1C80-1C8A,2DE0-2DFF,A640-A69F,FE2E-FE2F"),
    "greek": ("greek", "370-377,37A-37F,384-38A,38C,38E-3A1,3A3-3FF"),
}
FEATURES = ["kern", "mark", "mkmk", "liga", "ccmp", "locl"]
# Letters of these groups appear between letters from other files, and kerning does not work across files.
ALONE = {"names": ["ccmp", "locl"], "latin-ext": ["mark", "mkmk", "ccmp", "locl"]}
PAIRS = 2  # the type of GPOS lookups that hold kerning
UNUSED = ["vhea", "vmtx", "VVAR", "VORG", "STAT"]  # for vertical text and for menus of styles
LEAST_KERNING = 11  # thousandths of an em: less than that is under a fifth of a pixel in running text, and not seen
KEPT_NAMES = [0]  # copyright
# Letter frequencies in English text, per about 1,200 letters, from Norvig's count of the Google Books corpus (2012).
ENGLISH = dict(zip("etaoinsrhldcumfpgwybvk ", (125, 93, 80, 76, 76, 72, 65, 63, 51, 41, 38, 33, 27, 25, 24, 21, 19, 17,
                                               17, 15, 11, 5, 190), strict=True))  # fmt: skip


def main() -> None:
    """Download and subset the fonts, and write the files."""
    for old in (STATIC / "fonts").glob("*.woff2"):
        old.unlink()
    rules = ["/* Written by dev/cut_fonts.py. A browser fetches only the files whose characters a page uses. */"]
    with tempfile.TemporaryDirectory() as folder:
        for name, (package, _files) in FAMILIES.items():
            subprocess.run(["npm", "pack", "--silent", package, "--pack-destination", folder], check=True)
            with tarfile.open(next(Path(folder).glob(f"*{name}*.tgz"))) as packed:
                packed.extractall(Path(folder) / name, filter="data")
        for group, (subset, characters) in GROUPS.items():
            rules += [
                rule for name in FACES if (rule := write(Path(folder), name, group, subset, characters)) is not None
            ]
    (STATIC / "css" / "fonts.css").write_text("\n".join(rules) + "\n", encoding="utf-8")


def write(folder: Path, name: str, group: str, subset: str, characters: str) -> str | None:
    """Write one file; return its CSS rule, or None if the family has no such characters."""
    family, style, called, weight, axes = FACES[name]
    source = folder / family / "package" / "files" / FAMILIES[family][1].format(subset, style)
    if not source.exists():
        return None
    font = read_again(instantiateVariableFont(TTFont(source, recalcTimestamp=False), axes))
    options = Options()
    options.layout_features, options.hinting, options.notdef_outline = ALONE.get(group, FEATURES), False, True
    options.drop_tables += UNUSED
    options.name_IDs = KEPT_NAMES
    cutter = Subsetter(options)
    cutter.populate(unicodes=codes(characters))
    cutter.subset(font)
    drop_slight_kerning(font)
    font.flavor = "woff2"
    file = STATIC / "fonts" / f"{name}-{group}.woff2"
    font.save(file)
    print(f"{file.name:<36} {file.stat().st_size:>6} bytes  average {average(font):.4f} em")
    ranges = ",".join(f"U+{each}" for each in characters.split(","))
    return (
        f'@font-face {{ font-family: "{called}"; font-style: {style}; font-weight: {weight}; font-display: swap; '
        f'src: url("../fonts/{file.name}") format("woff2"); unicode-range: {ranges}; }}'
    )


def read_again(font: TTFont) -> TTFont:
    """Return the font as parsed from its bytes, because some tables are complete only after serialization."""
    written = io.BytesIO()
    font.flavor = None
    font.save(written)
    return TTFont(io.BytesIO(written.getvalue()), recalcTimestamp=False)


def drop_slight_kerning(font: TTFont) -> None:
    """Set kerning below LEAST_KERNING to zero, which compresses better: a quarter of these files is kerning."""
    least = LEAST_KERNING * font["head"].unitsPerEm / 1000
    for value in kerning_values(font):
        if abs(getattr(value, "XAdvance", 0)) < least:
            value.XAdvance = 0


def kerning_values(font: TTFont) -> Iterator[object]:
    """Yield what moves the first glyph of each pair, or pair of classes, that has a value."""
    lookups = font["GPOS"].table.LookupList.Lookup if "GPOS" in font and font["GPOS"].table.LookupList else []
    for table in (table for lookup in lookups for table in lookup.SubTable):
        pairs = getattr(table, "ExtSubTable", table)
        if pairs.LookupType != PAIRS:
            continue
        if pairs.Format == 1:
            yield from (each.Value1 for every in pairs.PairSet for each in every.PairValueRecord if each.Value1)
        else:
            yield from (each.Value1 for row in pairs.Class1Record for each in row.Class2Record if each.Value1)


def codes(characters: str) -> set[int]:
    """Return the code points of CSS unicode ranges without their U+."""
    ends = [each.split("-") for each in characters.split(",")]
    return {code for each in ends for code in range(int(each[0], 16), int(each[-1], 16) + 1)}


def average(font: TTFont) -> float:
    """Return the average width of English letters, in em. A fallback's size-adjust is our average over its own."""
    glyphs, units = font.getBestCmap(), font["head"].unitsPerEm
    known = {letter: often for letter, often in ENGLISH.items() if ord(letter) in glyphs}
    total = sum(often * font["hmtx"][glyphs[ord(letter)]][0] for letter, often in known.items())
    return total / sum(known.values()) / units if known else 0


if __name__ == "__main__":
    main()
