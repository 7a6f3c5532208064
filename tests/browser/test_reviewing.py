"""A text on its way: reviewed through a link, its words changed as suggested, signed off, published over a later edit."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from review import links
from review.models import ReviewLink
from tests import make
from tests.accounts import person
from tests.browser.conftest import LOOKS, session_of
from tests.review.test_links import edit

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "<p>The port awaits its ships, as it has since the autumn.</p>\n<p>Nobody knows when the ice will go.</p>"


def page_of(article, name: str) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


@pytest.mark.journey
def test_a_draft_is_reviewed_by_link_signed_off_approved_edited_and_published_with_a_reason(open_page, live_server):
    article = make.article("Ports", body=BODY, standfirst="What the winter leaves behind.")
    staff = open_page(page_of(article, "change"), **session_of(person("publisher"), live_server))

    def new_link() -> str:
        staff.goto(page_of(article, "review_links"))
        staff.get_by_label("Reviewer’s name").fill("Dr. Rev Iewer")
        staff.get_by_role("button", name="Make the link").click()
        return staff.get_by_label("Address of the link").input_value()

    staff.goto(page_of(article, "review_links"))
    staff.get_by_role("button", name="Require a sign-off").click()
    expect(staff.locator("#required")).to_have_text("Publishing requires a sign-off")

    reviewer = open_page(new_link(), width="phone", java_script_enabled=False)
    fold = reviewer.locator("#margin-body-0")
    fold.locator("> summary").click()
    fold.get_by_label("Your comment").fill("Still true?")
    fold.get_by_text("Suggest other words").click()
    fold.get_by_label("The words as you would write them").fill("The port still awaits its ships.")
    fold.get_by_role("button", name="Send").click()
    expect(reviewer.locator("#margin-body-0")).to_contain_text("Still true?")

    staff.goto(page_of(article, "comments"))
    staff.get_by_role("button", name="Use these words").click()
    expect(staff.locator(".prose")).to_contain_text("The port still awaits its ships.")
    expect(staff.locator(".review-done")).to_contain_text("Taken in by Maria Editor")

    reviewer.reload()
    expect(reviewer.get_by_role("button", name="I sign this text off")).to_have_count(0)
    reviewer.goto(new_link())
    reviewer.get_by_label("Remark (optional)").fill("Fine now.")
    reviewer.get_by_role("button", name="I sign this text off").click()
    expect(reviewer.locator(".review-signed")).to_contain_text("Dr. Rev Iewer signed this text off")

    for step in ("submit", "approve"):
        staff.goto(page_of(article, step))
        staff.locator(".submit-row input[type=submit]").click()
    edit(article, title="Harbors")
    staff.goto(page_of(article, "publish"))
    expect(staff.locator("#content-main")).to_contain_text("Changed since Dr. Rev Iewer signed it off")
    staff.locator(".submit-row input[type=submit]").click()
    expect(staff.locator("#content-main")).to_contain_text("it has changed since")
    assert not article.editions.exists()
    staff.get_by_label("Publish without the sign-off").fill("Only the title is new.")
    staff.locator(".submit-row input[type=submit]").click()
    expect(staff.locator(".messagelist")).to_contain_text("Edition 1 is live.")
    assert article.editions.get().title == "Harbors"


def test_a_browser_that_shows_the_page_says_so_and_the_keyboard_sends_a_comment(open_page):
    link, token = links.make(make.article(body=BODY), "Dr. Rev Iewer", None, 7)
    page = open_page(reverse("review", args=[token]))
    page.wait_for_load_state("networkidle")
    page.locator("#margin-body-1 > summary").focus()
    page.keyboard.press("Enter")
    area = page.locator("#margin-body-1-words")
    expect(area).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#margin-body-1 > summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(area).to_be_focused()
    page.keyboard.type("Who says so?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#margin-body-1 .review-comment-words")).to_have_text("Who says so?")
    assert ReviewLink.objects.get(pk=link.pk).opened_at
    assert Client().get(reverse("review", args=["x" * 22])).status_code == 404


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_review_pages_are_accessible_and_fit(open_page, live_server, axe, width, scheme):
    snapshot = make.snapshot()
    token = links.make(snapshot, "Dr. Rev Iewer", None, 7)[1]
    page = open_page(reverse("review", args=[token]), width, scheme)
    page.locator(".review-margin > summary").first.click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page = open_page(
        reverse("admin:snapshot_snapshot_comments", args=[snapshot.pk]), width, scheme,
        **session_of(person("editor"), live_server),
    )  # fmt: skip
    assert axe(page) == []
    page.goto(reverse("admin:snapshot_snapshot_review_links", args=[snapshot.pk]))
    page.wait_for_load_state("networkidle")
    assert axe(page) == []
