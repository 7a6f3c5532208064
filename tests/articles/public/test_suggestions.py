"""What is suggested while a reader types: only what is public, and where it leads finds something."""

import pytest
from django.http import QueryDict

from articles.public.filters import read_filter
from tests import make
from tests.make import NOON, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOW = later(hours=1)


@pytest.fixture(scope="module")
def archive(shared_site):
    """Publish one article, schedule one, and leave names that nothing public points at."""
    shared_site(build)


def build():
    caucasus = make.topic("South Caucasus", slug="south-caucasus")
    coast = make.topic("Coast of Türkiye", slug="coast", parent=caucasus)
    published(
        make.article(
            "Ferries Wait in Constanța",
            [make.author("Søren Coastal", slug="soren", aliases=["Soren Koster"])],
            topics=[coast],
            tags=[make.tag("Coast guards", slug="coast-guards")],
            series=make.series("Coast Notes"),
            slug="ferries",
        ),
        NOON,
    )
    hidden = make.article("Coasts Under Embargo", [make.author("Coastia Hidden", slug="hidden")], slug="hidden")
    published(hidden, NOON, live_from=later(days=1))
    make.topic("Coastless", slug="coastless")


def asked(look, typed: str, at=NOW) -> list[tuple[str, str]]:
    answer = look(f"/search/suggest/?q={typed}", at)
    return [(each["kind"], each["text"]) for each in answer.json()["suggestions"]]


def test_each_kind_of_name_is_offered_and_nothing_that_is_not_public(archive, look):
    assert asked(look, "coast") == [
        ("Topic", "Coast of Türkiye"),
        ("Author", "Søren Coastal"),
        ("Series", "Coast Notes"),
        ("Tag", "Coast guards"),
    ]


def test_what_is_embargoed_is_offered_from_its_moment_on(archive, look):
    assert ("Article", "Coasts Under Embargo") not in asked(look, "coasts", later(days=1, seconds=-1))
    assert ("Article", "Coasts Under Embargo") in asked(look, "coasts", later(days=1, seconds=1))


@pytest.mark.parametrize("typed", ["soren", "SØREN", "koster", "turkiye", "south cau"])
def test_accents_other_spellings_and_topics_above_count(archive, look, typed):
    assert asked(look, typed)


def test_titles_are_found_by_their_words_the_last_one_perhaps_begun(archive, look):
    assert asked(look, "wait constan") == [("Article", "Ferries Wait in Constanța")]
    assert asked(look, "co zzz") == []


@pytest.mark.parametrize("typed", ["coast", "soren"])
def test_where_a_name_leads_something_is_found(archive, look, typed):
    for each in look(f"/search/suggest/?q={typed}", NOW).json()["suggestions"]:
        assert read_filter(QueryDict(each["url"].partition("?")[2]), NOW).results().total == 1


@pytest.mark.parametrize(("typed", "status"), [("", 200), ("a", 200), ("%00", 400), ("a" * 400, 400), ("*", 200)])
def test_any_input_is_answered(archive, look, typed, status):
    assert look(f"/search/suggest/?q={typed}", NOW).status_code == status


def test_once_names_are_held_two_queries_do(archive, look, django_assert_max_num_queries):
    asked(look, "ferries")
    with django_assert_max_num_queries(3):  # one more looks at the record version
        asked(look, "ferries")
