"""The demo's accounts: made once, and able to send themselves a test."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from dev.management.commands import demo
from dev.run_demo import nothing_is_done
from outbox.last_run import note_run
from outputs.mail.sending import obstacle
from permissions.matrix import Role
from permissions.roles import role_of
from tests import make
from tests.make import NOON, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def run_demo(tmp_path, monkeypatch):
    """Return how `manage.py demo` is run on a site that has snapshots: it makes the accounts and no more."""
    monkeypatch.setattr(demo, "SIGN_INS", tmp_path / "sign-ins.txt")
    make.published(make.snapshot())
    return lambda: call_command("demo", verbosity=0)


def test_each_account_has_an_address_that_leads_nowhere_and_may_send_themselves_a_test(run_demo):
    run_demo()
    for name in demo.ACCOUNTS:
        account = User.objects.get(username=name)
        assert account.email == f"{name}@example.org"
        assert obstacle(account) == ""
        assert role_of(account) is Role["ADMINISTRATOR" if name == "admin" else name.upper()]


def test_an_account_of_an_earlier_demo_gets_its_address_and_another_persons_stays(run_demo):
    run_demo()
    User.objects.update(email="")
    someone = User.objects.get(username="editor")
    someone.set_password("chosen by someone")
    someone.save()
    run_demo()
    assert User.objects.get(username="admin").email == "admin@example.org"
    assert User.objects.get(username="editor").email == ""


def test_after_five_minutes_without_a_runner_the_demo_tells(time_machine):
    time_machine.move_to(NOON, tick=False)
    note_run(NOON)
    for minutes, is_idle in ((4, False), (5, True)):
        time_machine.move_to(later(minutes=minutes), tick=False)
        assert nothing_is_done() is is_idle
