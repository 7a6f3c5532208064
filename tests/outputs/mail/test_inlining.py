import pytest

from outputs.mail.inlining import with_styles
from record.models import Organization

pytestmark = pytest.mark.django_db

PAGE = '<!DOCTYPE html><html lang="en" dir="{}"><head><meta charset="utf-8"><title>a &lt;/head&gt;</title>{}</head><body>{}</body></html>'


def test_rules_stand_on_the_elements_and_those_for_screens_in_the_head():
    html = with_styles(PAGE.format("ltr", "", '<p class="masthead">House</p>'))
    assert '<p class="masthead" style="' in html
    assert "#12324f" in html.partition("<body")[2]
    assert "prefers-color-scheme" in html.partition("<body")[0]
    assert html.count("<style>") == 1


def test_the_colors_are_the_organization_s():
    Organization.objects.create(pk=1, name="House", brand_color="#aa1122", brand_color_dark="#ee9988")
    html = with_styles(PAGE.format("ltr", "", '<p class="masthead">House</p>'))
    assert "#aa1122" in html
    assert "#ee9988" in html
    assert "{{" not in html


def test_what_is_read_from_the_right_is_indented_there():
    html = with_styles(PAGE.format("rtl", "", '<ul class="points"><li>x</li></ul>'))
    assert "padding:0 20px 0 0" in html


def test_no_sheet_is_loaded_from_a_file_or_a_server(tmp_path):
    sheet = tmp_path / "sheet.css"
    sheet.write_text("p { color: #bada55 }")
    links = f'<link rel="stylesheet" href="file://{sheet}"><link rel="stylesheet" href="{sheet}"><link rel="stylesheet" href="http://127.0.0.1:9/x.css">'
    html = with_styles(PAGE.format("ltr", links, "<p>x</p>"))
    assert "bada55" not in html
    assert "<link" not in html


def test_styles_put_on_twice_are_the_same_styles():
    once = with_styles(PAGE.format("ltr", "", '<h1>x</h1><p class="meta">y <strong>z</strong></p>'))
    twice = with_styles(once)
    assert twice.partition("<body")[2] == once.partition("<body")[2]
