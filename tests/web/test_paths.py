"""Kept paths are those of the site as it is mounted."""

import pytest
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix

from web.paths import path_to


@pytest.fixture
def mounted():
    before = get_script_prefix()
    yield set_script_prefix
    set_script_prefix(before)


def test_a_path_follows_where_the_site_is_mounted(mounted):
    for prefix in ("/", "/analysis-site/", "/"):
        mounted(prefix)
        assert (
            path_to("article", slug="ports")
            == reverse("article", kwargs={"slug": "ports"})
            == f"{prefix}analysis/ports/"
        )


def test_numbers_and_texts_are_told_apart():
    assert path_to("article-edition", slug="2", number=1) == "/analysis/2/editions/1/"
    with pytest.raises(NoReverseMatch):
        path_to("article-edition", slug="a", number="x")
