"""Pictures in a real browser: the library, choosing one with the picture in sight, and a page that shows one."""

import pytest

from articles.models import Article
from media.models import Picture
from media.pictures import library
from tests import make, uploads
from tests.browser.test_pages import problems_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def picture() -> Picture:
    return library.add(uploads.picture((1200, 800), "JPEG"), "cranes.jpg", alternative_text="Two cranes", credit="Ada")


def test_a_click_on_the_picture_sets_its_focus(open_page, signed_in, picture):
    page = open_page(f"/admin/media/picture/{picture.pk}/change/", **signed_in)
    box = page.locator(".picture-preview").bounding_box()
    page.locator(".picture-preview").click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})
    assert (page.input_value("[name=focus_x]"), page.input_value("[name=focus_y]")) == ("25", "75")
    page.fill("[name=focus_x]", "90")
    page.click("[name=_continue]")
    page.locator(".messagelist .success").wait_for()
    picture.refresh_from_db()
    assert (picture.focus_x, picture.focus_y) == (90, 75)


@pytest.mark.journey
def test_a_picture_is_chosen_by_a_word_and_seen(open_page, signed_in, picture):
    article = make.article()
    page = open_page(f"/admin/articles/article/{article.pk}/change/", **signed_in)
    shown = page.locator("div.field-picture .picture-choice")
    assert not shown.is_visible()
    page.locator("div.field-picture .select2-selection").click()
    page.fill(".select2-search__field", "two cranes")
    page.click(".select2-results__option:has-text('cranes')")
    shown.wait_for(state="visible")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 480
    # By keyboard: the end of the click opened the chooser that lay beneath, and a first click only closes that.
    page.locator("[name=_continue]").press("Enter")
    page.locator(".messagelist .success").wait_for()
    assert Article.objects.get(pk=article.pk).picture == picture


def test_a_figure_is_added_with_its_picture_in_sight_and_stands_in_the_text(open_page, signed_in, picture):
    article = make.article(slug="ferries", body="<p>Before.</p><p>[figure 1]</p><p>After.</p>")
    page = open_page(f"/admin/articles/article/{article.pk}/change/", **signed_in)
    page.click("#figures-group .add-row a")
    row = page.locator("#figures-0")
    row.locator(".select2-selection").click()
    page.fill(".select2-search__field", "two cranes")
    page.click(".select2-results__option:has-text('cranes')")
    row.locator(".picture-choice").wait_for(state="visible")
    row.locator("textarea").fill("At dusk")
    page.locator("[name=_continue]").press("Enter")
    page.locator(".messagelist .success").wait_for()
    make.published(article)
    page.goto(f"{page.url.split('/admin')[0]}/analysis/ferries/")
    figure = page.locator("p:text('Before.') + figure#figure-1")
    figure.scroll_into_view_if_needed()
    assert figure.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    assert figure.locator("figcaption").inner_text().split() == ["Figure", "1.", "At", "dusk", "Ada"]


@pytest.mark.parametrize(("width", "scheme"), [("narrow", "dark"), ("desktop", "light")])
def test_every_page_with_a_picture_is_accessible_and_fits(open_page, axe, signed_in, picture, width, scheme):
    author = make.author(slug="ada", photo=picture)
    article = make.article(slug="ferries", picture=picture, authors=[author])
    snapshot = make.snapshot(slug="caspian", picture=picture, sections={"One": [article]})
    make.figured(article, "At dusk", picture)
    for thing in (article, snapshot):
        make.attached(thing)
    make.published(snapshot)
    addresses = [
        "/analysis/ferries/", "/snapshots/caspian/", "/authors/ada/", "/admin/media/picture/",
        "/admin/media/picture/add/", f"/admin/media/picture/{picture.pk}/change/",
        f"/admin/articles/article/{article.pk}/change/", "/admin/media/storedfile/",
    ]  # fmt: skip

    def open_signed_in(path, width, scheme):
        return open_page(path, width, scheme, **signed_in)

    assert problems_of(addresses, open_signed_in, axe, width, scheme) == []


def test_a_page_loads_the_size_that_fits_as_avif(open_page, picture):
    make.published(make.article(slug="ferries", picture=picture))
    page = open_page("/analysis/ferries/", "phone")
    assert page.locator(".picture img").evaluate("image => image.currentSrc").endswith("-480.avif")
    assert page.locator(".picture img").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
