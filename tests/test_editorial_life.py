"""A random life of an article, over HTTP: who does what when, beside a model of the rules (tests/editorial_life.py).

After every act: it was done exactly if the model says so; what was done is in the audit trail, and what was refused
wrote nothing; readers see the model's live text, and no other.
"""

import os
import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from articles.models import Article, ArticleEdition
from audit.models import AuditEntry
from permissions.matrix import Role
from record import record_version
from record.models import Revision
from tests import make
from tests.accounts import person
from tests.desk_forms import filled
from tests.editorial_life import LEAST, Life, Person
from tests.make import NOON

RUNS = {"quick": 2, "test": 10, "all": 100, "soak": 2_000}[os.environ.get("SUITE", "test")]
NAMES = ["roleless", "contributor", "colleague", "limited", "editor", "publisher", "administrator", "chief"]
ROLES = {"colleague": "contributor", "limited": "editor", "chief": "administrator"}
ON_PEOPLE = ("hand_over", "disable", "demote")
WORD = re.compile(r"qzw\d+x")


class EditorialLife(RuleBasedStateMachine):
    """One article, eight people of six roles, and a clock. A failure prints the acts that led to it."""

    def __init__(self):
        super().__init__()
        self.texts, self.transaction = 0, transaction.atomic()
        self.transaction.__enter__()
        record_version.clear_cache()
        self.clock = time_machine.travel(NOON, tick=False)
        self.time = self.clock.start()

    def teardown(self):
        self.clock.stop()
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize(has_second_person=st.booleans())
    def begin(self, has_second_person):
        self.accounts, self.clients = {}, {name: Client() for name in NAMES}
        branch, elsewhere = make.topic("Caucasus"), make.topic("Arctic")
        for name in NAMES:
            role = Role.ANONYMOUS if name == "roleless" else ROLES.get(name, name)
            self.accounts[name] = person(role, name.title(), topics=(elsewhere,) if name == "limited" else ())
            self.clients[name].force_login(self.accounts[name])
        people = {name: Person(ROLES.get(name, name), name == "limited") for name in NAMES}
        self.life = Life(people, "contributor", NOON, has_second_person)
        self.article = make.article("qzw0x", slug="it", topics=[branch], created_by=self.accounts["contributor"])
        self.has_second_person = has_second_person

    @rule(hours=st.sampled_from([1, 3, 30]))
    def wait(self, hours):
        """Let time pass. Everybody goes on with the session they have."""
        self.life.advance(timedelta(hours=hours))
        self.time.move_to(self.life.now)

    @rule(name=st.sampled_from(NAMES))
    def sign_in(self, name):
        if self.life.people[name].is_active:
            self.clients[name].force_login(User.objects.get(pk=self.accounts[name].pk))
            self.life.people[name].is_fresh = True

    @rule(name=st.sampled_from(NAMES), act=st.sampled_from(["submit", "take_back", "approve", "send_back"]))
    def review(self, name, act):
        self.attempt(name, act, act, {"reason": "Because."})

    @rule(name=st.sampled_from(NAMES))
    def edit(self, name):
        self.texts += 1
        self.attempt(name, "edit", "change", {"title": f"qzw{self.texts}x"}, text=self.texts)

    @rule(name=st.sampled_from(["editor", "publisher", "administrator", "chief"]),
          act=st.sampled_from(["publish", "schedule", "correct", "override"]))  # fmt: skip
    def publish(self, name, act):
        due = self.life.now + timedelta(hours=2)
        sent = (
            {"when": "later", "moment": f"{due:%Y-%m-%dT%H:%M}"} if act == "schedule" else {"when": "now", "moment": ""}
        )
        if act == "correct":
            sent |= {"kind": "correction", "note": "It was wrong."}
        sent |= {"override": "Nobody else is there."} if act == "override" else {}
        self.attempt(name, act, "publish", {**sent, "pending": "cancel"}, due=due)

    @precondition(lambda self: self.life.has_editions)
    @rule(name=st.sampled_from(NAMES), act=st.sampled_from(["withdraw", "cancel", "reschedule"]))
    def unpublish(self, name, act):
        due = self.life.now + timedelta(hours=5)
        sent = {"withdraw": {"notice": "Withdrawn.", "only": ""}, "cancel": {},
                "reschedule": {"moment": f"{due:%Y-%m-%dT%H:%M}"}}[act]  # fmt: skip
        self.attempt(name, act, act, sent, due=due)

    @rule(name=st.sampled_from(["editor", "publisher", "administrator"]), act=st.sampled_from(ON_PEOPLE))
    def manage(self, name, act):
        other = {"hand_over": "colleague", "disable": "editor", "demote": "publisher"}[act]
        if act == "hand_over":
            page = reverse("admin:auth_user_hand_over", args=[self.accounts["contributor"].pk])
            self.attempt(name, act, page, {"to": self.accounts[other].pk}, to=other)
        else:
            page = reverse("admin:auth_user_change", args=[self.accounts[other].pk])
            sent = {"is_active": ""} if act == "disable" else {"role": "CONTRIBUTOR"}
            self.attempt(name, act, page, sent, to=other)

    def attempt(self, name, act, page, sent, **more):
        """Send what the page's form holds, as whoever may see it, with the person's own session; compare what came."""
        opts = f"admin:articles_article_{page}"
        page = page if page.startswith("/") else reverse(opts, args=[self.article.pk])
        self.life.advance(timedelta(seconds=1))  # no two editions have the same time
        self.time.move_to(self.life.now)
        form = {**self.form(page), **sent}
        if act == "disable":
            form.pop("is_active", None)
        before, entries = self.rows(), AuditEntry.objects.count()
        with self.second_person():
            answer = self.clients[name].post(page, form)
        is_expected = self.life.may(name, act) and self.life.fits(name, act)
        was_done = AuditEntry.objects.count() > entries
        where = f"{name}: {act} in {self.life.state}: {answer.status_code}"
        assert was_done is is_expected, where
        if is_expected:
            self.life.do(name, act, **more)
        else:
            assert self.rows() == before, f"{where}, and it wrote"

    def form(self, page):
        """Return the form as an administrator who has just signed in would see it."""
        client = Client()
        client.force_login(self.accounts["chief"])
        with self.second_person():
            return filled(client, page)

    def second_person(self):
        """Turn the second person on or off."""
        return override_settings(SECOND_PERSON="on" if self.has_second_person else "off")

    def rows(self):
        """Return all that an act could change."""
        return [
            list(rows.order_by("pk").values_list())
            for rows in (Article.objects.filter(pk=self.article.pk), ArticleEdition.objects.defer(None),
                         Revision.objects.all(), User.objects.defer("last_login").values_list("pk", "is_active", "is_staff"))
        ]  # fmt: skip

    @invariant()
    def readers_see_what_is_live_and_nothing_else(self):
        if not hasattr(self, "life"):
            return
        answer = Client().get("/analysis/it/")
        status = 200 if self.life.live is not None else 410 if self.life.is_withdrawn else 404
        assert answer.status_code == status
        found = set(WORD.findall(answer.content.decode()))
        assert found <= ({f"qzw{self.life.live}x"} if status == 200 else found if status == 410 else set())

    @invariant()
    def the_desk_stands_where_the_model_does(self):
        if hasattr(self, "life"):
            assert Article.objects.values_list("state", "title").get() == (self.life.state, f"qzw{self.life.text}x")


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.more
def test_no_life_of_an_article_leads_past_the_rules():
    assert set(LEAST) >= {"edit", *ON_PEOPLE}
    run_state_machine_as_test(
        EditorialLife,
        settings=settings(
            max_examples=RUNS, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
