"""Covers: small, always the same, and light enough on their ground."""

import re
from xml.etree import ElementTree as ET

import pytest

from text.contrast import color_of, ratio
from web.charts.covers import COLORS, CONTRAST, LIGHT, MOST_BYTES, lanes_drawing, map_drawing
from web.maps.places import GROUPS, WINDOWS, Place, place_of

PLACES = ["Russia", "Fiji", "United States", "Norway", "Armenia", "Africa", "Arctic", "Indo-Pacific", "Sahel"]
# ordinals of days, by section
LANES = {
    "dated": [[738_000, 738_100], [738_050]],
    "undated": [[None, None], [None]],
    "of one day": [[738_000] * 3],
    "empty": [],
    "very many": [[738_000 + n for n in range(500)]] * 40,
}


@pytest.mark.parametrize("color", COLORS)
def test_what_is_light_stands_out_on_every_ground(color):
    assert ratio(color_of(color), color_of(LIGHT)) >= CONTRAST


@pytest.mark.slow
@pytest.mark.parametrize("name", PLACES)
def test_a_map_is_well_formed_small_and_within_its_square(name):
    drawn = map_drawing(place_of((name,)), COLORS[0])
    assert len(drawn.encode()) <= MOST_BYTES
    assert ET.fromstring(drawn).tag.endswith("svg")
    starts = [tuple(map(int, found)) for found in re.findall(r"M(-?\d+) (-?\d+)l[^z\"M]*z", drawn)]
    assert starts
    assert all(-20 <= x <= 620 and -20 <= y <= 620 for x, y in starts)


@pytest.mark.full
@pytest.mark.parametrize("key", [*GROUPS, *WINDOWS])
def test_every_region_known_has_a_map_small_enough(key):
    place = Place(GROUPS[key]) if key in GROUPS else Place((), WINDOWS[key])
    assert len(map_drawing(place, COLORS[0]).encode()) <= MOST_BYTES


@pytest.mark.parametrize("lanes", LANES.values(), ids=LANES)
def test_articles_on_their_line_of_time_are_a_small_drawing(lanes):
    drawn = lanes_drawing(lanes, COLORS[1])
    assert len(drawn.encode()) <= MOST_BYTES
    assert ET.fromstring(drawn).tag.endswith("svg")


def test_later_articles_stand_further_along():
    first, last = re.findall(r"M(\d+) \d+h0", lanes_drawing([[738_000, 738_100]], COLORS[0]))[:2]
    assert int(first) < int(last)
