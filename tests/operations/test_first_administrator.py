"""Whoever installs the site gets one account, once."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("first_administrator", *arguments, stdout=out)
    return out.getvalue()


def test_the_first_administrator_signs_in_with_what_is_printed():
    words = said("ada@example.org").split()
    password = words[words.index("Password:") + 1]
    assert Client().login(username="admin", password=password)
    assert User.objects.get().is_superuser
    assert User.objects.get().email == "ada@example.org"


def test_there_is_no_second_first_administrator():
    said("ada@example.org")
    assert said("eve@example.org").strip() == "There is an administrator already."
    assert User.objects.count() == 1


def test_what_is_no_address_or_a_taken_name_is_refused():
    with pytest.raises(CommandError, match="not a valid email"):
        said("nowhere")
    User.objects.create_user("admin")
    with pytest.raises(CommandError, match="is taken"):
        said("ada@example.org")
