"""The public interface in its languages: nothing it says is left in English, and no catalog is out of date."""

import re
from functools import cache
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import ngettext

from articles.fields import FIELDS as ARTICLE_FIELDS
from dev.messages import LOCALE, catalog, languages, messages, plural_forms
from snapshot.fields import FIELDS as SNAPSHOT_FIELDS

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
COUNTS = {"%(number)s", "%(told)s"}  # a form for none, one or two may write the number out


@cache
def said() -> dict:
    return messages()


@pytest.fixture(params=languages())
def po(request) -> polib.POFile:
    return catalog(request.param)


def test_every_language_but_english_has_a_catalog():
    assert {*languages(), "en"} == set(dict(settings.LANGUAGES))


@pytest.mark.slow
def test_the_catalog_holds_all_that_is_said_and_nothing_else(po):
    assert {(entry.msgctxt, entry.msgid, entry.msgid_plural or None) for entry in po} == {
        (message.context, message.text, message.plural) for message in said().values()
    }, "make messages"


def test_all_of_it_is_translated(po):
    assert [entry.msgid for entry in po if entry.fuzzy or not entry.translated()] == []
    counted = [entry for entry in po if entry.msgid_plural]
    assert all(len(entry.msgstr_plural) == plural_forms(po) for entry in counted)


def test_a_comparison_names_each_field_in_the_readers_language(po):
    labels = {str(field.label) for fields in (ARTICLE_FIELDS, SNAPSHOT_FIELDS) for field in fields if field.label}
    assert labels - {entry.msgid for entry in po} == set()


def test_translations_name_what_the_original_names(po):
    wrong = []
    for entry in po:
        named = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            found = set(PLACEHOLDER.findall(text))
            may_lack = COUNTS if entry.msgid_plural else set()
            if found - named or named - found - may_lack:
                wrong.append((entry.msgid, text))
    assert wrong == []


def test_the_compiled_catalog_is_the_written_one(po):
    compiled = polib.mofile(str(Path(po.fpath).with_suffix(".mo")))
    assert {_told(entry) for entry in compiled} == {_told(entry) for entry in po}


def _told(entry) -> tuple:
    return entry.msgctxt, entry.msgid, entry.msgid_plural, entry.msgstr, tuple(entry.msgstr_plural.values())


def test_french_has_its_spaces_and_its_quotation_marks():
    texts = [text for entry in catalog("fr") for text in (entry.msgstr, *entry.msgstr_plural.values())]
    assert [
        text
        for text in texts
        if re.search(r"[^\u00a0\u202f(\d]:(?!//)|[^\u00a0\u202f];|[^\u00a0\u202f][?!]|'|“", _words(text))
    ] == []


def _words(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text).removeprefix(":")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "لا مقالات"),
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (11, "11 مقالًا"),
        (100, "100 مقال"),
        (103, "103 مقالات"),
    ],
)
def test_arabic_counts_in_six_forms(count, words):
    with translation.override("ar"):
        assert ngettext("%(number)s article", "%(number)s articles", count) % {"number": count} == words


def test_french_counts_none_as_one():
    with translation.override("fr"):
        assert [ngettext("%(number)s article", "%(number)s articles", n) % {"number": n} for n in (0, 1, 2)] == [
            "0 article", "1 article", "2 articles"
        ]  # fmt: skip


def test_the_catalogs_lie_where_django_looks():
    assert settings.LOCALE_PATHS == [LOCALE]
