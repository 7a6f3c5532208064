"""A house that speaks Arabic: its pages run from right to left, fit, and axe finds nothing on them."""

import pytest

from editorial.models import Organization
from tests import make
from tests.browser.conftest import LOOKS
from tests.browser.test_pages import problems_of

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = [
    "/",
    "/analysis/?q=ميناء",
    "/snapshots/",
    "/snapshots/ports/",
    "/analysis/port/",
    "/search/",
    "/topics/sea/",
]


@pytest.fixture(autouse=True)
def site():
    """An Arabic house with an Arabic article and snapshot, and an English article beside them."""
    Organization.objects.create(pk=1, name="معهد البحر", language="ar")
    sea = make.topic("البحر", slug="sea")
    port = make.article("الميناء ينتظر", [make.author("ليلى حداد", slug="layla")], topics=[sea], language="ar", slug="port",
                        points=["ينتظر الميناء سفنه."])  # fmt: skip
    other = make.article("Ferries Wait", [make.author("Ada Writer")], topics=[sea])
    make.published(port)
    make.published(make.snapshot("الموانئ", {"الساحل": [port, other]}, language="ar", slug="ports", topics=[sea]))


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_from_right_to_left_are_accessible_and_fit(open_page, axe, width, scheme):
    assert problems_of(ADDRESSES, open_page, axe, width, scheme) == []


def test_the_reading_begins_at_the_right(open_page):
    page = open_page("/snapshots/ports/")
    assert page.get_attribute("html", "dir") == "rtl"
    assert page.get_attribute("html", "lang") == "ar"
    name, menu = (page.locator(each).bounding_box() for each in (".site-name", ".site-nav"))
    assert name["x"] > menu["x"]
