"""The page about the API, as a person sees it."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_can_be_read_with_scripts_off(open_page):
    page = open_page("/api/v1/", java_script_enabled=False)
    assert "curl" in page.inner_text("main")
    page.locator("#articles summary").first.click()
    assert "Ferries Wait" in page.inner_text("main")
