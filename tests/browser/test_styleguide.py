"""The style guide in a real browser. What axe finds there, and what is cut off: shared_site/test_every_page.py."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.journey
def test_markup_in_a_text_is_shown_and_not_followed(open_page):
    page = open_page("/styleguide/")
    assert page.title() != "broken"
    assert page.locator("h3", has_text="<script>").count() == 1
