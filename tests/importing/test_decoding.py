"""Bytes and the text in them."""

import codecs

import pytest

from importing.lines import Unreadable
from importing.reading.decoding import decode

CYRILLIC = "Обзор рек и озёр\nАвтор Неизвестный\n- Первый пункт о мостах.\n- Второй пункт о дорогах."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", ["Rivers – and “lakes”\nAda Quill\n", CYRILLIC])
def test_unicode_is_read_in_every_form_without_a_warning(text, encoding):
    assert decode(text.encode(encoding)) == (text, [])


def test_big_endian_with_a_mark_is_read():
    assert decode(codecs.BOM_UTF16_BE + CYRILLIC.encode("utf-16-be"))[0] == CYRILLIC


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (CYRILLIC, "cp1251", "windows-1251"),
        (CYRILLIC, "koi8_r", "koi8-r"),
        ("“Quoted” words – São Tomé, El Niño", "cp1252", "windows-1252"),
        ("Příliš žluťoučký kůň, Łódź", "cp1250", "windows-1250"),
        ("Türkiye ile İran arasında yeni bir yol açıldı", "cp1254", "windows-1254"),
    ],
)
def test_other_encodings_are_guessed_with_a_warning_that_names_the_guess(text, encoding, name):
    found, warnings = decode(text.encode(encoding))
    assert (found, [warning.code for warning in warnings]) == (text, ["encoding"])
    assert name in warnings[0].message


def test_one_broken_byte_does_not_make_utf8_something_else():
    text, warnings = decode("“a” – é “b” – ö".encode() + b"\xff")
    assert text.startswith("“a” – é")
    assert warnings[0].code == "encoding"


def test_a_page_is_read_as_it_says():
    page = f'<meta charset="windows-1251"><p>{CYRILLIC}</p>'
    assert decode(page.encode("cp1251"), page=True) == (page, [])


def test_a_mark_counts_more_than_what_the_page_says():
    page = '<meta charset="windows-1251"><p>é</p>'
    assert decode(codecs.BOM_UTF8 + page.encode(), page=True)[0] == page


def test_a_page_in_utf8_that_says_otherwise_is_read_as_utf8_with_a_warning():
    text, warnings = decode('<meta charset="iso-8859-1"><p>“é”</p>'.encode(), page=True)
    assert "“é”" in text
    assert [warning.code for warning in warnings] == ["encoding"]


@pytest.mark.parametrize("name", ["zip", "idna", "unicode_escape", "nonsense", "utf-7"])
def test_a_page_cannot_ask_for_a_codec_that_is_no_writing(name):
    assert decode(f"<meta charset={name}><p>é</p>".encode(), page=True)[0].endswith("<p>é</p>")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(250)), b"\0" * 99]
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(Unreadable) as refusal:
        decode(data)
    assert refusal.value.code == "not-text"
