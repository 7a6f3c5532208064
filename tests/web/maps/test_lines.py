"""Fewer points for the same line, and what of a ring is in a window."""

from hypothesis import given
from hypothesis import strategies as st

from web.maps.lines import area, clipped, simplified

POINTS = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=3, max_size=30)
BOX = (-10, -10, 10, 10)


def test_a_point_on_a_straight_line_goes_and_a_corner_stays():
    assert simplified([(0, 0), (5, 0), (10, 0), (10, 10)], 0.5) == [(0, 0), (10, 0), (10, 10)]


@given(POINTS)
def test_the_ends_of_a_line_stay(points):
    found = simplified(points, 3)
    assert (found[0], found[-1]) == (points[0], points[-1])


@given(POINTS)
def test_nothing_of_a_clipped_ring_is_outside_the_box(points):
    assert all(-10.001 <= x <= 10.001 and -10.001 <= y <= 10.001 for x, y in clipped(points, BOX))


def test_a_ring_around_the_box_becomes_the_box():
    assert area(clipped([(-99, -99), (99, -99), (99, 99), (-99, 99)], BOX)) == 400


def test_a_ring_beside_the_box_becomes_nothing():
    assert clipped([(20, 20), (30, 20), (30, 30)], BOX) == []
