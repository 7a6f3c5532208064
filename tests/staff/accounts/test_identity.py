"""Signing in through an organization's own identity provider: a real one, in a process of its own."""

import json
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from audit.alarms import ALARM
from audit.models import AuditEntry
from outbox.models import OutboxEntry
from permissions.freshness import SIGNED_IN_AT
from permissions.matrix import Act, Role
from permissions.roles import role_of
from tests.accounts import person
from tests.served import PATIENCE, free_port

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

START, CALLBACK = "/admin/account/oidc/oidc/login/", "http://testserver/admin/account/oidc/oidc/login/callback/"
GROUPS = {"writers": "contributor", "editors": "editor", "heads": "administrator"}


def somebody(*groups: str, address: str, verified: bool = True) -> dict:
    return {"address": address, "verified": verified, "groups": groups}


PEOPLE = {
    "vera": somebody("editors", "choir", address="vera@house.example"),
    "nora": somebody("writers", "editors", address="nora@house.example"),
    "cora": somebody("choir", address="cora@house.example"),
    "mallory": somebody("heads", address="vera@house.example", verified=False),
}


@pytest.fixture(scope="module")
def provider():
    """The address of the provider."""
    port = free_port()
    script = Path(__file__).with_name("identity_provider.py")
    command = [sys.executable, str(script), str(port), CALLBACK, json.dumps(PEOPLE)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        address, until = f"http://127.0.0.1:{port}", time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert process.poll() is None, process.stderr.read().decode()
            try:
                requests.get(f"{address}/.well-known/openid-configuration", timeout=PATIENCE)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield address
        process.kill()


@pytest.fixture
def httpserver_of():
    """Return the address of a server that answers everything with that status; None: of a port where nobody answers."""
    servers = []

    def serve(status: int | None) -> str:
        if status is None:
            return f"http://127.0.0.1:{free_port()}"

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_error(status)

            def log_message(self, *args):
                """Say nothing."""

        servers.append(HTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def through(provider, settings):
    """Return through(name): sign in with the provider as that person; the client, and where it was led."""
    application = {"provider_id": "oidc", "name": "House", "client_id": "desk", "secret": "shared",
                   "settings": {"server_url": provider, "oauth_pkce_enabled": True}}  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [application]}}
    settings.OIDC_GROUPS = GROUPS

    def sign_in(name: str) -> tuple[Client, str]:
        client, browser = Client(), requests.Session()
        asked = client.post(START)
        assert asked["Location"].startswith(f"{provider}/identity/o/authorize?"), asked
        browser.get(f"{provider}/as/{name}/", timeout=PATIENCE)
        led = browser.get(asked["Location"], allow_redirects=False, timeout=PATIENCE).headers["Location"]
        assert led.startswith(CALLBACK), led
        answer = client.get(f"{urlsplit(led).path}?{urlsplit(led).query}")
        return client, answer.get("Location", "")

    return sign_in


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_whoever_has_an_account_with_the_verified_address_is_signed_in_with_the_role_of_their_groups(through, settings):
    settings.ALARM_ADDRESSES = ["board@house.example"]
    vera = person("contributor", username="vera-holm", email="Vera@house.example")
    client, _ = through("vera")
    assert is_in(client)
    assert [role_of(each) for each in User.objects.all()] == [Role.EDITOR]
    assert AuditEntry.objects.get(act=Act.MANAGE_PEOPLE).words.endswith("contributor → editor")
    assert OutboxEntry.objects.filter(kind=ALARM).exists()
    assert is_in(through("vera")[0])
    assert AuditEntry.objects.filter(act=Act.SIGN_IN, actor=vera).count() == 2


def test_nobody_is_signed_in_as_somebody_with_another_address(through):
    otto = person("contributor", email="otto@house.example")
    client, _ = through("vera")
    assert is_in(client)
    assert User.objects.exclude(pk=otto.pk).get().email.casefold() == "vera@house.example"
    assert role_of(User.objects.get(pk=otto.pk)) is Role.CONTRIBUTOR


def test_a_person_in_a_mapped_group_gets_an_account_without_a_password(through):
    client, _ = through("nora")
    assert is_in(client)
    nora = User.objects.get()
    assert (nora.email, role_of(nora), nora.has_usable_password()) == ("nora@house.example", Role.EDITOR, False)


@pytest.mark.parametrize("name", ["cora", "mallory"])
def test_nobody_enters_without_a_mapped_group_or_with_an_address_that_is_not_verified(through, name):
    person("editor", email=PEOPLE[name]["address"])
    client, led = through(name)
    assert led == "/admin/login/"
    assert not is_in(client)
    assert User.objects.count() == 1
    assert not AuditEntry.objects.exists()


def test_two_accounts_with_the_same_address_are_told_apart_by_nobody(through):
    for _ in range(2):
        person("editor", email="vera@house.example")
    assert not is_in(through("vera")[0])


def test_a_disabled_account_stays_out(through):
    vera = person("editor", email="vera@house.example", is_active=False)
    client, led = through("vera")
    assert (is_in(client), led) == (False, reverse("account_inactive"))
    assert role_of(User.objects.get(pk=vera.pk)) is Role.ANONYMOUS


def test_a_second_factor_is_asked_for_all_the_same(through, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    vera = person("editor", email="vera@house.example")
    client, _ = through("vera")
    assert client.get("/admin/")["Location"] == reverse("mfa_index")
    TOTP.activate(vera, generate_totp_secret())
    assert Authenticator.objects.filter(user=vera).exists()
    client, led = through("vera")
    assert (is_in(client), led.partition("?")[0]) == (False, reverse("mfa_authenticate"))


def test_somebody_without_a_password_can_set_up_a_second_factor_right_after_signing_in(through, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    client, _ = through("nora")
    assert client.get("/admin/")["Location"] == reverse("mfa_index")
    page = reverse("mfa_activate_totp")
    assert client.get(page).status_code == 200
    session = client.session
    session[SIGNED_IN_AT] = 0
    session["account_authentication_methods"] = []
    session.save()
    assert client.get(page).status_code in (302, 403)  # asked for proof, or refused where none can be given


def test_without_a_provider_there_is_no_button_and_no_way_in(settings, client):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "Sign in with " not in client.get("/admin/login/").content.decode().replace("Sign in with a passkey", "")
    assert client.post(START).status_code == 404


def test_a_forged_answer_of_a_provider_signs_nobody_in(through, client):
    person("editor", email="vera@house.example")
    client.post(START)
    for query in ("", "code=x", "code=x&state=y", "error=access_denied&state=y"):
        assert client.get(f"{urlsplit(CALLBACK).path}?{query}").status_code in (200, 302, 400, 401, 403)
        assert not is_in(client)


@pytest.mark.parametrize("status", [None, 500])
def test_a_provider_that_is_away_is_told_in_words_and_passwords_still_work(settings, client, status, httpserver_of):
    server = httpserver_of(status)
    application = {"provider_id": "oidc", "name": "House", "client_id": "desk", "secret": "shared",
                   "settings": {"server_url": server, "oauth_pkce_enabled": True}}  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [application]}}
    client.raise_request_exception = False
    for ask in (lambda: client.post(START), lambda: client.get(f"{CALLBACK}?code=x&state=y")):
        answer = ask()
        assert answer.status_code < 500
        if answer.status_code == 302:
            answer = client.get(answer["Location"])
            assert "Single sign-on doesn’t answer" in answer.content.decode()
    assert client.get(reverse("admin:login")).status_code == 200
