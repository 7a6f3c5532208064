"""A locator map as SVG paths: Lambert's azimuthal equal-area projection around the place, in a square window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, degrees, radians, sin, sqrt

from web.maps.lines import Point, area, clipped, simplified
from web.maps.places import HIGHEST, LOWEST, Place, Window, outlines

SIDE = 600  # units of the square
FILLED, FILLED_BY_WINDOW = 0.26, 0.42  # share of the square: half the height; countries stay complete in a 16 : 9 crop
BEYOND = 12  # units outside the square, so that cut edges do not show
FAR = 2.6  # radians: points nearly opposite would spread across the whole map
BOX = (-BEYOND, -BEYOND, SIDE + BEYOND, SIDE + BEYOND)


class Projection:
    """Turns degrees into units of the square, with the place in the middle."""

    def __init__(self, longitude: float, latitude: float, half_height: float, filled: float):
        self.longitude, self.latitude = radians(longitude), radians(latitude)
        self.scale = filled * SIDE / (2 * sin(radians(half_height) / 2))

    def __call__(self, point: Point) -> Point | None:
        """Return the position of a point on Earth (degrees east and north), or None if it is too far away."""
        longitude, latitude = radians(point[0]) - self.longitude, radians(point[1])
        near = sin(self.latitude) * sin(latitude) + cos(self.latitude) * cos(latitude) * cos(longitude)
        if near < cos(FAR):
            return None
        factor = self.scale * sqrt(2 / (1 + near))
        x = factor * cos(latitude) * sin(longitude)
        y = factor * (cos(self.latitude) * sin(latitude) - sin(self.latitude) * cos(latitude) * cos(longitude))
        return SIDE / 2 + x, SIDE / 2 - y


@dataclass(frozen=True)
class Locator:
    """The elements of a map: lines of the globe as a path, and the shapes of other land and of the place."""

    lines: str
    land: list[list[Point]]
    here: list[list[Point]]

    def paths(self, tolerance: float) -> tuple[str, str]:
        """Return the paths of the land and the place; no line deviates more than `tolerance` units."""
        return _paths(self.land, tolerance), _paths(self.here, tolerance)


def locator(place: Place) -> Locator:
    """Return the map of a place, projected and clipped to the square."""
    window, filled = (place.window, FILLED_BY_WINDOW) if place.window else (_window(place.countries, place.sea), FILLED)
    projection = Projection(*window, filled)
    land, here = [], []
    for name, rings in outlines().items():
        (here if name in place.countries else land).extend(_shapes(rings, projection))
    return Locator(_graticule(projection), land, here)


def _window(countries: Sequence[str], sea: Window | None) -> Window:
    """Return, in degrees, the middle (longitude, latitude) of the countries and the sea, and half the height of a 16:9
    window.
    """
    points = [point for name in countries for point in max(outlines()[name], key=area)]
    if sea:
        longitude, latitude, reach = sea
        points += [(longitude - reach, latitude - reach), (longitude + reach, latitude + reach)]
    if max(x for x, _ in points) - min(x for x, _ in points) > 180:  # on both sides of the antimeridian
        points = [(x % 360, y) for x, y in points]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    middle = (south + north) / 2
    across = (east - west) * cos(radians(middle)) * 9 / 16
    return (west + east) / 2, middle, min(HIGHEST, max(LOWEST, (north - south) / 2, across / 2))


def _shapes(rings: Sequence[Sequence[Point]], projection: Projection) -> Iterator[list[Point]]:
    for ring in rings:
        placed = [point for point in map(projection, ring) if point]
        if len(placed) == len(ring) and _is_near(placed):
            yield clipped(placed, BOX)


def _is_near(ring: Sequence[Point]) -> bool:
    """Return whether the ring's bounding box meets the square. Most rings do not and are skipped."""
    left, top, right, bottom = BOX
    across, down = [x for x, _ in ring], [y for _, y in ring]
    return min(across) < right and max(across) > left and min(down) < bottom and max(down) > top


def _paths(shapes: Sequence[Sequence[Point]], tolerance: float) -> str:
    plain = (simplified(shape, tolerance) for shape in shapes)
    least = 4 * tolerance * tolerance + 3
    return "".join(path(shape) + "z" for shape in plain if len(shape) > 2 and area(shape) > least)


def path(points: Sequence[Point]) -> str:
    """Return an SVG path through the points in whole units, with relative steps."""
    rounded = [(round(x), round(y)) for x, y in points]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(rounded)]
    path = "".join(f"{' ' if dx >= 0 else ''}{dx}{' ' if dy >= 0 else ''}{dy}" for dx, dy in steps if dx or dy)
    return f"M{rounded[0][0]} {rounded[0][1]}l{path.strip()}"


def _graticule(projection: Projection) -> str:
    """Return meridians and parallels, about six across the square. Near a pole, few meridians, which meet there."""
    reach = degrees(2 * asin(min(1, SIDE / 2 / (2 * projection.scale)))) if projection.scale > SIDE / 4 else 90
    step = next((each for each in (2, 5, 10, 15) if reach / each <= 4), 30)
    apart = next((each for each in (step, 15, 30) if each * cos(projection.latitude) >= step / 2), 45)
    lines = [[(x, y) for y in range(-90, 91, 2)] for x in range(-180, 180, apart)]
    lines += [[(x, y) for x in range(-180, 181, 2)] for y in range(-90 + step, 90, step)]
    found = []
    for line in lines:
        run: list[Point] = []
        for point in [*map(projection, line), None]:
            if point and all(-60 <= each <= SIDE + 60 for each in point):
                run.append(point)
                continue
            if len(run) > 1:
                found.append(path(simplified(run, 0.6)))
            run = []
    return "".join(found)
