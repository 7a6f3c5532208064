"""Which part of the world a region's name means."""

import pytest

from web.maps.lines import area
from web.maps.locator import _window
from web.maps.places import GROUPS, MEANT, OTHER_NAMES, WINDOWS, outlines, place_of


def test_countries_that_are_named_come_before_regions():
    assert place_of(("South Caucasus", "Armenia", "Türkiye")).countries == ("Armenia", "Turkey")


def test_a_region_is_its_countries():
    assert place_of(("the Sahel",)).countries == GROUPS["sahel"]


def test_a_sea_is_a_window_without_countries():
    assert place_of(("Caspian Basin",)).window == WINDOWS["caspian"]


@pytest.mark.parametrize("names", [(), ("Energy",), ("",), ("القوقاز",)])
def test_a_region_without_an_outline_is_no_place(names):
    assert place_of(names) is None


def test_every_country_that_a_name_means_has_an_outline():
    named = {*OTHER_NAMES.values(), *(country for group in GROUPS.values() for country in group)}
    assert named <= set(outlines())
    assert set(MEANT.values()) <= {*GROUPS, *WINDOWS}


def test_crimea_is_drawn_as_the_united_nations_draw_it():
    simferopol = (34.1, 44.95)
    assert any(_holds(ring, simferopol) for ring in outlines()["Ukraine"])
    assert not any(_holds(ring, simferopol) for ring in outlines()["Russia"])


def _holds(ring, point) -> bool:
    x, y = point
    crossed = (
        (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True)
    )
    return area(ring) > 0 and sum(crossed) % 2 == 1


@pytest.mark.parametrize("names", [("Central Asia", "Caspian Basin"), ("Caspian Basin", "Central Asia")])
def test_a_sea_beside_countries_stays_in_the_window(names):
    place = place_of(names)
    assert (place.countries, place.sea) == (GROUPS["central-asia"], WINDOWS["caspian"])
    (with_sea, *_), (without, *_) = _window(place.countries, place.sea), _window(place.countries, None)
    assert WINDOWS["caspian"][0] < with_sea < without
