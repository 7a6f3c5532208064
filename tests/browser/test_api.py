"""The page about the API, as a person sees it."""

import pytest

from tests.browser.conftest import LOOKS
from tests.browser.test_pages import is_too_wide

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_page_is_accessible_and_fits_with_everything_open(open_page, axe, width, scheme):
    page = open_page("/api/v1/", width, scheme)
    assert axe(page) == []
    for summary in page.locator("summary").all():
        summary.click()
    assert axe(page) == []
    assert not is_too_wide(page)


def test_it_can_be_read_with_scripts_off(open_page):
    page = open_page("/api/v1/", java_script_enabled=False)
    assert "curl" in page.inner_text("main")
    page.locator("#articles summary").first.click()
    assert "Ferries Wait" in page.inner_text("main")
