"""Reminders: who has an assignment that is due today gets one email, in the morning."""

from datetime import timedelta

import pytest
from django.core import mail

from articles.models import Article
from outbox import kinds
from outbox.runner import run_due
from permissions.models import Assignment
from staff.reminders import remind_today
from tests import make
from tests.accounts import person

pytestmark = pytest.mark.django_db
MORNING = make.NOON - timedelta(hours=4)  # eight, in the organization's time zone


@pytest.fixture
def article(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return make.article("Grain Corridors")


def assigned(article, role="editor", **differences) -> Assignment:
    account = person(role, email=f"{role}@house.example")
    row = {"kind": "article", "parent_id": article.pk, "account": account, "due_on": make.NOON.date(), **differences}
    return Assignment.objects.create(**row)


def sent(at=MORNING) -> list[list[str]]:
    for write in kinds.daily:
        write(at)
    list(run_due(at))
    return [message.to for message in mail.outbox]


def test_what_is_due_today_is_told_once_in_the_morning(article):
    row = assigned(article)
    assert sent(MORNING - timedelta(seconds=1)) == []
    assert sent() == [[row.account.email]]
    assert sent(make.NOON) == [[row.account.email]]
    assert mail.outbox[0].subject == "Due today: “Grain Corridors”"
    assert f"/admin/articles/article/{article.pk}/change/" in mail.outbox[0].body


def test_nothing_is_told_of_other_days_of_finished_work_or_to_who_has_left(article):
    assigned(article, "publisher", due_on=make.NOON.date() + timedelta(days=1))
    done = make.article("Done")
    Article.objects.filter(pk=done.pk).update(state="as-published")
    assigned(done, "administrator")
    row = assigned(make.article("Left"), "contributor")
    remind_today(MORNING - timedelta(hours=1))
    row.account.is_active = False
    row.account.save()
    assert sent() == []


def test_work_that_was_handed_over_is_told_to_who_has_it_now(article):
    row = assigned(article)
    remind_today(MORNING - timedelta(hours=1))
    row.account = person("publisher", email="now@house.example")
    row.save()
    assert sent() == [["now@house.example"]]
