"""Two people act at the same time. On SQLite a writer waits its turn at BEGIN, and a test's memory has one connection."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from articles.models import Article, ArticleEdition
from record import publishing
from record.publishing import Pending, Refused
from snapshot.publishing import publish_with_articles
from tests import make
from tests.make import changed, later, published

pytestmark = [
    pytest.mark.rehearsed,
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two connections to one database: PostgreSQL"),
]


def at_once(*acts) -> list:
    """Run the acts in threads that begin together; return what each returned or raised."""
    ready, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(n, act):
        try:
            ready.wait()
            outcomes[n] = act()
        except Exception as failure:  # the test judges it
            outcomes[n] = failure
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def unexpected(outcomes) -> list:
    return [each for each in outcomes if isinstance(each, Exception) and not isinstance(each, Refused)]


def test_publishing_at_once_gives_dense_numbers_and_one_edition_that_never_ends():
    article = make.article()
    published(article)

    def act(name):
        def publish():
            for n in range(4):
                Article.objects.filter(pk=article.pk).update(title=f"{name} {n}")
                publishing.publish(article, None)

        return publish

    outcomes = at_once(act("Vera"), act("Otto"))
    assert unexpected(outcomes) == []
    numbers = list(ArticleEdition.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert ArticleEdition.objects.filter(live_until=None).count() == 1


def test_first_editions_of_two_articles_under_one_address_end_with_one_of_them():
    first, second = make.article(slug="one"), make.article(slug="wanted")
    published(second)
    Article.objects.filter(pk=second.pk).update(slug="given-up")
    Article.objects.filter(pk=first.pk).update(slug="both", title="Changed")
    Article.objects.filter(pk=second.pk).update(title="Changed")
    assert unexpected(at_once(lambda: publishing.publish(first, None), lambda: publishing.publish(second, None))) == []


@pytest.mark.parametrize("round", range(3))
def test_two_snapshots_that_share_articles_in_another_order_do_not_stop_each_other(round):
    shared = [make.article() for _ in range(6)]
    snapshots = [make.snapshot(sections={"One": order}) for order in (shared, shared[::-1])]
    acts = [
        lambda snapshot=snapshot, order=order: publish_with_articles(snapshot, order, None)
        for snapshot, order in zip(snapshots, (shared, shared[::-1]), strict=True)
    ]
    assert unexpected(at_once(*acts)) == []
    assert ArticleEdition.objects.count() == 6


@pytest.mark.parametrize("round", range(3))
def test_publishing_an_article_alone_does_not_stop_a_snapshot_that_publishes_it_too(round):
    shared = [make.article() for _ in range(6)]
    snapshot = make.snapshot(sections={"One": shared})
    outcomes = at_once(
        lambda: publish_with_articles(snapshot, shared, None),
        lambda: [publishing.publish(each, None) for each in reversed(shared)],
    )
    assert unexpected(outcomes) == []


@pytest.mark.parametrize("round", range(3))
def test_canceling_what_another_replaces_is_refused_or_comes_first(round):
    article = make.article()
    now = published(article).live_from
    pending = published(changed(article), live_from=now + timedelta(days=30))
    changed(article)
    outcomes = at_once(
        lambda: publishing.cancel(pending),
        lambda: publishing.publish(article, None, publishing.Terms(pending=Pending.CANCEL)),
    )
    assert unexpected(outcomes) == []
    assert list(article.editions.order_by("number").values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize("round", range(3))
def test_an_edition_is_never_postponed_behind_a_snapshot_that_is_freezing_it(round):
    article = make.article()
    soon, late = later(days=20000), later(days=20001)
    pending = published(article, live_from=soon)
    snapshot = make.snapshot(sections={"One": [article]})
    at_once(
        lambda: publish_with_articles(snapshot, [], None, publishing.Terms(live_from=soon)),
        lambda: publishing.reschedule(pending, late),
    )
    pending.refresh_from_db()
    edition = snapshot.editions.first()
    assert edition is None or pending.live_from <= edition.live_from
