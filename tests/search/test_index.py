"""The index of editions: what stands in it, what is taken out of it, and the tokens an edition is found by."""

from datetime import date

import pytest

from articles.models import ArticleEdition
from articles.search_entry import INDEX
from search import query as search_query
from search.index import Entry, Zone, language_token
from search.keys import HIGHEST, id_of, key_of
from search.query import Query
from search.word_columns import Texts
from tests import make
from tests.make import NOON, later, published

pytestmark = pytest.mark.postgres("search.query", "search.index")


def found(query: Query = Query(), at=NOON, most: int = 100) -> list[int]:
    """Return the ids of what is found, newest first, by both ways to ask; they must agree."""
    span = (date(2020, 1, 1), date(2030, 1, 1))
    newest = search_query.newest(INDEX, query, Zone.TEXT, at, HIGHEST, most, lambda: span)
    every = search_query.keys(INDEX, {"all": (query, Zone.TEXT)}, at, {"all": 1000})["all"]
    assert newest == sorted(every, reverse=True)[:most]
    return [id_of(key) for key in newest]


def test_an_edition_bears_tokens_of_its_day_its_language_and_its_house_data():
    entry = Entry(7, date(2026, 5, 1), "pt-BR", Texts((), (), ()), {"a": [3, 4], "t": [5], "g": []}, NOON)
    assert entry.tokens() == ["x", "y2026", "q20262", "lptbr", "a3", "a4", "t5"]
    assert entry.key == key_of(date(2026, 5, 1), 7)
    assert entry.window() == (NOON, None, None)


def test_a_language_is_one_token_however_its_tag_is_written():
    assert language_token("zh-Hant-TW") == language_token("ZH-hant-tw") == "lzhhanttw"


@pytest.mark.django_db
def test_an_edition_is_found_from_its_moment_on_until_it_ends_or_is_withdrawn():
    first = published(make.article("Gas", slug="gas"), NOON)
    second = published(make.changed(first.parent), later(hours=2))
    assert found(at=later(seconds=-1)) == []
    assert found(at=NOON) == [first.pk]
    assert found(at=later(hours=2, seconds=-1)) == [first.pk]
    assert found(at=later(hours=2)) == [second.pk]
    key = key_of(second.published_on, second.pk)
    INDEX.move(key, later(hours=3), None, None)
    ArticleEdition.objects.filter(pk=second.pk).update(live_from=later(hours=3))
    assert found(at=later(hours=2)) == []
    assert found(at=later(hours=3)) == [second.pk]


@pytest.mark.django_db
def test_what_is_removed_is_found_no_more_and_the_rest_still_is():
    one, other = (published(make.article(), NOON) for _ in range(2))
    assert INDEX.keys() == {key_of(each.published_on, each.pk) for each in (one, other)}
    INDEX.remove(key_of(one.published_on, one.pk))
    assert found() == [other.pk]
    INDEX.clear()
    assert INDEX.keys() == set()


@pytest.mark.django_db
def test_chosen_keys_days_and_house_data_narrow_what_is_found():
    ada = make.author()
    old = published(make.article(authors=[ada], published_on=date(2025, 12, 31)), NOON)
    new = published(make.article(published_on=date(2026, 1, 1)), NOON)
    assert found() == [new.pk, old.pk]
    assert found(most=1) == [new.pk]
    assert found(Query(token_sets=((f"a{ada.pk}",),))) == [old.pk]
    assert found(Query(token_sets=(("y2026",),))) == [new.pk]
    assert found(Query(first=date(2026, 1, 1), last=date(2026, 1, 1))) == [new.pk]
    assert found(Query(last=date(2025, 12, 31))) == [old.pk]
    assert found(Query(chosen=(key_of(old.published_on, old.pk),))) == [old.pk]
    assert found(Query(chosen=())) == []
