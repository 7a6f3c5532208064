"""The counts of the whole archive are kept by run_due, and exact at any moment."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, ArticleEdition, Category
from articles.public.filters import ArticleFilter
from people.models import Author
from record import publishing, record_version
from record.publishing import Pending, Refused, Terms
from search import counts, tallies, tally_writer
from search.models import Tally
from snapshot.public.filters import SnapshotFilter
from tests import make
from tests.make import NOON, changed, later
from tests.strategies import examples

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("search.counts", "search.tallies")]

ACTS = [
    "publish",
    "publish",
    "schedule",
    "cancel",
    "reschedule",
    "withdraw",
    "keep up",
    "keep up",
    "merge",
    "move topic",
]
steps = st.tuples(
    st.sampled_from(ACTS),
    st.integers(0, 2),  # on which article
    st.sampled_from([-30, -1, 0, 0, 1, 2, 30]),  # hours by which the clock steps before
    st.integers(1, 48),  # hours ahead
)


class History:
    """Three articles, each with an author, a tag and a topic below another, and a clock that anyone may set."""

    def __init__(self) -> None:
        above = [make.topic(), make.topic()]
        self.authors = [make.author(), make.author(), make.author()]
        self.topics = [make.topic(parent=above[0]), make.topic(parent=above[1]), above[0]]
        self.articles = [
            make.article(authors=self.authors[:n], topics=self.topics[n - 1 :], tags=[make.tag()], series=make.series())
            for n in (1, 2, 3)
        ]
        make.record_changed()

    def publish(self, article, n: int, live_from=None) -> None:
        publishing.publish(changed(article), None, Terms(live_from=live_from, pending=Pending.CANCEL))

    def schedule(self, article, n: int) -> None:
        self.publish(article, n, now() + timedelta(hours=n))

    def cancel(self, article, n: int) -> None:
        for edition in article.editions.filter(live_from__gt=now()):
            publishing.cancel(edition)

    def reschedule(self, article, n: int) -> None:
        for edition in article.editions.filter(live_from__gt=now()):
            publishing.reschedule(edition, now() + timedelta(hours=n))

    def withdraw(self, article, n: int) -> None:
        publishing.withdraw(article, "Withdrawn.")

    def keep_up(self, article, n: int) -> None:
        tally_writer.keep_up()

    def merge(self, article, n: int) -> None:
        Author.objects.filter(pk=self.authors[1].pk).update(merged_into=self.authors[n % 2 * 2])
        make.record_changed()

    def move_topic(self, article, n: int) -> None:
        Category.objects.filter(pk=self.topics[0].pk).update(parent=self.topics[1 + n % 2])
        make.record_changed()


def now():
    return timezone.now()


def asked(made=ArticleFilter):
    return made(QueryDict(""))


def counted_afresh(made=ArticleFilter) -> counts.Counts:
    """Return the counts of all public editions, each read from its row and links."""
    public = made.edition.objects.public(now()).values_list("pk", flat=True)
    return counts.count([(asked(made).whole.sources, list(public))])


def in_order(counted: counts.Counts) -> dict[str, list]:
    return {name: list(numbers.items()) for name, numbers in counted.items()}


@examples(60)
@given(history=st.lists(steps, min_size=1, max_size=12))
def test_counts_are_exact_whatever_was_done_and_however_the_clock_steps(history):
    with transaction.atomic(), time_machine.travel(NOON, tick=False) as clock:
        site = History()
        for act, which, step, hours in history:
            clock.shift(timedelta(hours=step))
            record_version.clear_cache()  # as after a second
            try:
                with transaction.atomic():
                    getattr(site, act.replace(" ", "_"))(site.articles[which], hours)
            except Refused:
                pass
            for moment in (timedelta(0), timedelta(seconds=hours)):
                clock.shift(moment)
                record_version.period()
                tally = asked().tally
                assert tally is None or in_order(tally) == in_order(counted_afresh())
        tally_writer.keep_up()
        record_version.clear_cache()
        assert in_order(asked().tally) == in_order(counted_afresh())
        transaction.set_rollback(True)


@pytest.fixture
def archive():
    """Eight articles by three authors, and one that goes live in an hour; the tally is kept up to now."""
    authors = [make.author(), make.author(), make.author()]
    with time_machine.travel(NOON, tick=False):
        for n in range(8):
            make.published(make.article(authors=[authors[n % 3]], topics=[make.topic()]))
        make.published(make.article("Waits", authors=authors), live_from=later(hours=1))
        make.published(make.snapshot(), NOON)
        tally_writer.keep_up()


def test_a_reader_counts_only_what_changed_since(archive, monkeypatch):
    wanted = []
    monkeypatch.setattr(counts, "count_all", lambda *given: pytest.fail("it counts the whole archive"))
    count = counts.count
    monkeypatch.setattr(counts, "count", lambda parts: wanted.extend(ids for _s, ids in parts) or count(parts))
    with time_machine.travel(later(hours=2), tick=False):
        record_version.clear_cache()
        page = Client().get("/analysis/").content.decode()
        waits = ArticleEdition.objects.get(title="Waits")
    assert "11 articles" in page
    assert wanted == [[waits.pk]]


def test_an_edition_that_goes_live_counts_from_its_moment(archive):
    with time_machine.travel(later(hours=1, seconds=-1), tick=False) as clock:
        record_version.clear_cache()
        before = tallies.total(asked().tally)
        clock.shift(timedelta(seconds=1))
        record_version.period()
        assert (before, tallies.total(asked().tally)) == (10, 11)


def test_an_edition_that_was_counted_can_be_canceled_after_the_clock_was_set_back(archive):
    waits = ArticleEdition.objects.get(title="Waits")
    with time_machine.travel(later(hours=1), tick=False) as clock:
        tally_writer.keep_up()
        clock.shift(timedelta(minutes=-30))
        record_version.clear_cache()
        publishing.cancel(ArticleEdition.objects.get(pk=waits.pk))
        tally_writer.keep_up()
        assert asked().tally == counted_afresh()


def test_what_changed_since_takes_its_place_in_the_order(archive):
    with time_machine.travel(later(minutes=30), tick=False):
        rarest = Author.objects.order_by("pk")[2]
        for _n in range(2):
            make.published(make.article(authors=[rarest]))
        record_version.clear_cache()
        tally = asked().tally
        assert next(iter(tally["author"])) == rarest.pk
        assert in_order(tally) == in_order(counted_afresh())


def test_a_filter_for_another_moment_does_not_use_the_tally(archive):
    with time_machine.travel(NOON, tick=False):
        assert ArticleFilter(QueryDict(""), at=later(hours=2)).tally is None


def test_without_a_tally_the_page_is_the_same(archive):
    with time_machine.travel(NOON, tick=False):
        kept = Client().get("/analysis/").content
        Tally.objects.all().delete()
        record_version.clear_cache()
        assert Client().get("/analysis/").content == kept


def test_snapshots_have_a_tally_too(archive):
    with time_machine.travel(NOON, tick=False):
        assert asked(SnapshotFilter).tally == counted_afresh(SnapshotFilter)
        assert tallies.total(asked(SnapshotFilter).tally) == 1


def test_merging_an_author_at_the_desk_counts_again_at_once(archive):
    kept, gone = Author.objects.order_by("pk")[:2]
    with time_machine.travel(NOON, tick=False):
        Author.objects.filter(pk=gone.pk).update(merged_into=kept)
        make.record_changed()
        tally_writer.keep_up()
        assert gone.pk not in asked().tally["author"]
        assert asked().tally == counted_afresh()


def test_an_import_that_outgrew_the_tally_is_counted_without_it(archive, monkeypatch):
    monkeypatch.setattr(tallies, "MOST_SINCE", 0)
    with time_machine.travel(later(hours=2), tick=False):
        record_version.clear_cache()
        assert asked().tally is None
        tally_writer.keep_up()
        assert asked().tally == counted_afresh()
        assert Article.objects.count() == tallies.total(asked().tally)
