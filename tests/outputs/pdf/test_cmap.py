from pathlib import Path

import pytest

from outputs.pdf.cmap import characters
from outputs.pdf.faces import SHIPPED


def test_a_fonts_characters_are_those_it_has_glyphs_for():
    found = characters(SHIPPED / "Literata-Regular.ttf")
    assert set(map(ord, "Aəğ–“Жω")) <= found
    assert not set(map(ord, "漢กا")) & found


def test_characters_beyond_the_first_plane_are_read_too():
    assert ord("🇦") in characters(SHIPPED / "NotoEmoji-Regular.ttf")


@pytest.mark.parametrize(
    "content", [b"", b"OTTO", b"not a font at all, but long enough to be read as one", b"\x00" * 40]
)
def test_what_is_no_font_is_told_so(tmp_path, content):
    path = Path(tmp_path / "font.ttf")
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"font\.ttf is no TrueType"):
        characters(path)
