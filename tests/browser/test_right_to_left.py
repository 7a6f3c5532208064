"""A house that speaks Arabic: its pages run from right to left. What axe finds there: shared_site/test_every_page.py."""

import pytest

from record.models import Organization
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def site():
    """An Arabic house with an Arabic article and snapshot, and an English article beside them."""
    Organization.objects.create(pk=1, name="معهد البحر", language="ar")
    sea = make.topic("البحر", slug="sea")
    port = make.article("الميناء ينتظر", [make.author("ليلى حداد", slug="layla")], topics=[sea], language="ar", slug="port",
                        points=["ينتظر الميناء سفنه."])  # fmt: skip
    ada = make.author("Ada Writer", slug="ada", role="Senior Fellow", bio="<p>She writes about ferries.</p>")
    other = make.article("Ferries Wait", [ada], topics=[sea])
    make.published(port)
    make.published(make.snapshot("الموانئ", {"الساحل": [port, other]}, language="ar", slug="ports", topics=[sea]))


def test_the_reading_begins_at_the_right(open_page):
    page = open_page("/snapshots/ports/")
    assert page.get_attribute("html", "dir") == "rtl"
    assert page.get_attribute("html", "lang") == "ar"
    name, menu = (page.locator(each).bounding_box() for each in (".site-name", ".site-nav"))
    assert name["x"] > menu["x"]


def test_an_english_teaser_begins_below_its_title(open_page):
    page = open_page("/analysis/")
    card = page.locator(".article-card", has_text="Ferries Wait")
    title, teaser = (card.locator(each).bounding_box() for each in (".article-card-title", ".article-card-point"))
    assert teaser["width"] < title["width"]
    assert teaser["x"] == pytest.approx(title["x"], abs=1)


@pytest.mark.parametrize("part", [".standfirst", ".author-header-bio"])
def test_what_an_english_author_is_and_wrote_runs_from_left_to_right(open_page, part):
    assert open_page("/authors/ada/").locator(part).evaluate("part => getComputedStyle(part).direction") == "ltr"
