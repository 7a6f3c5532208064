"""The links by which readers take away what a filter finds."""

import re

import pytest
from django.template.loader import render_to_string

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["", "author=ada&q=%3Cb%3E"])
def test_each_form_is_offered_of_the_filter(look, query):
    markup = render_to_string("components/export_links.html", {"query": query})
    links = re.findall(r'href="([^"]+)"[^>]*>([^<]+)<', markup)
    assert [name for _href, name in links] == ["Feed", "CSV", "JSON", "BibTeX", "RIS", "CSL-JSON"]
    for href, _name in links:
        assert href.partition("?")[2] == query.replace("&", "&amp;")
        assert look(href.replace("&amp;", "&")).status_code == 200
