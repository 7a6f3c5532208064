"""The addresses of authors and topics: their slug now, else one that an edition once printed."""

import pytest

from record.models import Address
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["authors", "topics"])
def collection(request) -> str:
    return request.param


def new(collection: str, **differences):
    return (make.author if collection == "authors" else make.topic)(**differences)


def article_of(collection: str, row, **differences):
    return make.article(**{"authors": [row]} if collection == "authors" else {"topics": [row]}, **differences)


def test_a_changed_slug_still_answers_301_with_its_query(look, collection):
    row = new(collection, slug="old")
    published(article_of(collection, row), NOON)
    changed(row, slug="new")
    response = look(f"/{collection}/old/?from=mail", later(hours=1))
    assert (response.status_code, response["Location"]) == (301, f"/{collection}/new/?from=mail")


def test_what_was_merged_leads_to_the_survivor_whose_page_lists_both(look, collection):
    survivor, merged = new(collection, slug="survivor"), new(collection, slug="merged")
    published(article_of(collection, survivor, title="By the one"), NOON)
    published(article_of(collection, merged, title="By the other"), NOON)
    changed(merged, merged_into=survivor)
    response = look(f"/{collection}/merged/", later(hours=1))
    assert (response.status_code, response["Location"]) == (301, f"/{collection}/survivor/")
    text = look(f"/{collection}/survivor/", later(hours=1)).content.decode()
    assert "By the one" in text
    assert "By the other" in text


def test_a_chain_of_mergings_is_followed_to_its_end(look, collection):
    first, second, third = (new(collection, slug=slug) for slug in ("first", "second", "third"))
    published(article_of(collection, first, title="By the first"), NOON)
    changed(first, merged_into=second)
    changed(second, merged_into=third)
    assert look(f"/{collection}/first/")["Location"] == f"/{collection}/third/"
    assert "By the first" in look(f"/{collection}/third/").content.decode()


def test_a_slug_claimed_for_something_scheduled_says_nothing_before_its_time(look, collection):
    row = new(collection, slug="embargoed")
    published(article_of(collection, row), later(days=-1), live_from=NOON)
    changed(row, slug="embargoed-renamed")
    paths = [f"/{collection}/embargoed/", f"/{collection}/embargoed-renamed/"]
    assert [look(path, later(seconds=-1)).status_code for path in paths] == [404, 404]
    assert [look(path, NOON).status_code for path in paths] == [301, 200]


def test_a_merging_of_two_that_are_not_public_says_nothing(look, collection):
    survivor, merged = new(collection, slug="survivor"), new(collection, slug="merged")
    changed(merged, merged_into=survivor)
    assert [look(f"/{collection}/{slug}/").status_code for slug in ("merged", "survivor")] == [404, 404]


def test_an_address_that_another_once_printed_stays_with_the_one_who_had_it(look, collection):
    before, after = new(collection, name="Had it first", slug="wanted"), None
    published(article_of(collection, before), NOON)
    changed(before, slug="given-up")
    after = new(collection, slug="wanted")
    published(article_of(collection, after), later(hours=1))
    assert Address.objects.get(collection=collection, slug="wanted").parent_id == before.pk


def test_what_is_above_a_printed_topic_keeps_its_old_address_too(look):
    above = make.topic(slug="region")
    published(make.article(topics=[make.topic(parent=above)]), NOON)
    changed(above, slug="region-renamed")
    assert look("/topics/region/")["Location"] == "/topics/region-renamed/"


def test_an_unknown_address_answers_404(look, collection):
    assert look(f"/{collection}/nobody/").status_code == 404
