"""Letters in a real browser: looked at, copied, sent; and the letter itself at every width."""

import pytest

from tests import make
from tests.browser.test_pages import is_too_wide, problems_of
from tests.letters import letter_of
from tests.make import published

pytestmark = pytest.mark.django_db(transaction=True)

OF_THE_PROGRAM = ("landmark-one-main:", "region:")  # a letter stands inside a mail program's page


@pytest.fixture
def caspian():
    """A published snapshot with a source elsewhere and a word that fits no phone."""
    long = make.article("Unabbreviated" * 9, source_url="https://example.org/" + "seals-" * 20)
    snapshot = make.snapshot("Caspian", {"Ports": [make.article("Ferries Wait"), long]}, slug="caspian")
    published(snapshot)
    return snapshot


@pytest.mark.parametrize(("width", "scheme"), [("narrow", "dark"), ("phone", "light"), ("desktop", "light")])
def test_the_pages_of_letters_are_accessible_and_fit(open_page, axe, signed_in, caspian, width, scheme):
    addresses = [f"/admin/snapshot/snapshot/{caspian.pk}/mail/", "/admin/snapshot/snapshot/digest/"]

    def open_signed_in(path, width, scheme):
        return open_page(path, width, scheme, **signed_in)

    assert problems_of(addresses, open_signed_in, axe, width, scheme) == []


@pytest.mark.journey
def test_a_letter_is_shown_in_its_frame_with_its_styles_and_its_html_is_copied(open_page, signed_in, caspian):
    page = open_page(
        f"/admin/snapshot/snapshot/{caspian.pk}/mail/", **signed_in, permissions=["clipboard-read", "clipboard-write"]
    )
    heading = page.frame_locator("[name=letter-frame]").locator("h1")
    assert heading.inner_text() == "Caspian"
    assert heading.evaluate("element => getComputedStyle(element).fontSize") == "36px"
    page.click("text=Phone")
    assert page.locator(".letter-frame").evaluate("frame => frame.clientWidth") <= 390
    page.click("[data-copies]")
    page.wait_for_selector("text=Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith("<!DOCTYPE html>")


def test_a_digest_fills_its_frame(open_page, axe, signed_in, caspian):
    page = open_page("/admin/snapshot/snapshot/digest/", **signed_in)
    page.fill("[name=subject]", "This month")
    page.check("[name=editions]")
    page.click("text=Create the email")
    assert page.frame_locator("[name=letter-frame]").locator("h1").inner_text() == "This month"
    assert axe(page) == []


@pytest.mark.parametrize(
    ("width", "scheme"), [("narrow", "light"), ("phone", "dark"), ("zoomed", "light"), ("desktop", "dark")]
)
def test_a_letter_is_accessible_and_fits_every_screen(open_page, axe, caspian, live_server, width, scheme):
    page = open_page("/", width, scheme)
    page.goto("about:blank")  # no page of the site, and under no policy: as a mail program has it
    for letter in (letter_of(caspian.editions.get()), letter_of(caspian)):
        page.set_content(letter.html.replace("http://testserver/", f"{live_server.url}/"))
        assert [finding for finding in axe(page) if not finding.startswith(OF_THE_PROGRAM)] == []
        assert not is_too_wide(page)
