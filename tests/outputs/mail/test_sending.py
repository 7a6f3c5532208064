"""A test is really sent: over SMTP, to a server on this machine."""

import socket

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from outbox.post import NOWHERE, is_set_up
from outputs.mail.sending import NotSent, obstacle, send_test
from record import record_version
from record.models import Organization
from tests import make
from tests.accounts import editor
from tests.letters import SITE, letter_of, part_of, read_message
from tests.make import NOON
from tests.smtp_server import smtp_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    """A letter with letters of several scripts, and with lines that SMTP itself would take for its own."""
    return letter_of(make.published(make.article("Ծով: a . b", slug="sea", body="<p>.</p><p>From the sea…</p>"), NOON))


@pytest.fixture
def mail_to(settings):
    """Return how the site is told where its mail server is."""

    def set_port(port: int) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5

    return set_port


def test_a_letter_arrives_as_it_was_written(letter, mail_to):
    Organization.objects.create(pk=1, name="Դարան", contact_email="desk@house.example")
    record_version.raise_version()
    with smtp_server() as server:
        mail_to(server.server_address[1])
        assert send_test(letter, SITE, NOON, editor(email="vera@house.example")) == "vera@house.example"
    (data,) = server.received
    message = read_message(data)
    assert message["Subject"] == letter.subject
    assert part_of(message, "plain") == letter.text
    assert part_of(message, "html").strip() == letter.html.strip()
    assert any(line.upper().startswith("MAIL FROM:<DESK@HOUSE.EXAMPLE>") for line in server.envelope)
    assert any(line.upper().startswith("RCPT TO:<VERA@HOUSE.EXAMPLE>") for line in server.envelope)


def test_a_server_that_refuses_is_quoted(letter, mail_to):
    with smtp_server("550 No such mailbox here") as server:
        mail_to(server.server_address[1])
        with pytest.raises(NotSent, match="The mail server refused the message: No such mailbox here"):
            send_test(letter, SITE, NOON, editor(email="vera@house.example"))
    assert server.received == []


def test_a_server_that_is_not_there_is_told_in_a_sentence(letter, mail_to):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        mail_to(free.getsockname()[1])
        with pytest.raises(NotSent, match="The mail server could not be reached"):
            send_test(letter, SITE, NOON, editor(email="vera@house.example"))


def test_an_account_without_an_address_is_told_so(letter, mailoutbox):
    with pytest.raises(NotSent, match="Your account has no email address"):
        send_test(letter, SITE, NOON, editor())
    assert mailoutbox == []


def test_an_address_that_mail_cannot_go_to_is_told_in_a_sentence(letter, mail_to):
    with smtp_server() as server:
        mail_to(server.server_address[1])
        with pytest.raises(NotSent, match="email address is not valid"):
            send_test(letter, SITE, NOON, editor(email="vera@house.example\nBcc: all@example.org"))
    assert server.received == []


def test_where_mail_is_not_set_up_the_desk_says_so_and_nothing_is_lost_silently(letter, settings):
    settings.EMAIL_BACKEND = NOWHERE
    assert not is_set_up()
    assert "Email is not set up" in obstacle(editor(email="vera@house.example"))
    with pytest.raises(NotSent, match="Email is not set up"):
        send_test(letter, SITE, NOON, editor(email="vera@house.example"))


def test_the_deployment_checks_warn_where_mail_is_not_set_up(settings):
    call_command("check", "--deploy", "--tag", "security", "--fail-level", "CRITICAL")
    settings.EMAIL_BACKEND = NOWHERE
    with pytest.raises(SystemCheckError, match=r"outputs\.W001"):
        call_command("check", "--deploy", "--tag", "security", "--fail-level", "WARNING")
