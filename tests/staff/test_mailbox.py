"""The mailbox of a site that writes mail to files."""

import re

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse

from permissions.matrix import MATRIX, Act, Reach, Role
from tests.accounts import person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(settings, tmp_path):
    """Return write(address, subject), which puts a message with text and HTML into the folder."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)

    def written(address: str, subject: str) -> None:
        message = EmailMultiAlternatives(subject, "Grüße as text", to=[address], connection=get_connection())
        message.attach_alternative("<p>as <b>HTML</b></p>", "text/html")
        message.send()

    return written


def account(role: Role, address: str):
    made = person(role)
    made.email = address
    made.save(update_fields=["email"])
    return made


def shown(account) -> str:
    return signed_in(account).get(reverse("admin:mailbox")).content.decode()


def letter_in(page: str) -> str:
    """Return the address of the first letter."""
    return re.search(r'href="([^"]+/mailbox/[0-9a-f]{16}/)"', page)[1]


def test_everybody_reads_what_is_addressed_to_them_and_administrators_all(write):
    editor = account(Role.EDITOR, "ed@example.org")
    write("ed@example.org", "To the editor")
    write("reader@example.org", "To a reader")
    page = shown(editor)
    assert "To the editor" in page
    assert "Grüße as text" in page
    assert "To a reader" not in page
    assert "To a reader" in shown(account(Role.ADMINISTRATOR, ""))


def test_another_persons_letter_is_as_if_it_were_not_there(write):
    editor = signed_in(account(Role.EDITOR, "ed@example.org"))
    write("reader@example.org", "To a reader")
    address = letter_in(shown(account(Role.ADMINISTRATOR, "")))
    assert editor.get(address).status_code == 404


def test_a_letter_is_opened_only_by_whoever_may_enter_the_desk(write, monkeypatch, request):
    editor = account(Role.EDITOR, "ed@example.org")
    write("ed@example.org", "To the editor")
    address = letter_in(shown(editor))
    request.getfixturevalue("without_ledger")
    monkeypatch.setitem(MATRIX, Act.ENTER_DESK, (Reach.NONE,) * len(Role))
    assert signed_in(editor).get(address).status_code == 403


def test_a_letter_is_shown_as_html_where_nothing_of_it_can_run(write):
    editor = account(Role.EDITOR, "ed@example.org")
    write("ed@example.org", "To the editor")
    answer = signed_in(editor).get(letter_in(shown(editor)))
    assert answer.content.decode().strip() == "<p>as <b>HTML</b></p>"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_site_that_sends_mail_has_no_mailbox():
    editor = account(Role.EDITOR, "ed@example.org")
    assert "so no files are written here" in shown(editor)
    assert reverse("admin:mailbox") not in signed_in(editor).get("/admin/").content.decode()
