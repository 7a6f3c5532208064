import pytest

from outputs.mail.links import resolved, with_absolute_links

PAGE = "https://house.example/snapshots/winter/"


@pytest.mark.parametrize(("href", "address"), [
    ("/analysis/a/", "https://house.example/analysis/a/"),
    ("#notes", "https://house.example/snapshots/winter/#notes"),
    ("../spring/", "https://house.example/snapshots/spring/"),
    ("//other.example/x", "https://other.example/x"),
    ("https://other.example/?a=1&b=2", "https://other.example/?a=1&b=2"),
    ("mailto:ada@house.example", "mailto:ada@house.example"),
    ("", PAGE),
    ("http://[", PAGE),
])  # fmt: skip
def test_an_address_leads_where_it_would_from_the_page(href, address):
    assert resolved(href, PAGE) == address


def test_each_link_of_a_document_is_made_absolute_and_nothing_else_is_touched():
    markup = '<p title="x" data-href="/x"><a class="y" href="/a?b=1&amp;c=2">href="/z"</a></p>'
    made = '<p title="x" data-href="/x"><a class="y" href="https://house.example/a?b=1&amp;c=2">href="/z"</a></p>'
    assert with_absolute_links(markup, PAGE) == made
    assert with_absolute_links(made, PAGE) == made
