"""The style guide, as a person sees it: every component in every state, on the narrowest phone and on a desk."""

import pytest

from tests.browser.test_pages import is_too_wide

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "scheme"), [("narrow", "dark"), ("desktop", "light")])
def test_every_component_in_every_state_is_accessible_and_fits(open_page, axe, width, scheme):
    page = open_page("/styleguide/", width, scheme)
    assert axe(page) == []
    assert not is_too_wide(page)


def test_markup_in_a_text_is_shown_and_not_followed(open_page):
    page = open_page("/styleguide/")
    assert page.title() != "broken"
    assert page.locator("h3", has_text="<script>").count() == 1
