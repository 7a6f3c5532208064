"""One file of style, kept for a year, and never an old one."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from record.models import Organization
from tests.make import record_changed
from web.stylesheet import FILES, FOLDER, stylesheet

pytestmark = pytest.mark.django_db


def linked(look) -> str:
    """Return the address of the style that the home page names."""
    return re.search(r'href="(/site\.css\?v=[0-9a-f]{12})"', look("/").content.decode())[1]


def test_what_a_page_names_may_be_kept_for_ever(look):
    answer = look(linked(look))
    assert answer["Cache-Control"] == "max-age=31536000, immutable, public"
    assert answer["Content-Type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize("path", ["/site.css", "/site.css?v=000000000000"])
def test_at_another_address_it_is_asked_for_again(look, path):
    assert look(path)["Cache-Control"] == "public, no-cache"


def test_another_color_of_the_house_has_another_address(look):
    before = linked(look)
    Organization.objects.update_or_create(pk=1, defaults={"name": "House", "brand_color": "#123456"})
    record_changed()
    assert linked(look) != before
    assert "--brand:#123456" in look(linked(look)).content.decode()


def test_every_rule_of_the_files_is_in_it():
    def bare(text: str) -> str:
        return re.sub(r"\s+|/\*.*?\*/", "", text, flags=re.DOTALL)

    whole = bare(stylesheet())
    for name in FILES:
        for rule in re.findall(r"[^{}/]+\{[^{}]*\}", (FOLDER / f"{name}.css").read_text()):
            assert "url(" in rule or bare(rule) in whole, rule


def test_its_fonts_are_where_it_says():
    fonts = re.findall(r'url\("([^"]+)"\)', stylesheet())
    assert len(fonts) > 10
    for font in fonts:
        assert (Path(settings.BASE_DIR) / font.removeprefix("/")).exists(), font
