"""What is public, and what is citable, at a moment."""

from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from articles.models import ArticleEdition
from record import publishing
from record.models import Organization, RecordVersion
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
TICK = {"microseconds": 1}


def public(at) -> list[int]:
    return [edition.number for edition in ArticleEdition.objects.public(at).order_by("number")]


def citable(at) -> list[int]:
    return [edition.number for edition in ArticleEdition.objects.citable(at).order_by("number")]


def test_an_edition_is_public_from_its_very_moment_on():
    published(make.article(), later(days=-1), live_from=NOON)
    assert (public(later(microseconds=-1)), public(NOON)) == ([], [1])


def test_an_edition_is_no_longer_public_at_the_moment_it_ends():
    article = make.article()
    published(article, later(days=-1))
    published(changed(article), later(days=-1), live_from=NOON)
    assert (public(later(microseconds=-1)), public(NOON)) == ([1], [2])


def test_an_edition_is_citable_from_its_very_moment_on_and_for_ever():
    article = make.article()
    published(article, later(days=-1), live_from=NOON)
    assert (citable(later(microseconds=-1)), citable(NOON)) == ([], [1])
    published(changed(article), later(days=1))
    assert (public(later(days=2)), citable(later(days=2))) == ([2], [1, 2])


def test_what_is_withdrawn_is_neither_public_nor_citable():
    article = make.article()
    published(article, NOON)
    publishing.withdraw(article, "", at=later(hours=1))
    assert (public(later(hours=1)), citable(later(hours=1))) == ([], [])


def test_a_moment_in_any_time_zone_is_the_same_moment():
    published(make.article(), later(days=-1), live_from=NOON)
    assert public(NOON.astimezone(ZoneInfo("Asia/Yerevan"))) == [1]


@pytest.mark.parametrize(
    "differences",
    [{"number": 1, "live_until": NOON}, {"number": 2, "live_until": None}],
    ids=["one number twice", "two that never end"],
)
def test_the_database_itself_refuses(differences):
    first = published(make.article(), NOON)
    values = {field.attname: getattr(first, field.attname) for field in ArticleEdition._meta.concrete_fields}
    values |= {"id": None, "live_from": later(days=-1), **differences}
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleEdition.objects.create(**values)


def test_the_database_refuses_an_edition_that_ends_before_it_begins():
    first = published(make.article(), NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleEdition.objects.filter(pk=first.pk).update(live_until=NOON)


@pytest.mark.parametrize("table", [Organization, RecordVersion])
def test_tables_of_one_row_hold_one_row(table):
    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.create(pk=2)
