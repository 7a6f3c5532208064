"""Whatever is done in whatever order, the record stays a record: invariants over random histories."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, ArticleEdition, ArticleEditionAuthor, ArticleEditionTopic, SelectedIn
from record import publishing, record_version
from record.freezing import digest_of, read
from record.models import Address, Edition
from record.publishing import Pending, Refused, Terms
from snapshot.corrections import propagation
from snapshot.corrections.outdated import outdated
from snapshot.corrections.together import publish_and_take_in
from snapshot.freezing import freeze
from snapshot.models import Snapshot, SnapshotEdition, SnapshotEditionTopic
from snapshot.publishing import not_public_by, publish_with_articles
from tests import make
from tests.make import NOON, changed
from tests.strategies import examples

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.slow, pytest.mark.rehearsed]

SLUGS = ["one", "two", "three"]
SOON = timedelta(microseconds=5)  # beyond what one act sets ahead of another
hours = st.integers(1, 72).map(lambda n: timedelta(hours=n))
acts = ["publish", "publish", "schedule", "schedule", "cancel", "reschedule", "withdraw", "withdraw one", "edit"]
corrections = ["edit", "correct", "correct", "take in", "take in", "keep old", "keep and publish", "plan", "publish"]


def steps(named):
    return st.tuples(
        st.sampled_from(named),
        st.integers(0, 2),  # on which thing
        st.sampled_from([timedelta(0), timedelta(microseconds=1)]) | hours,  # how long after the step before
        hours,  # for how far ahead
        st.sampled_from([None, Pending.CANCEL, Pending.FREEZE_AGAIN]),
        st.sampled_from(SLUGS),
    )


class History:
    """Two articles and the snapshot they stand in, and everything that was ever public."""

    def __init__(self) -> None:
        n = make.author().pk
        self.slugs = {name: f"{name}-{n}" for name in SLUGS}
        topic = make.topic()
        self.articles = [make.article(topics=[topic]), make.article(topics=[topic])]
        self.snapshot = make.snapshot(sections={"One": self.articles, "Two": self.articles[:1]}, topics=[topic])
        self.things = [*self.articles, self.snapshot]
        self.at = NOON
        self.moments = [NOON]

    def do(self, act: str, which: int, wait: timedelta, ahead: timedelta, pending: Pending | None, slug: str) -> None:
        thing = self.things[which]
        self.at += wait
        self.moments += [self.at, self.at + ahead]
        try:
            getattr(self, act.replace(" ", "_"))(thing, ahead, pending, slug)
        except Refused as refused:
            assert refused.reasons

    def editions(self, thing):
        return thing.editions.order_by("number")

    def publish(self, thing, ahead, pending, slug, live_from=None):
        terms = Terms(live_from=live_from, pending=pending)
        if isinstance(thing, Snapshot):
            late = not_public_by(thing, live_from or self.at)
            publish_with_articles(thing, late if pending else [], None, terms, self.at)
        else:
            publishing.publish(thing, None, terms, self.at)

    def schedule(self, thing, ahead, pending, slug):
        self.publish(thing, ahead, pending, slug, self.at + ahead)

    def edit(self, thing, ahead, pending, slug):
        taken = type(thing).objects.filter(slug=self.slugs[slug]).exclude(pk=thing.pk).exists()
        changed(thing, title=f"Words of {self.at}", **{} if taken else {"slug": self.slugs[slug]})

    def cancel(self, thing, ahead, pending, slug):
        for edition in self.editions(thing).filter(live_from__gt=self.at):
            publishing.cancel(edition, self.at)

    def reschedule(self, thing, ahead, pending, slug):
        for edition in self.editions(thing).filter(live_from__gt=self.at):
            publishing.reschedule(edition, self.at + ahead, self.at)

    def withdraw(self, thing, ahead, pending, slug):
        publishing.withdraw(thing, "Withdrawn.", at=self.at)

    def withdraw_one(self, thing, ahead, pending, slug):
        first = self.editions(thing).filter(live_from__lte=self.at, withdrawn_at=None).first()
        publishing.withdraw(thing, "Withdrawn.", only=first, at=self.at)

    def correct(self, thing, ahead, pending, slug):
        """Publish an article as a correction, now or (where something scheduled would be canceled) later."""
        self.settle()
        article = thing if isinstance(thing, Article) else self.articles[0]
        changed(article, title=f"Words of {self.at}, corrected")
        live_from = self.at + ahead if pending is Pending.CANCEL else None
        terms = Terms(live_from, Edition.Kind.CORRECTION, "Corrected.", pending)
        with self.watched(article):
            publish_and_take_in(article, [self.snapshot], None, terms, self.at)

    def take_in(self, thing, ahead, pending, slug):
        self.settle()
        chosen = [thing] if isinstance(thing, Article) else self.articles
        for article in chosen:
            self.publish(changed(article), ahead, pending, slug)
        with self.watched(*chosen):
            propagation.take_in(self.snapshot, chosen, None, at=self.at)

    def keep_old(self, thing, ahead, pending, slug):
        article = thing if isinstance(thing, Article) else self.articles[1]
        self.publish(changed(article), ahead, pending, slug)
        before = self.editions(self.snapshot).count()
        propagation.keep_old(self.snapshot, article, "Quoted.", None, self.at)
        assert self.editions(self.snapshot).count() == before
        told = outdated(self.at, [self.snapshot.pk])
        assert article.pk not in {text.article_id for found in told for text in found.texts}

    def keep_and_publish(self, thing, ahead, pending, slug):
        self.keep_old(thing, ahead, pending, slug)
        self.publish(self.snapshot, ahead, Pending.CANCEL, slug)

    def plan(self, thing, ahead, pending, slug):
        """Let an edition of the snapshot be scheduled, which says something else."""
        self.edit(self.snapshot, ahead, pending, slug)
        self.schedule(self.snapshot, ahead, Pending.CANCEL, slug)

    def settle(self):
        """Wait for what the last act set a microsecond ahead, since nothing ends at the moment at which it begins.

        What is taken in meanwhile joins that edition, rightly: then it differs by the texts of both acts.
        """
        soon = self.editions(self.snapshot).filter(live_from__gt=self.at, live_from__lte=self.at + SOON)
        self.at = max([self.at, *soon.values_list("live_from", flat=True)])
        self.moments.append(self.at)

    @contextmanager
    def watched(self, *articles):
        """Hold what taking texts in may change: one edition more, in it and in what is scheduled those texts alone."""
        desk = freeze(self.snapshot)
        live = SnapshotEdition.objects.public(self.at).filter(parent=self.snapshot).first()
        pending = self.editions(self.snapshot).filter(live_from__gt=self.at).first()
        yield
        editions = list(self.editions(self.snapshot))
        ids = {article.pk for article in articles}
        _check_only_these_texts_differ(live, editions[live.number], ids)
        if pending:
            _check_only_these_texts_differ(pending, editions[-1], ids)
            assert (editions[-1].number, editions[-1].note) == (pending.number + 1, pending.note)
            assert editions[-1].live_from - pending.live_from <= timedelta(microseconds=1)
        assert _freed(freeze(self.snapshot), ids) == _freed(desk, ids)


def _check_only_these_texts_differ(before: SnapshotEdition, after: SnapshotEdition, articles: set[int]) -> None:
    old, new = read(before.content), read(after.content)
    assert new["work"] == _freed(old["work"], articles)
    assert new["edition"]["published_on"] == old["edition"]["published_on"]
    entries = old["edition"]["entries"]
    assert new["edition"]["entries"].keys() == entries.keys()
    for key, entry in new["edition"]["entries"].items():
        if entry["article"] not in articles:
            assert entry == entries[key]
        else:
            assert entry["number"] >= entries[key]["number"]
            assert ArticleEdition.objects.public(after.live_from).get(parent=entry["article"]).pk == entry["id"]


def _freed(work: dict, articles: set[int]) -> dict:
    """Return a snapshot's work with none of the articles kept in an older text."""
    free = {"kept_edition": None, "kept_reason": ""}
    return work | {
        "sections": [
            section | {
                "placements": [
                    each | free if each["article"] in articles else each for each in section["placements"]
                ]
            }
            for section in work["sections"]
        ]
    }  # fmt: skip


def check(history: History) -> None:
    for table in (ArticleEdition, SnapshotEdition):
        for thing in history.things:
            if isinstance(thing, Article) is (table is ArticleEdition):
                _check_windows(history, list(history.editions(thing)))
    _check_links()
    _check_frozen(history)


def _check_windows(history: History, editions: list) -> None:
    assert [edition.number for edition in editions] == list(range(1, len(editions) + 1))
    for before, after in zip(editions, editions[1:], strict=False):
        assert before.live_until == after.live_from  # no gap and no overlap
    assert not editions or editions[-1].live_until is None
    tick = timedelta(milliseconds=1)  # what is published again within a tick of the clock goes live right after it
    assert sum(edition.live_from > history.at + tick for edition in editions) <= 1
    for edition in editions[:1]:
        for at in history.moments:
            assert type(edition).objects.public(at).filter(parent_id=edition.parent_id).count() <= 1


def _check_links() -> None:
    for table in (ArticleEditionAuthor, ArticleEditionTopic, SnapshotEditionTopic):
        for link in table.objects.select_related("edition"):
            edition = link.edition
            assert (link.live_from, link.live_until) == (edition.live_from, edition.live_until)
            assert link.withdrawn_at == edition.withdrawn_at
    editions = SnapshotEdition.objects.in_bulk()
    for row in SelectedIn.objects.all():
        edition = editions[row.snapshot_edition_id]
        assert (row.live_from, row.live_until) == (edition.live_from, edition.live_until)
        assert row.withdrawn_at == edition.withdrawn_at


def _check_frozen(history: History) -> None:
    articles = ArticleEdition.objects.in_bulk()
    for edition in history.editions(history.snapshot):
        assert edition.content_id == digest_of(edition.content.text)
        for entry in read(edition.content)["edition"]["entries"].values():
            assert articles[entry["id"]].live_from <= edition.live_from
            assert articles[entry["id"]].content_id == entry["digest"]
        rows = SelectedIn.objects.filter(snapshot_edition_id=edition.pk).values_list("edition_id", flat=True)
        assert set(rows) == {entry["id"] for entry in read(edition.content)["edition"]["entries"].values()}


def check_addresses(history: History) -> None:
    """Every slug ever public answers 200, 301 or 410; one that was not yet answers 404."""
    record_version.clear_cache()
    reader = Client()
    for collection, table in (("analysis", ArticleEdition), ("snapshots", SnapshotEdition)):
        mine = [thing.pk for thing in history.things if isinstance(thing, Article) is (table is ArticleEdition)]
        begun = table.objects.filter(parent_id__in=mine, live_from__lte=history.at)
        public = set(begun.values_list("slug", flat=True))
        claimed = set(Address.objects.filter(collection=collection, parent_id__in=mine).values_list("slug", flat=True))
        assert claimed >= public
        with time_machine.travel(history.at, tick=False):
            for slug in claimed:
                wanted = {200, 301, 410} if slug in public else {404}
                assert reader.get(f"/{collection}/{slug}/").status_code in wanted
                assert reader.get(f"/{collection}/{slug}.json").status_code in wanted
            for edition in begun:
                answer = reader.get(f"/{collection}/{edition.slug}/editions/{edition.number}.txt", follow=True)
                assert answer.status_code == (410 if edition.withdrawn_at else 200)


@examples(8)
@given(st.lists(steps(acts + corrections), min_size=3, max_size=12))
def test_after_every_act_the_record_is_whole(drawn):
    history = History()
    for step in drawn:
        history.do(*step)
        check(history)
    check_addresses(history)


@examples(8)
@given(st.lists(steps(corrections), min_size=4, max_size=14))
def test_corrections_travel_and_change_nothing_else_whatever_stands_at_the_desk(drawn):
    history = History()
    history.publish(history.snapshot, None, Pending.CANCEL, None)
    for step in drawn:
        history.do(*step)
        check(history)
