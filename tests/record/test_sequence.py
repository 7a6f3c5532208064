"""The editions of an item in their order: which is the newest, and which are listed in the log."""

import pytest

from record import publishing, sequence
from record.kinds import kind_of
from record.models import LogEntry
from record.terms import Terms
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db


def test_the_newest_editions_are_those_of_the_items_asked_for():
    article, other = make.article(), make.article()
    published(other)
    published(article)
    second = published(changed(article))
    published(changed(other))
    kind = kind_of(article)
    assert sequence.newest(kind, [article.pk]) == {article.pk: second}


def with_standfirst(content: dict, _moment) -> dict:
    return content | {"work": content["work"] | {"standfirst": "New"}}


def test_a_correction_lists_in_the_log_itself_and_not_the_edition_that_is_still_scheduled():
    article = make.article()
    published(article, NOON)
    publishing.publish(changed(article), None, Terms(live_from=later(days=1)), at=later(hours=1))
    publishing.amend(article, with_standfirst, None, Terms(kind="minor"), later(hours=2))
    entries = LogEntry.objects.order_by("moment").values_list("moment", "number")
    assert list(entries) == [(NOON, 1), (later(hours=2), 2), (later(days=1), None)]
