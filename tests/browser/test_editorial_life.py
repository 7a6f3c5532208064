"""An article from draft to correction, by people who sign in with a passkey, an app's codes and a password."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import make
from tests.accounts import person
from tests.staff.accounts.test_signing_in import PASSWORD, code_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

PASSKEYS = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    cache.clear()
    settings.REQUIRE_SECOND_FACTOR, settings.SECOND_PERSON = True, "on"
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True


def somebody(role: str):
    account = person(role, role.title(), username=role, email=f"{role}@house.example")
    account.set_password(PASSWORD)
    account.save()
    return account


def with_password(page: Page, account) -> None:
    page.fill("[name=login]", account.username)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def with_passkey(page: Page, account) -> None:
    """Register a passkey after the first sign-in, leave, and come back with it alone."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": PASSKEYS})
    with_password(page, account)
    expect(page.locator("body")).to_contain_text("Set up a second factor first")
    page.goto("/admin/account/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)  # once more, before anything about signing in is changed
    page.locator("[name=password]").press("Enter")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/add/" not in url)
    page.context.clear_cookies()
    page.goto("/admin/")
    page.click("#passkey_login")
    expect(page.locator("#user-tools")).to_be_visible()


def with_code(page: Page, account) -> None:
    TOTP.activate(account, generate_totp_secret())
    with_password(page, account)
    page.fill("[name=code]", "000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("body")).to_contain_text("Incorrect code")
    page.fill("[name=code]", code_of(account))
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#user-tools")).to_be_visible()


def act(page: Page, article, step: str, **fields: str) -> None:
    """Open the article, choose what to do, and do it."""
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_role("link", name=step).click()
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    page.click(".submit-row input[type=submit]")
    expect(page.locator(".messagelist .success")).to_be_visible()


def as_read() -> tuple[int, str]:
    answer = Client().get("/analysis/ports/")
    return answer.status_code, answer.content.decode()


@pytest.mark.journey
def test_an_article_goes_from_draft_to_correction_through_three_pairs_of_hands(open_page):
    writer, editor, publisher = (somebody(role) for role in ("contributor", "editor", "publisher"))
    article = make.article("Ports Wait", slug="ports", created_by=writer)
    pages = [open_page("/admin/") for _ in range(3)]
    for page, account, sign_in in zip(
        pages, (writer, editor, publisher), (with_password, with_code, with_passkey), strict=True
    ):
        sign_in(page, account)
    writing, reviewing, publishing = pages
    act(writing, article, "Submit for review", reason="Please look.")
    act(reviewing, article, "Approve", reason="Good.")
    soon = timezone.now() + timedelta(hours=1)
    act(publishing, article, "Publish", moment=f"{soon:%Y-%m-%dT%H:%M}")
    assert as_read()[0] == 404
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert "Ports Wait" in as_read()[1]
        publishing.goto(f"/admin/articles/article/{article.pk}/change/")
        publishing.fill("[name=title]", "Ports Wait Longer")
        publishing.click("[name=_continue]")
        act(publishing, article, "Submit for review", reason="")
        act(reviewing, article, "Approve", reason="Right.")
        publishing.get_by_role("link", name="Publish").click()
        publishing.fill("[name=password]", PASSWORD)  # the last sign-in is two hours old
        publishing.locator("[name=password]").press("Enter")
        publishing.get_by_label("Correction").check()
        publishing.fill("[name=note]", "The ports waited longer.")
        publishing.click(".submit-row input[type=submit]")
        expect(publishing.locator(".messagelist .success")).to_contain_text("Edition 2 is live")
        status, text = as_read()
    assert (status, "Ports Wait Longer" in text) == (200, True)


def test_a_passkey_of_somebody_who_was_disabled_signs_nobody_in(open_page):
    account = somebody("editor")
    page = open_page("/admin/")
    with_passkey(page, account)
    type(account).objects.update(is_active=False)
    page.goto("/admin/")
    page.click("#passkey_login")
    page.wait_for_load_state("networkidle")
    page.goto("/admin/")
    expect(page.locator("#user-tools")).to_have_count(0)
