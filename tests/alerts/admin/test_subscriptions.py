"""The desk shows how many follow what, and what failed; whose addresses they are, to superusers alone."""

import pytest
from django.urls import reverse

from outbox import entries
from outbox.models import OutboxEntry
from outbox.runner import run_due
from tests import make
from tests.accounts import editor, queries_for, signed_in
from tests.alerts.conftest import _site, subscribe  # noqa: F401 - fixtures
from tests.make import NOON, later

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = "admin:alerts_subscription_changelist"


def text(response) -> str:
    return response.content.decode()


def test_editors_see_how_many_follow_what_and_no_address(subscribe):  # noqa: F811
    row = subscribe("", "ada@reader.example", "daily")
    subscribe("", "otto@reader.example")
    client = signed_in()
    for path in (reverse(LIST), reverse(LIST) + "?q=", reverse("admin:alerts_subscription_change", args=[row.pk])):
        answer = client.get(path, follow=True)
        assert "reader.example" not in text(answer), path
    assert "All articles" in text(client.get(reverse(LIST)))
    assert client.post(reverse("admin:alerts_subscription_delete", args=[row.pk])).status_code == 403


def test_superusers_may_look_an_address_up(subscribe):  # noqa: F811
    subscribe("", "ada@reader.example")
    client = signed_in(editor(is_superuser=True))
    assert "reader.example" not in text(client.get(reverse(LIST)))
    assert "ada@reader.example" in text(client.get(reverse(LIST) + "?q=ada"))
    assert "ada@reader.example" in text(client.get(reverse(LIST) + "?q="))


def test_a_subscription_names_what_is_followed_and_links_to_it(subscribe):  # noqa: F811
    row = subscribe("topic=energy")
    page = text(signed_in(editor(is_superuser=True)).get(reverse("admin:alerts_subscription_change", args=[row.pk])))
    assert 'href="/analysis/?topic=energy"' in page
    assert "Target id" not in page


@pytest.mark.usefixtures("without_ledger")
def test_one_without_the_right_sees_nothing():
    account = editor()
    account.groups.clear()
    assert signed_in(account).get(reverse(LIST)).status_code == 403


def test_the_counts_take_as_many_queries_for_many_subscribers_as_for_one(subscribe):  # noqa: F811
    client = signed_in()
    subscribe("")
    few = queries_for(client, reverse(LIST))
    for n in range(5):
        subscribe("", f"r{n}@reader.example", at=later(days=n + 1))
    assert queries_for(client, reverse(LIST)) == few


def test_what_failed_is_listed_with_its_reason_and_can_be_tried_again():
    make.article()
    entries.write("unknown", "x", NOON)
    entries.write("unknown", "waits", later(days=99999))
    list(run_due(NOON))
    client, page = signed_in(), reverse("admin:outbox_outboxentry_changelist")
    shown = text(client.get(page))
    assert "Nothing is registered that does “unknown”" in shown
    assert "waits" not in shown
    row = OutboxEntry.objects.get(key="x")
    client.post(page, {"action": "again", "_selected_action": [row.pk]})
    row.refresh_from_db()
    assert row.try_at != NOON
    assert row.done_at is None
    assert client.get(reverse("admin:outbox_outboxentry_add")).status_code == 403
