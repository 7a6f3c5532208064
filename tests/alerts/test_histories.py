"""Whatever is published, moved, canceled and withdrawn, and whenever the runner runs: each edition that was to be
told is told to each subscriber exactly once, and none that was canceled or withdrawn before its time, and none early."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from alerts.models import AlertedEdition, Subscription
from articles.models import Article, ArticleEdition
from outbox.runner import run_due
from record import publishing, record_version
from record.publishing import Pending, Refused, Terms
from tests import make
from tests.make import NOON
from tests.strategies import examples

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

STEP = timedelta(hours=5)

acts = st.lists(
    st.tuples(
        st.sampled_from(["publish", "schedule", "cancel", "move", "withdraw", "run", "wait", "down"]),
        st.integers(0, 2),
        st.integers(1, 4),
    ),
    max_size=14,
)


@pytest.mark.usefixtures("_site")
class Histories(TestCase):
    """A database of its own for each history."""

    @examples(25)
    @given(acts)
    def test_each_edition_is_told_exactly_once(self, history):
        mail.outbox = []
        with self.settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
            self.live(history)

    def live(self, history):
        articles = [make.article(f"Article {n}", published_on=NOON.date()) for n in range(3)]
        for often in Subscription.Often:
            Subscription.objects.create(
                address=f"{often}@reader.example", follows="articles", often=often, language="en",
                asked_at=NOON, confirmed_at=NOON,
            )  # fmt: skip
        at, told, self.runs = NOON, {}, []
        for number, (act, which, steps) in enumerate(history, 1):
            at += timedelta(minutes=1)
            article = Article.objects.get(pk=articles[which].pk)
            try:
                self.do(act, article, at, at + steps * STEP, number)
            except Refused:
                continue
            if act == "wait":
                at += steps * STEP
            told |= self.early(at, told)
        at += timedelta(days=30)
        self.run_at(at)
        self.judge(at)

    def do(self, act, article, at, moment, number):
        pending = article.editions.filter(live_from__gt=at).first()
        if act in ("publish", "schedule"):
            make.changed(article, title=f"{article.title.partition(',')[0]}, text {number}.")
            terms = Terms(live_from=moment if act == "schedule" else None, pending=Pending.CANCEL)
            publishing.publish(article, None, terms, at)
        elif act == "cancel" and pending:
            publishing.cancel(pending, at)
        elif act == "move" and pending:
            publishing.reschedule(pending, moment, at)
        elif act == "withdraw":
            publishing.withdraw(article, "Wrong.", at=at)
        elif act == "run":
            self.runs.append(at)
            self.run_at(at)
        elif act == "down":
            with self.settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"):
                self.run_at(at)

    def run_at(self, at):
        with time_machine.travel(at, tick=False):
            record_version.clear_cache()
            for each in run_due(at):
                assert each.error == "" or "not set up" in each.error, each.error

    def early(self, at, told) -> dict:
        """Hold that nothing that is not yet public was mailed; return the moment at which each mail was sent."""
        for edition in ArticleEdition.objects.filter(live_from__gt=at):
            assert not any(edition.title in message.body for message in mail.outbox), edition.title
        for message in mail.outbox[len(told) :]:
            told[id(message)] = at
        return told

    def judge(self, at):
        seen = {often: [] for often in Subscription.Often}
        for message in mail.outbox:
            seen[message.to[0].partition("@")[0]].append(message.body)
        for edition in ArticleEdition.objects.all():
            times = sum(edition.title in body for body in seen["at-once"])
            if edition.withdrawn_at is None:
                assert times == 1, edition.title
            else:
                had_time = any(edition.live_from <= run < edition.withdrawn_at for run in self.runs)
                assert times <= had_time, edition.title
            for often in ("daily", "weekly"):
                assert sum(edition.title in body for body in seen[often]) <= 1, (often, edition.title)
        for edition in ArticleEdition.objects.public(at):
            for often in ("daily", "weekly"):
                assert sum(edition.title in body for body in seen[often]) == 1, (often, edition.title)
        live = set(ArticleEdition.objects.values_list("title", flat=True))
        for often, bodies in seen.items():
            for body in bodies:
                assert any(title in body for title in live), (often, "told of what never was")
        assert not AlertedEdition.objects.filter(
            told_at=None, edition_id__in=ArticleEdition.objects.public(at).values("pk")
        ).exists()
