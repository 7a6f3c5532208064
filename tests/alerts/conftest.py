"""Subscribers, and a mail server that they read from."""

import re

import pytest
from django.core import mail

from alerts.following import read_followed
from alerts.models import Subscription
from alerts.requests import ask
from outbox.runner import run_due
from record import record_version
from tests.make import NOON


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://house.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def run():
    """Return how what is due is done at a moment; it gives the messages that were sent, and holds that none failed."""

    def act(at=NOON) -> list:
        record_version.clear_cache()
        before = len(mail.outbox)
        assert [each.error for each in run_due(at) if each.error] == []
        return mail.outbox[before:]

    return act


@pytest.fixture
def subscribe():
    """Return how an address asks for what a query names, and confirms at once."""
    from django.http import QueryDict  # the settings stand only now

    def act(query: str, address: str = "ada@reader.example", often: str = "at-once", at=NOON) -> Subscription:
        record_version.clear_cache()
        followed = read_followed(QueryDict(query), at)
        ask(followed, address, often, at)
        made = Subscription.objects.latest("pk")
        Subscription.objects.filter(pk=made.pk).update(confirmed_at=at)
        made.refresh_from_db()
        return made

    return act


def link_in(message, purpose: str) -> str:
    """Return the path of the link of confirming or leaving in a message."""
    return re.search(rf"https://house\.example(/alerts/{purpose}/\S+/)", message.body)[1]
