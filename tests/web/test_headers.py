"""The headers of every answer, by the rules with which Mozilla's HTTP Observatory scores a site (version 5)."""

import re

import pytest
from django.conf import settings
from django.test import Client

from tests.accounts import editor

pytestmark = pytest.mark.django_db

PUBLIC = ("/", "/analysis/", "/snapshots/", "/search/?q=a", "/no/such/page/", "/api/v1/topics/", "/admin/login/")
SIX_MONTHS = 15_768_000
NO_UNSAFE = {"'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*"}


@pytest.fixture
def production(settings):
    """The settings of a server with HTTPS, as config/settings.py has them."""
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 31_536_000


def policy_of(response) -> dict[str, list[str]]:
    parts = (part.split() for part in response["Content-Security-Policy"].split(";") if part.strip())
    return {name: values for name, *values in parts}


def score(response) -> int:
    """Return the Observatory's score of a response over HTTPS: 100, less what is missing, and what is beyond it."""
    policy, points, bonus = policy_of(response), 100, 0
    scripts = set(policy.get("script-src", policy["default-src"]))
    if scripts & NO_UNSAFE or set(policy.get("object-src", policy["default-src"])) & NO_UNSAFE:
        points -= 20
    else:
        bonus += 10 if policy["default-src"] == ["'none'"] else 5
    if set(policy.get("style-src", policy["default-src"])) & NO_UNSAFE:
        bonus -= 5
    points -= 0 if response.get("X-Content-Type-Options") == "nosniff" else 5
    bonus += 5 if "frame-ancestors" in policy else 0
    points -= 0 if "frame-ancestors" in policy or "X-Frame-Options" in response.headers else 20
    bonus += (
        5
        if response.get("Referrer-Policy")
        in ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
        else 0
    )
    hsts = re.match(r"max-age=(\d+)", response.get("Strict-Transport-Security", ""))
    points -= 20 if not hsts else 10 if int(hsts[1]) < SIX_MONTHS else 0
    bonus += 10 if response.get("Cross-Origin-Resource-Policy") in ("same-origin", "same-site") else 0
    for cookie in response.cookies.values():
        points -= 0 if cookie["secure"] else 20
        bonus += 5 if cookie["secure"] and cookie["samesite"] else 0
    return points + bonus if points >= 90 else points


@pytest.mark.parametrize("path", PUBLIC)
def test_every_page_gets_an_a_plus(production, path):
    assert score(Client().get(path, secure=True)) >= 100


def test_the_score_falls_with_each_header_that_is_missing(production):
    whole = score(Client().get("/", secure=True))
    for name in ("Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy",
                 "Cross-Origin-Resource-Policy"):  # fmt: skip
        response = Client().get("/", secure=True)
        if name == "Content-Security-Policy":
            response[name] = response[name].replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
        else:
            del response[name]
        assert score(response) < whole, name


@pytest.mark.parametrize("path", ["/admin/", "/admin/articles/article/add/", "/admin/snapshot/snapshot/"])
def test_the_desk_has_the_same_policy(path):
    client = Client()
    client.force_login(editor())
    response = client.get(path)
    assert response.status_code == 200
    assert not {value for values in policy_of(response).values() for value in values} & {
        "'unsafe-inline'",
        "'unsafe-eval'",
    }


@pytest.mark.parametrize("path", PUBLIC)
def test_pages_are_kept_apart_from_other_sites_and_use_no_sensors(path):
    response = Client().get(path)
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_static_files_carry_no_headers_that_only_documents_need(client):
    response = client.get("/static/fonts/literata-text-latin.woff2")
    assert response.status_code == 200
    assert not {"Permissions-Policy", "Cross-Origin-Opener-Policy", "Referrer-Policy"} & set(response.headers)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in client.get("/static/nowhere.css")["Permissions-Policy"]


def test_the_longest_promise_of_https_is_the_default():
    source = (settings.BASE_DIR / "config" / "settings.py").read_text()
    assert 'env.int("HSTS_SECONDS", default=31_536_000)' in source
