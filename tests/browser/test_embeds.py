"""Embeds in Chromium: at the writing desk, and before and after a reader asks for one."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests import make
from tests.browser.conftest import LOOKS
from tests.browser.test_writing import WritingDesk, desk  # noqa: F401 - a fixture
from tests.make import NOON, published

pytestmark = pytest.mark.django_db(transaction=True)
VIDEO, FRAME = "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"


@pytest.fixture
def ferries():
    """A public article with a chart that has a picture, and a video that has none."""
    article = make.article(
        "Ferries", slug="ferries", body="<p>They wait.</p><p>[embed 1]</p><p>Still.</p><p>[embed 2]</p>"
    )
    make.embedded(article, source="Harbor authority", picture=make.picture())
    make.embedded(article, VIDEO, "A quay at dusk")
    published(article, NOON.replace(year=2020))
    return article


def answer(page, address: str) -> None:
    """Let the provider's address give a page, which no test may fetch."""
    page.context.route(
        address, lambda route: route.fulfill(content_type="text/html", body="<title>Video</title><p>Playing</p>")
    )


@pytest.mark.journey
def test_no_other_host_is_asked_before_the_click_and_one_frame_after_it(open_page, ferries, watched):
    page = open_page("/analysis/ferries/")
    answer(page, f"{FRAME}**")
    offers = page.locator(".embed-show")
    expect(offers).to_have_count(2)
    page.wait_for_load_state("networkidle")
    assert (watched.foreign, page.locator("iframe").count()) == ([], 0)
    page.get_by_role("button", name="Show the video").click()
    frame = page.locator("iframe")
    expect(frame).to_have_count(1)
    expect(page.frame_locator("iframe").get_by_text("Playing")).to_be_visible()
    assert (frame.get_attribute("src"), frame.get_attribute("title")) == (FRAME, "A quay at dusk")
    assert "allow-top-navigation" not in frame.get_attribute("sandbox")
    assert frame.evaluate("each => each === document.activeElement")
    expect(offers).to_have_count(1)
    assert watched.foreign == [FRAME]
    watched.foreign.clear()


def test_the_policy_lets_no_other_frame_in(open_page, ferries, watched):
    page = open_page("/analysis/ferries/")
    page.evaluate("document.body.append(Object.assign(document.createElement('iframe'), {src: 'https://vimeo.com/1'}))")
    page.wait_for_timeout(300)
    assert "vimeo" in watched.violations.pop()
    watched.violations.clear()
    assert watched.foreign == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_wrong_before_and_after(open_page, ferries, axe, watched, width, scheme):
    page = open_page("/analysis/ferries/", width, scheme)
    answer(page, f"{FRAME}**")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Show the video").press("Enter")
    expect(page.frame_locator("iframe").get_by_text("Playing")).to_be_visible()
    assert axe(page, iframes=False) == []
    watched.foreign.clear()


def test_without_scripts_it_is_a_picture_and_a_link(open_page, ferries):
    page = open_page("/analysis/ferries/", java_script_enabled=False, is_laid_out=False)
    expect(page.locator("#embed-1 img")).to_be_visible()
    expect(page.locator("#embed-2 .embed-link")).to_have_attribute("href", VIDEO)
    expect(page.locator(".embed-offer").first).to_be_hidden()


def test_five_embeds_keep_the_page_light(open_page, watched):
    article = make.article("Ports", slug="ports", body="<p>Words.</p>")
    for address in ("https://vimeo.com/1", VIDEO, "https://datawrapper.dwcdn.net/abcde/",
                    "https://public.flourish.studio/story/1/", "https://ourworldindata.org/grapher/life-expectancy"):  # fmt: skip
        make.embedded(article, address)
    published(article, NOON.replace(year=2020))
    page = open_page("/analysis/ports/")
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate(
        "[performance.getEntriesByType('navigation')[0], ...performance.getEntriesByType('resource')]"
        ".filter(each => !/\\.woff2/.test(each.name)).reduce((sum, each) => sum + each.encodedBodySize, 0)"
    )
    assert sizes <= 60_000, sizes
    assert watched.foreign == []


@pytest.mark.journey
def test_an_address_is_typed_or_pasted_and_becomes_an_embed(desk, axe):  # noqa: F811
    make.picture(title="Cranes", caption="")
    writing: WritingDesk = desk()
    page = writing.page
    writing.type("Cranes")
    writing.text.click()
    writing.type("As a chart shows:")
    writing.press("Enter")
    paste(page, "https://youtu.be/dQw4w9WgXcQ?si=x")
    expect(page.locator(".paper-embed")).to_have_count(1)
    page.get_by_label("Title of the embed").fill("A quay at dusk")
    page.get_by_label("Source of the embed").fill("Harbor TV")
    page.get_by_role("button", name="Choose a picture").click()
    page.locator(".picture-option").click()
    expect(page.locator(".paper-embed img")).to_be_visible()
    page.get_by_role("button", name="Embed: a chart, map or video").click()
    page.locator("#embed-address").fill("https://www.dailymotion.com/video/x8")
    writing.press("Enter")
    expect(page.locator("#embed-problem")).to_contain_text("“www.dailymotion.com” can’t be embedded.")
    assert axe(page) == []
    page.locator("#embed-address").fill("https://datawrapper.dwcdn.net/abcde/2/")
    page.locator("#embed-title").fill("Ferries waiting")
    writing.press("Enter")
    expect(page.locator(".paper-embed")).to_have_count(2)
    assert axe(page) == []
    writing.saved()
    made: Article = writing.article()
    embeds = [(each.address, each.title, each.source, bool(each.picture)) for each in made.embeds.all()]
    first, second = (
        (VIDEO, "A quay at dusk", "Harbor TV", True),
        ("https://datawrapper.dwcdn.net/abcde/2/", "Ferries waiting", "", False),
    )
    assert sorted(embeds) == sorted([first, second])
    marks = [f"<p>[embed {number}]</p>" for number in (1, 2)]
    assert [line for line in made.body.split("\n") if "[embed" in line] == marks


def test_an_address_that_cannot_be_embedded_or_stands_in_a_sentence_stays_text(desk):  # noqa: F811
    writing = desk(make.article("Cranes", body="<p>See:</p>"))
    page = writing.page
    writing.text.click()
    writing.press("Control+End")
    paste(page, VIDEO)
    writing.press("Enter")
    paste(page, "https://example.org/page")
    page.wait_for_load_state("networkidle")
    assert page.locator(".paper-embed").count() == 0
    assert writing.paragraphs() == [f"See:{VIDEO}", "https://example.org/page"]


def paste(page, text: str) -> None:
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )
