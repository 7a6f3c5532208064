"""The components as markup: well formed, without a word taken for markup, each with its numbers as a table."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from web.charts.bars import month_bars
from web.charts.matrix import matrix
from web.charts.timeline import Item, timeline

DAY = date(2026, 3, 1)
HOSTILE = '"><script>alert(\'x\')</script><b onclick="x">&'
NAMES = [HOSTILE, "Long " * 60, "ממשלה ושלום", "السلام", "名前", "\u202eevil", ""]
VOID = {"br", "hr", "img", "input", "link", "meta"}


class Outline(HTMLParser):
    """Every tag with its attributes; whether each is closed in its turn; the text within <tr>, by row."""

    def __init__(self, markup: str):
        super().__init__()
        self.tags, self.open, self.is_closed, self.rows = [], [], True, []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.rows += [""] if tag == "tr" else []
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag):
        self.is_closed = self.is_closed and self.open.pop() == tag

    def handle_data(self, data):
        if "table" in self.open:
            self.rows[-1:] = [f"{self.rows[-1]} {data.strip()}".strip()] if self.rows else []

    def all(self, tag: str) -> list[dict]:
        return [attributes for name, attributes in self.tags if name == tag]


def bars(name="Bars", counts=((DAY, 100_000), (date(2026, 1, 1), 1))):
    return "components/month_bars.html", month_bars(counts, lambda first, last: f"/?q={name}&from={first}", title=name)


def lanes(name="Time"):
    items = [Item(n, name, DAY, f"#entry-{n}") for n in range(1, 9)]
    return "components/timeline.html", timeline([(name, "#section", items), ("Other", "#other", items)], title=name)


def cells(name="Both"):
    heads = [(name, f"/?q={name}"), ("Ben", "/ben/")]
    return "components/matrix.html", matrix(heads, heads, {(0, 0): 100_000}, lambda r, c: f"/?q={name}", title=name)


def outline(drawn) -> Outline:
    template, picture = drawn
    return Outline(render_to_string(template, {"picture": picture}))


@pytest.mark.parametrize("draw", [bars, lanes, cells])
@pytest.mark.parametrize("name", NAMES)
def test_no_name_breaks_out_of_its_place(draw, name):
    harmless, odd = outline(draw()), outline(draw(name))
    assert odd.is_closed
    assert not odd.open
    assert [(tag, sorted(attributes)) for tag, attributes in odd.tags] == [
        (tag, sorted(attributes)) for tag, attributes in harmless.tags
    ]


@pytest.mark.parametrize("draw", [bars, lanes, cells])
def test_a_picture_says_its_title_and_description_and_has_a_table(draw):
    template, picture = draw()
    markup = render_to_string(template, {"picture": picture})
    assert markup.count(picture.title) >= 2
    assert picture.description in markup
    assert "<table" in markup
    assert "style=" not in markup


@pytest.mark.parametrize("draw", [bars, lanes])
def test_a_drawing_is_named_and_described_by_elements_that_are_there(draw):
    markup = outline(draw())
    (svg,) = markup.all("svg")
    ids = {attributes["id"] for _, attributes in markup.tags if "id" in attributes}
    assert {svg["aria-labelledby"], svg["aria-describedby"]} <= ids


def test_the_table_has_the_numbers_of_the_bars_the_empty_month_too():
    assert outline(bars()).rows == ["Month Articles", "January 2026 1", "February 2026 0", "March 2026 100,000"]


def test_every_article_of_the_timeline_is_in_its_table_though_no_room_was_left():
    markup = outline(lanes("Name"))
    assert len(markup.rows) == 1 + 16
    assert markup.rows[1] == "1. Name Name March 1, 2026"


def test_every_cell_of_the_matrix_is_a_link_with_its_heads_in_its_name():
    named = [attributes["aria-label"] for attributes in outline(cells("Ada")).all("a") if "aria-label" in attributes]
    assert named == [
        "Ada, Ada: 100,000 articles", "Ada, Ben: 0 articles", "Ben, Ada: 0 articles", "Ben, Ben: 0 articles",
    ]  # fmt: skip


@pytest.mark.parametrize("template", ["month_bars", "timeline", "matrix"])
def test_of_nothing_nothing_is_written(template):
    assert render_to_string(f"components/{template}.html", {"picture": None}).strip() == ""


@pytest.mark.parametrize("draw", [bars, lanes])
def test_coordinates_are_written_for_svg_whatever_the_sites_language(draw):
    template, picture = draw()
    with translation.override("de"):
        markup = render_to_string(template, {"picture": picture})
    assert re.search(r'="\d+\.\d+(%|rem)"', markup)
    assert not re.search(r'="\d+,\d+(%|rem)"', markup)
