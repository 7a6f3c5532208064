"""Names spelt two ways."""

import pytest

from snapshot.desk.spelling import names_in, sound_of
from tests import make
from tests.snapshot.desk.sound import codes, only, place_of, public, sound

pytestmark = pytest.mark.django_db


@pytest.mark.slow
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russia–Azerbaijan Ties Fray", "Why Russia-Azerbaijan Trade Grew"),
        ("Nagorno-Karabakh Today", "Life in Nagorno Karabakh"),
        ("Pashinyan Resigns", "What Pashinian Wants"),
        ("Karabakh Today", "The Karabagh Question"),
        ("Türkiye Votes", "Gas for Turkiye"),
        ("Aliyev in Baku", "Whom Aliev Trusts"),
    ],
)
def test_one_name_spelt_two_ways(one, other):
    snapshot = sound(sections={"One": [public(one), public(other)]})
    assert "spelled" in only(snapshot, "two-spellings").message


@pytest.mark.slow
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Georgia Votes", "The Georgian Vote"),
        ("Georgia’s Gas", "Gas for Georgia"),
        ("Baku’s Choice", "The Choice of Baku's Mayor"),
        ("NATO Expands", "What Nato Wants"),
        ("Iran Waits", "Iraq Builds"),
        ("Prime Minister Speaks", "Prime Movers"),
    ],
)
def test_two_names_are_not_one_spelt_two_ways(one, other):
    assert "two-spellings" not in codes(sound(sections={"One": [public(one), public(other)]}))


def test_bylines_and_points_are_compared_with_each_other():
    by_one = public("Gas", authors=[make.author("Lusine Hakobyan")])
    by_other = public("Peat", points=["As Hakobian wrote.", "More."])
    assert only(sound(sections={"One": [by_one, by_other]}), "two-spellings")


def test_the_finding_is_about_the_rarer_spelling():
    articles = [public("Karabakh One"), public("Why Karabakh Matters"), public("From Karabagh")]
    snapshot = sound(sections={"One": articles})
    found = only(snapshot, "two-spellings")
    assert (found.about, found.message) == (
        place_of(snapshot, 2),
        "“Karabagh” is spelled “Karabakh” elsewhere in this snapshot.",
    )


def test_names_are_capitalized_words_compounds_and_pairs():
    assert names_in("Where Nagorno-Karabakh stands, iPhone says; Ilham Aliyev’s way") == [
        "Where", "Nagorno-Karabakh", "Where Nagorno-Karabakh", "Ilham", "Aliyev", "Ilham Aliyev",
    ]  # fmt: skip


def test_short_words_are_compared_letter_by_letter():
    assert sound_of("Gyw") == "gyw"
