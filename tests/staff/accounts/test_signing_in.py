"""Signing in, second factors, confirming who one is, and sessions."""

import re

import pytest
from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django.urls import reverse

from audit.alarms import ALARM
from audit.models import AuditEntry
from outbox.models import OutboxEntry
from permissions.freshness import SIGNED_IN_AT
from permissions.matrix import Act
from tests import make
from tests.accounts import PASSWORD, person, signed_in

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"


def sign_in(client: Client, password: str = PASSWORD, **headers):
    return client.post(LOGIN, {"login": "vera", "password": password}, headers=headers)


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def code_of(account) -> str:
    secret = Authenticator.objects.get(user=account, type=Authenticator.Type.TOTP).wrap().instance.data["secret"]
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.mark.slow
def test_after_sixty_wrong_passwords_the_right_one_does_not_sign_in(vera, client):
    for _ in range(60):
        sign_in(client, "wrong")
    sign_in(client)
    assert not is_in(client)


def test_a_wrong_password_an_unknown_name_and_a_disabled_account_get_the_same_answer(vera, client):
    wrong = sign_in(client, "wrong").content
    vera.is_active = False
    vera.save()
    assert sign_in(client, "wrong").status_code == 200
    unknown = client.post(LOGIN, {"login": "nobody", "password": "wrong"}).content
    assert b"are not correct" in wrong
    assert b"are not correct" in unknown


def test_a_destination_that_is_no_address_is_passed_over(client, admin_user):
    client.force_login(admin_user)
    for page in ("login", "2fa/authenticate"):
        assert client.get(f"/admin/account/{page}/", {"next": "http://["}).status_code == 302


def test_nobody_signs_up():
    assert Client().get("/admin/account/signup/").status_code == 404
    assert Client().post("/admin/account/signup/", {"username": "x"}).status_code == 404
    assert not get_adapter().is_open_for_signup(RequestFactory().get("/"))  # nor if that address were open


def test_attempts_are_counted_for_each_address():
    asked = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7")
    assert get_adapter().get_client_ip(asked) == "192.0.2.7"


def test_whoever_has_a_second_factor_is_asked_for_it_and_passes_with_a_code(vera, client):
    TOTP.activate(vera, generate_totp_secret())
    answer = sign_in(client)
    assert answer.url.startswith(reverse("mfa_authenticate"))
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(vera)})
    assert is_in(client)


def test_a_recovery_code_works_once(vera, client):
    TOTP.activate(vera, generate_totp_secret())
    code = RecoveryCodes.activate(vera).get_unused_codes()[0]
    for works in (True, False):
        sign_in(client)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_in(client) is works
        client.post(reverse("admin:logout"))


@pytest.mark.parametrize(("role", "is_asked"), [("contributor", False), ("editor", True), ("administrator", True)])
def test_from_editors_on_a_second_factor_must_be_set_up_first(settings, role, is_asked):
    settings.REQUIRE_SECOND_FACTOR = True
    answer = signed_in(person(role)).get("/admin/")
    assert (answer.status_code == 302 and answer.url == reverse("mfa_index")) is is_asked


def test_with_a_second_factor_the_desk_opens(settings, vera, client):
    settings.REQUIRE_SECOND_FACTOR = True
    TOTP.activate(vera, generate_totp_secret())
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(vera)})
    assert is_in(client)


@pytest.mark.slow
@pytest.mark.parametrize("page", ["publish", "withdraw"])
def test_publishing_and_withdrawing_want_a_recent_sign_in(vera, client, page):
    article = make.article()
    make.published(article)
    sign_in(client)
    address = reverse(f"admin:articles_article_{page}", args=[article.pk])
    assert client.get(address).status_code == 200
    session = client.session
    session[SIGNED_IN_AT] -= 16 * 60
    session["account_authentication_methods"] = []
    session.save()
    assert client.get(address).url.startswith(reverse("account_reauthenticate"))
    assert client.get(reverse("admin:articles_article_change", args=[article.pk])).status_code == 200
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(address).status_code == 200


def test_managing_people_wants_a_recent_sign_in():
    client = signed_in(person("administrator"))
    assert client.get("/admin/auth/user/").status_code == 200
    session = client.session
    session[SIGNED_IN_AT] = 0
    session.save()
    assert client.get("/admin/auth/user/").status_code == 403  # without a password there is nothing to confirm with


def test_disabling_or_demoting_takes_effect_at_the_next_request(vera, client):
    sign_in(client)
    article = make.article()
    address = reverse("admin:articles_article_publish", args=[article.pk])
    assert client.get(address).status_code == 200
    vera.groups.clear()
    assert client.get(address).status_code == 403
    vera.is_active = False
    vera.save()
    assert client.get(address).status_code == 302


@pytest.mark.slow
def test_one_ends_a_session_of_ones_own_and_nobody_elses(vera, client):
    other, stranger = Client(), signed_in(person("administrator"))
    sign_in(client)
    sign_in(other, user_agent="Phone")
    session = UserSession.objects.exclude(session_key=client.session.session_key).get(user=vera)
    end = reverse("end-session", args=[session.pk])
    assert stranger.post(end).status_code == 404
    assert is_in(other)
    assert b"Phone" in client.get(reverse("usersessions_list")).content
    client.post(end)
    assert not is_in(other)
    assert is_in(client)


def test_a_sign_in_is_noted_and_one_from_another_device_is_told(vera, client):
    sign_in(client, user_agent="Laptop")
    sign_in(Client(), user_agent="Laptop")
    assert not OutboxEntry.objects.filter(kind=ALARM).exists()
    sign_in(Client(), user_agent="Stranger")
    assert [entry.payload["to"] for entry in OutboxEntry.objects.filter(kind=ALARM)] == ["vera@house.example"]
    assert AuditEntry.objects.filter(actor=vera, act=Act.SIGN_IN).count() == 3


def test_resetting_a_second_factor_removes_it_ends_sessions_and_is_told(vera, client):
    TOTP.activate(vera, generate_totp_secret())
    other = signed_in(vera)
    call_command("reset_second_factor", "vera", verbosity=0)
    assert not Authenticator.objects.filter(user=vera).exists()
    assert OutboxEntry.objects.filter(kind=ALARM).exists()
    assert AuditEntry.objects.filter(act=Act.MANAGE_PEOPLE, object_id=str(vera.pk)).exists()
    with pytest.raises(CommandError, match="no account"):
        call_command("reset_second_factor", "nobody")
    assert other is not None


def test_a_password_is_reset_by_mail_and_the_second_factor_is_still_asked_for(vera, client, mailoutbox):
    TOTP.activate(vera, generate_totp_secret())
    client.post(reverse("account_reset_password"), {"email": "vera@house.example"})
    link = re.search(r"http://\S+/password/reset/key/\S+", mailoutbox[0].body)[0]
    page = client.get(link, follow=True).request["PATH_INFO"]
    client.post(page, {"password1": "another long word", "password2": "another long word"})
    assert not is_in(client)
    assert sign_in(client, "another long word").url.startswith(reverse("mfa_authenticate"))


def test_a_mail_server_that_is_away_does_not_tell_which_addresses_there_are(vera, client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in ("vera@house.example", "nobody@house.example")
    ]
    assert [(answer.status_code, answer.url) for answer in answers] == [
        (302, reverse("account_reset_password_done"))
    ] * 2
