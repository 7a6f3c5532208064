"""The record version: what is kept in memory is kept per number."""

import pytest
import time_machine
from django.db import transaction

from record import publishing, record_version
from record.models import RecordVersion
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def clock(monkeypatch):
    """A monotonic clock that stands until it is moved."""
    now = [1000.0]
    monkeypatch.setattr(record_version, "REFRESH_SECONDS", 1.0)
    monkeypatch.setattr(record_version.time, "monotonic", lambda: now[0])
    return now


def another_process_raises_the_version():
    changes = {"number": record_version.current() + 1, "changed_at": NOON}
    RecordVersion.objects.update_or_create(pk=1, defaults=changes)


def test_what_is_held_is_loaded_once(clock):
    calls = []
    assert [record_version.cached("x", lambda: calls.append(1) or len(calls)) for _ in range(3)] == [1, 1, 1]


def test_what_is_held_is_loaded_again_after_an_act_of_this_process(clock):
    calls = []
    record_version.cached("x", lambda: calls.append(1))
    record_version.raise_version()
    record_version.cached("x", lambda: calls.append(1))
    assert len(calls) == 2


def test_an_act_of_another_process_is_noticed_within_one_second_and_not_looked_for_sooner(
    clock, django_assert_num_queries
):
    record_version.cached("x", lambda: "before")
    another_process_raises_the_version()
    clock[0] += 0.99
    with django_assert_num_queries(0):
        assert record_version.cached("x", lambda: "after") == "before"
    clock[0] += 0.01
    with django_assert_num_queries(1):
        assert record_version.cached("x", lambda: "after") == "after"


def test_what_was_loaded_for_an_older_version_is_not_kept_for_the_newer_one(clock):
    """While one thread loads, another notices a new version."""

    def slowly():
        another_process_raises_the_version()
        clock[0] += 2
        record_version.current()
        return "of the older version"

    assert record_version.cached("x", slowly) == "of the older version"
    assert record_version.cached("x", lambda: "of the newer") == "of the newer"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_was_held_inside_an_act_is_forgotten_when_it_is_committed():
    """Another thread may have loaded, under the number it saw too early, what stood before."""
    with transaction.atomic():
        record_version.raise_version()
        record_version.cached("x", lambda: "before the commit")
    assert record_version.cached("x", lambda: "after") == "after"


def test_the_version_knows_the_next_scheduled_change():
    first, second = make.article(), make.article()
    published(first, later(days=40000), live_from=later(days=40002))
    pending = published(second, later(days=40000), live_from=later(days=40001))
    assert RecordVersion.objects.get().next_change_at == later(days=40001)
    publishing.cancel(pending, later(days=40000))
    assert RecordVersion.objects.get().next_change_at == later(days=40002)


def test_where_nothing_is_scheduled_there_is_no_next_change():
    published(changed(make.article()), NOON)
    assert RecordVersion.objects.get().next_change_at is None


def test_what_is_held_never_outlives_a_scheduled_change_nor_the_one_after(clock):
    """Nobody raises the version when an embargo ends: the clock does it alone, in a process that holds things."""
    first, second = make.article(), make.article()
    with time_machine.travel(NOON, tick=False):
        published(first, live_from=later(hours=1))
        published(second, live_from=later(hours=2))
    loaded = []

    def times_loaded(at) -> int:
        with time_machine.travel(at, tick=False):
            record_version.cached("x", lambda: loaded.append(at))
        return len(loaded)

    moments = [
        NOON,
        later(hours=1, seconds=-1),
        later(hours=1),
        later(hours=2, seconds=-1),
        later(hours=2),
        later(days=9),
    ]
    assert [times_loaded(at) for at in moments] == [1, 1, 2, 2, 3, 3]


def test_where_the_clock_was_set_back_the_next_change_is_looked_up_anew(clock):
    published(make.article(), later(days=-1), live_from=NOON)  # noted when that was past already, by the real clock
    loaded = []
    for at in (later(seconds=-1), later(seconds=1), later(seconds=-1)):
        with time_machine.travel(at, tick=False):
            record_version.cached("x", lambda: loaded.append(1))
    assert len(loaded) == 3


def test_passing_a_scheduled_change_asks_for_the_next_one_once(clock, django_assert_num_queries):
    with time_machine.travel(NOON, tick=False):
        published(make.article(), live_from=later(hours=1))
        record_version.cached("x", lambda: "before")
    with time_machine.travel(later(hours=1), tick=False):
        with django_assert_num_queries(1):
            assert record_version.cached("x", lambda: "after") == "after"
        with django_assert_num_queries(0):
            assert record_version.cached("x", lambda: "again") == "after"
