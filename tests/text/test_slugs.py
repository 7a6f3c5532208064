"""Slugs: Unicode, NFC, never a dot, never empty, words apart."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from text.slugs import LENGTH, MOST_BYTES, UnicodeSlugField, cut, hyphenated, slug_for

# Pieces of many scripts: marks, joiners, what separates and what is not seen, as well as plain letters.
PIECES = st.sampled_from(
    [*"abcÉİßﬁ1½_-–—/.&:·‧•…、。「」？!'’\"“”", "क्ष", "\u094d", "\u0301", "\u200c", "\u200d", "\u00ad", "\u200b", "\ufe0f", "น้ำ",
     "می", "\u0640", "\u3164", "한", "習", "🚢", " ", "\ud800", "\uffff", "صה״ל"]
)  # fmt: skip
TITLES = st.text(st.characters(), max_size=300) | st.lists(PIECES, max_size=200).map("".join)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("After the Ceasefire: What’s Next?", "after-the-ceasefire-whats-next"),
        ("Version 2.0 of the U.S. Plan", "version-2-0-of-the-us-plan"),
        ("Հայաստան, Ադրբեջան", "հայաստան-ադրբեջան"),
        ("Cafe\u0301", "café"),
        ("…", "untitled"),
        ("--- _ ---", "untitled"),
        ("🚢", "untitled"),
        ("\u3164", "untitled"),  # a Hangul filler: a letter that nobody sees
    ],
)
def test_a_title_becomes_a_slug_in_its_own_script(title, slug):
    assert slug_for(title) == slug


@pytest.mark.parametrize("sign", [*" –—‑/\\.&:;·‧•・…、。，：？！!?|+=_~()[]<>«»„“”″@#%*§"])
def test_whatever_separates_words_for_a_reader_is_one_hyphen(sign):
    assert slug_for(f"Ports{sign}Rails") == slug_for(f"{sign}Ports {sign}{sign} Rails{sign}") == "ports-rails"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Norland’s 'Own' L’Énergie d'Europe", "norlands-own-lénergie-deurope"),
        ("Пам’ять", "память"),
        ('צה״ל צה"ל', "צהל-צהל"),
        ("The E.U., the U.S.A. and J.P. Morgan", "the-eu-the-usa-and-jp-morgan"),
        ("1,200,000 Tons, 12,5 Percent", "1200000-tons-12-5-percent"),
        ("Co\u00adop Re\u200bport", "coop-report"),
        ("العـــربية", "العربية"),
        ("⚓️ 1️⃣ CO₂", "1-co2"),
        ("İlham Əliyev", "ilham-əliyev"),
    ],
)
def test_what_belongs_to_a_word_does_not_part_it(title, slug):
    assert slug_for(title) == slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("हिन्दी में बन्दरगाह", "हिन्दी-में-बन्दरगाह"),
        ("বাংলার বন্দর", "বাংলার-বন্দর"),
        ("น้ำท่วม: ท่าเรือ", "น้ำท่วม-ท่าเรือ"),
        ("ຂໍ້ມູນ", "ຂໍ້ມູນ"),
        ("தமிழ் துறைமுகம்", "தமிழ்-துறைமுகம்"),
        ("שָׁלוֹם", unicodedata.normalize("NFC", "שָׁלוֹם")),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian is misspelled without it
        ("ශ්\u200dරී ලංකා", "ශ්\u200dරී-ලංකා"),  # and so is Sri Lanka
        ("Po\u200crts\u200d an\u200dd", "ports-and"),  # where no script needs them
    ],
)
def test_vowel_signs_and_the_joiners_that_a_script_needs_stay(title, slug):
    assert slug_for(title) == slug
    UnicodeSlugField().run_validators(slug)


@given(TITLES)
def test_whatever_the_title_the_slug_is_one_that_the_field_takes(title):
    slug = slug_for(title)
    UnicodeSlugField().run_validators(slug)
    UnicodeSlugField().formfield().clean(slug)
    assert "." not in slug
    assert "_" not in slug
    assert unicodedata.normalize("NFC", slug) == slug
    assert 0 < len(slug) <= LENGTH
    assert len(slug.encode()) <= MOST_BYTES


@given(TITLES)
def test_a_slug_is_its_own_slug_and_begins_no_word_with_a_mark(title):
    slug = slug_for(title)
    assert slug_for(slug) == slug
    assert all(word and unicodedata.category(word[0])[0] != "M" for word in slug.split("-"))


@given(st.lists(st.text("abcéšжωհ習ठ", min_size=1, max_size=5), min_size=1, max_size=5))
def test_as_many_words_as_the_title_has_the_slug_has(words):
    assert len(slug_for(" – ".join(words)).split("-")) == len(words)


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=200), st.integers(0, 30))
def test_a_taken_slug_gets_the_next_number_and_still_fits(title, count):
    taken: set[str] = set()
    for _ in range(count + 1):
        slug = slug_for(title, taken.__contains__)
        assert slug not in taken
        taken.add(slug)
    assert all(len(slug) <= LENGTH for slug in taken)


def test_numbers_begin_with_two():
    assert slug_for("Same", {"same", "same-2"}.__contains__) == "same-3"


def test_a_long_title_is_cut_at_a_word():
    slug = slug_for("winter " * 60)
    assert set(slug.split("-")) == {"winter"}
    assert len(slug) > 100


@pytest.mark.parametrize("letter", ["習", "कि", "क्षे", "น้ำ", "한", "ශ්\u200dරී"])
def test_a_long_title_without_spaces_is_cut_at_a_letter_as_readers_see_it(letter):
    slug = slug_for(letter * 100)
    assert set(slug.split(letter)) == {""}
    assert MOST_BYTES - len(letter.encode()) <= len(slug.encode()) <= MOST_BYTES


def test_a_short_word_before_a_very_long_one_is_not_all_that_is_kept():
    assert len(slug_for("新 " + "習" * 100)) > 50


@given(TITLES, st.integers(1, 100), st.integers(12, 100))
def test_what_is_cut_is_the_beginning(title, length, size):
    whole = hyphenated(title)
    short = cut(whole, length, size)
    assert whole.startswith(short)
    assert len(short) <= length
    assert len(short.encode()) <= size
    assert bool(short) == bool(whole)


@pytest.mark.parametrize(
    "slug",
    ["with.dot", "with/slash", "with space", "cafe\u0301", "new\nline", "nul\x00", "trailing\n", "a\u200db", "-\u093f", ""],
)  # fmt: skip
def test_the_field_refuses(slug):
    with pytest.raises(ValidationError):
        UnicodeSlugField().clean(slug, None)


def test_a_slug_is_no_longer_than_asked():
    assert len(slug_for("winter " * 60, length=100)) <= 100


@pytest.mark.django_db
@pytest.mark.parametrize("made", [make.article, make.snapshot, make.author, make.topic, make.series])
def test_nothing_is_saved_without_an_address(made):
    with pytest.raises(IntegrityError), transaction.atomic():
        made("Another", slug="")


@pytest.mark.parametrize("slug", ["Old_Address", "two--hyphens", "հարավային-կովկաս", "12"])
def test_the_field_takes_what_was_published_before(slug):
    UnicodeSlugField().clean(slug, None)
