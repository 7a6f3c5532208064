"""Slugs: Unicode, NFC, never a dot."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from editorial.slugs import LENGTH, UnicodeSlugField, slug_for


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("After the Ceasefire: What’s Next?", "after-the-ceasefire-whats-next"),
        ("Version 2.0 of the U.S. Plan", "version-20-of-the-us-plan"),
        ("Հայաստան, Ադրբեջան", "հայաստան-ադրբեջան"),
        ("Cafe\u0301", "café"),
        ("…", "untitled"),
        ("--- _ ---", "untitled"),
    ],
)
def test_a_title_becomes_a_slug_in_its_own_script(title, slug):
    assert slug_for(title) == slug


@given(st.text(st.characters(), max_size=300))
def test_whatever_the_title_the_slug_is_one_that_the_field_takes(title):
    slug = slug_for(title)
    UnicodeSlugField().run_validators(slug)
    assert "." not in slug
    assert unicodedata.normalize("NFC", slug) == slug
    assert 0 < len(slug) <= LENGTH


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


@pytest.mark.parametrize(
    "slug", ["with.dot", "with/slash", "with space", "cafe\u0301", "new\nline", "nul\x00", "trailing\n"]
)
def test_the_field_refuses(slug):
    with pytest.raises(ValidationError):
        UnicodeSlugField().run_validators(slug)
