"""The words of the pages and mail around one's account: the desk's, not django-allauth's."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from record.models import Organization
from tests.accounts import PASSWORD

pytestmark = pytest.mark.django_db

LABELS = re.compile(r'<(?:title|h1|h2|th|label|button|a class="button)[^>]*>\s*([^<]*\w)')
CAPITALIZED = re.compile(r"\w+ (?:\w+ )?[A-Z][a-z]")
NAMES = re.compile("Strategic Snapshot|QR code")
FOREIGN = re.compile(
    "two-factor|passwordless|master key|reauthent|verification code|invalid|please|log in", re.IGNORECASE
)
BEFORE = ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"]
WITHOUT = ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "account_change_password"]
WITH = ["mfa_index", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_view_recovery_codes"]


def foreign_words(client: Client, name: str, **values) -> list[str]:
    """Return the labels in title case, and the words of others, on the page."""
    page = client.get(reverse(name, kwargs=values))
    assert page.status_code == 200
    html = re.sub(r"<script.*?</script>|<style.*?</style>", "", page.content.decode(), flags=re.DOTALL)
    labels = [label for label in LABELS.findall(html) if CAPITALIZED.search(NAMES.sub("", label))]
    return labels + FOREIGN.findall(re.sub(r"<[^>]*>", " ", html))


def enter(client: Client, code: str = "") -> None:
    """Sign in, and confirm it once more."""
    client.post(reverse("account_login"), {"login": "vera", "password": PASSWORD})
    if code:
        client.post(reverse("mfa_authenticate"), {"code": code})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.mark.parametrize("name", BEFORE)
def test_pages_before_signing_in_use_the_words_of_the_desk(client, name):
    assert foreign_words(client, name) == []


@pytest.mark.parametrize("name", WITHOUT)
def test_pages_where_a_second_factor_is_set_up_use_the_words_of_the_desk(vera, client, name):
    enter(client)
    assert foreign_words(client, name) == []


@pytest.mark.parametrize("name", ["account_reauthenticate", "mfa_reauthenticate"])
def test_pages_that_ask_to_confirm_use_the_words_of_the_desk(vera, client, name):
    TOTP.activate(vera, generate_totp_secret())
    enter(client, RecoveryCodes.activate(vera).get_unused_codes()[0])
    assert foreign_words(client, name) == []


@pytest.mark.parametrize("name", WITH)
def test_pages_of_a_second_factor_use_the_words_of_the_desk(vera, client, name):
    TOTP.activate(vera, generate_totp_secret())
    enter(client, RecoveryCodes.activate(vera).get_unused_codes()[0])
    assert foreign_words(client, name) == []


def test_the_page_that_asks_for_a_second_factor_uses_the_words_of_the_desk(vera, client):
    TOTP.activate(vera, generate_totp_secret())
    enter(client)
    assert foreign_words(client, "mfa_authenticate") == []


def test_the_first_key_is_suggested_as_key_1(vera, client):
    enter(client)
    assert 'value="Key 1"' in client.get(reverse("mfa_add_webauthn")).content.decode()


def test_mail_about_a_password_ends_with_the_organization_and_offers_no_account(vera, client, mailoutbox):
    Organization.objects.create(pk=1, name="Institute of the Sea")
    for email in ("vera@house.example", "nobody@house.example"):
        client.post(reverse("account_reset_password"), {"email": email})
    known, unknown = mailoutbox
    assert known.subject.endswith("Reset your password")
    assert unknown.subject.endswith("No account has this address")
    assert "Your user name is vera." in known.body
    assert [mail.body.strip().splitlines()[-1] for mail in mailoutbox] == ["Institute of the Sea"] * 2
    assert "http" not in unknown.body


def test_an_outdated_link_leads_to_a_new_one(client):
    page = client.get(reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "a-b"})).content.decode()
    assert "This link has expired or was used already." in page
    assert f'href="{reverse("account_reset_password")}"' in page
