"""The style guide leaves no component out, and what it says of colors is so."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from record import record_version
from text.contrast import ratio
from website.styleguide.gallery import FOLDER, GROUPS, OF_THE_HEAD, about, gallery
from website.styleguide.isolation import set_apart
from website.styleguide.tokens import PAIRS, SCHEMES, color, tokens

SHOWN = [(name, *sample) for samples in GROUPS.values() for name, states in samples.items() for sample in states]
COLORS = st.tuples(*(st.integers(0, 255),) * 3)


def test_every_component_stands_there_or_belongs_to_the_head():
    files = {path.stem for path in FOLDER.glob("*.html")}
    assert files == {name for name, *_ in SHOWN} | OF_THE_HEAD
    assert not OF_THE_HEAD & {name for name, *_ in SHOWN}


def test_a_component_is_described_by_the_comment_that_opens_it():
    assert about("empty_state") == "Takes text: a plain sentence that says what isn't here yet."
    assert all(about(name).startswith("Takes ") for name, *_ in SHOWN)


@pytest.mark.django_db
def test_every_state_shows_something_unless_it_says_that_it_does_not():
    states = [(c["name"], s) for group in gallery() for c in group["components"] for s in c["states"]]
    assert len(states) == len(SHOWN)
    says_nothing = {(name, state["told"]) for name, state in states if "shows nothing" in state["told"]}
    assert {(name, state["told"]) for name, state in states if not state["html"]} == says_nothing


def test_states_of_a_component_have_names_of_their_own():
    assert len({(name, told) for name, told, _ in SHOWN}) == len(SHOWN)


@pytest.mark.django_db
def test_it_is_kept_from_search_engines_and_nothing_leads_there(look):
    page = look("/styleguide/").content.decode()
    assert '<meta name="robots" content="noindex">' in page
    for address in ("/", "/sitemap.xml", "/sitemap-pages.xml", "/nowhere/"):
        assert "styleguide" not in look(address).content.decode(), address


@pytest.mark.slow
@pytest.mark.django_db
def test_it_reads_no_more_than_a_page_that_reads_nothing(look, monkeypatch):
    monkeypatch.setattr(record_version, "REFRESH_SECONDS", 3600)

    def asked(address: str) -> list[str]:
        look(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            look(address)
        return [query["sql"] for query in queries]

    assert asked("/styleguide/") == asked("/api/v1/")


@pytest.mark.django_db
def test_ids_differ_and_what_refers_to_them_finds_them(look):
    page = look("/styleguide/").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for attribute in ("for", "aria-labelledby", "aria-describedby"):
        for names in re.findall(rf'\s{attribute}="([^"]+)"', page):
            assert set(names.split()) <= set(ids), names


def test_a_sample_keeps_its_looks_and_gets_ids_of_its_own():
    html = '<section aria-labelledby="a"><h2 id="a">A</h2><a href="#a">x</a></section>'
    assert set_apart(html, "x-", "Name", "told", 4) == (
        '<section aria-labelledby="told x-a"><h2 id="x-a" aria-level="4">A</h2><a href="#x-a">x</a></section>'
    )


def test_a_page_s_heading_among_samples_is_none_of_this_page_and_looks_like_one():
    apart = set_apart('<h1 class="is-long" lang="fr">A</h1><h2>B</h2>', "x-", "Name", "told", 4)
    assert apart == '<h4 class="page-title is-long" lang="fr">A</h4><h2 aria-level="5">B</h2>'
    assert set_apart("<h1>A</h1>", "x-", "Name", "told", 4) == '<h4 class="page-title">A</h4>'


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_colors_stand_far_enough_apart(scheme, text, ground, least):
    assert ratio(color(text, scheme), color(ground, scheme)) >= least


def test_all_that_is_written_in_is_held_to_seven_to_one():
    assert {text for text, _, least in PAIRS if least == 7} >= {"--ink", "--ink-soft"}


def test_text_is_set_in_no_other_color():
    css = "".join((FOLDER.parents[1] / "static" / "css" / f"{name}.css").read_text() for name in (
        "base", "components", "archive", "pictures", "api", "alerts", "styleguide",
    ))  # fmt: skip
    used = set(re.findall(r"(?<![\w-])color:\s*([^;}]+)", css))
    assert used <= {"var(--ink)", "var(--ink-soft)", "var(--paper)", "inherit", "CanvasText", "LinkText"}, used


def test_dark_and_more_contrast_take_what_the_file_sets_for_both():
    assert tokens("More contrast, dark")["--paper"] == "#000"
    assert (tokens("Dark")["--ink"], tokens("More contrast, light")["--ink"]) == ("#ecebe7", "#000")


def test_contrast_of_black_and_white_is_21():
    assert round(ratio((0, 0, 0), (255, 255, 255)), 6) == 21


@given(COLORS, COLORS)
def test_contrast_is_the_same_both_ways_and_within_its_bounds(one, other):
    assert ratio(one, other) == ratio(other, one)
    assert 1 <= ratio(one, other) <= 21.000001
    assert ratio(one, one) == 1
