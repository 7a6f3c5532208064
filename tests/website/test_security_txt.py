"""Whoever finds a vulnerability finds whom to tell (RFC 9116)."""

from datetime import datetime

import pytest

from record.models import Organization
from tests.make import NOON, later, record_changed

pytestmark = pytest.mark.django_db
PATH = "/.well-known/security.txt"


@pytest.fixture(autouse=True)
def house(settings):
    settings.SITE_URL = "https://house.example"
    house = Organization.objects.create(pk=1, name="House", language="fr", contact_email="desk@house.example")
    record_changed()
    return house


def fields(answer) -> dict[str, str]:
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in answer.content.decode().splitlines())


@pytest.mark.slow
def test_the_organizations_contact_is_named(look):
    told = fields(look(PATH))
    assert told["Contact"] == "mailto:desk@house.example"
    assert told["Canonical"] == "https://house.example/.well-known/security.txt"
    assert told["Preferred-Languages"] == "fr"
    assert "Policy" not in told


def test_the_operators_own_contact_and_policy_come_first(look, settings):
    settings.SECURITY_CONTACT = "https://house.example/report"
    settings.SECURITY_POLICY = "https://house.example/policy"
    told = fields(look(PATH))
    assert (told["Contact"], told["Policy"]) == ("https://house.example/report", "https://house.example/policy")


@pytest.mark.parametrize("days", [0, 17, 45, 365])
def test_it_holds_for_months_and_less_than_a_year(look, days):
    at = later(days=days)
    until = datetime.fromisoformat(fields(look(PATH, at))["Expires"])
    assert 120 < (until - at).days < 365


def test_where_nobody_is_named_there_is_none(look, house):
    Organization.objects.update(contact_email="")
    record_changed()
    assert look(PATH, NOON).status_code == 404
