import shutil

import pytest

from outputs.pdf import faces
from outputs.pdf.faces import SHIPPED, families, missing


def test_every_font_is_named_beside_its_license():
    told = (SHIPPED / "README.md").read_text()
    for path in SHIPPED.glob("*.ttf"):
        family, _, style = path.stem.partition("-")
        assert family in told, path.name
        assert f"-{style}`" in told, path.name
    assert len(list(SHIPPED.glob("*.LICENSE.txt"))) == 3
    assert sum(path.stat().st_size for path in SHIPPED.glob("*.ttf")) < 8_000_000


@pytest.mark.parametrize("text", [
    "Azərbaycan, Türkiye, Łódź, naïveté", "Հայաստան, և", "საქართველო", "Россия, Абхазия: Аҧсны, Ӏ", "Ελλάδα, ὁ λόγος",
    "السلام عليكم، ١٢٣", "فارسی گچپژ", "עברית", "€ ₼ ₾ £ → ≤ ∑ ✓ ①", "👩‍👩‍👧 🇦🇲 ❤️ 1️⃣", "soft\u00adhyphen\u200bzero", "e\u0301 x\u0304",
])  # fmt: skip
def test_the_scripts_of_the_house_are_covered(text):
    assert missing({"text": [text]}) == []


def test_what_no_font_has_is_listed_once_as_it_first_comes():
    assert missing({"a": ["漢字 and ไท"], "b": {"c": "字漢 \ue000"}}) == ["漢", "字", "ไ", "ท", "\ue000"]


def test_addresses_are_not_printed_and_may_hold_anything():
    assert missing([{"href": "https://example.org/漢", "url": "/漢/", "text": "here"}]) == []


def test_a_text_in_arabic_script_has_its_own_font_first():
    assert families("ar")["serif"][0] == families("fa")["serif"][0] == "Noto Naskh Arabic"
    assert families("he")["sans"][0] == "Noto Serif Hebrew"
    assert families("en")["serif"][0] == families("az")["serif"][0] == "Literata"


def test_every_family_that_is_asked_for_is_there():
    known = set(faces.faces().fonts.families())
    assert {name for tag in ("en", "ar", "he") for names in families(tag).values() for name in names} == known


def test_an_operators_fonts_are_tried_after_ours(tmp_path, settings, monkeypatch):
    shutil.copy(SHIPPED / "NotoEmoji-Regular.ttf", tmp_path / "own.ttf")
    settings.PDF_FONTS = str(tmp_path)
    monkeypatch.setattr(faces, "SIGNS", [name for name in faces.SIGNS if name != "Noto Emoji"])
    assert families("en")["sans"][-1] == "Noto Emoji"
    assert faces.faces().files[-1] == tmp_path / "own.ttf"


def test_a_file_that_is_no_font_is_passed_over(tmp_path, settings):
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    settings.PDF_FONTS = str(tmp_path)
    assert missing({"text": "Words and 漢"}) == ["漢"]
