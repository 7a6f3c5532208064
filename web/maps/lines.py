"""Geometry of lines and rings: area, simplification and clipping."""

from collections.abc import Callable, Sequence

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


def area(ring: Sequence[Point]) -> float:
    """Return the area of a closed ring, in square units."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True))) / 2


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Return the line with fewer points, at most `tolerance` away from it (Douglas and Peucker). Its ends stay."""
    if len(points) < 3:
        return list(points)
    keep, spans = {0, len(points) - 1}, [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        far, most = first, 0.0
        for n in range(first + 1, last):
            distance = _distance(points[n], points[first], points[last])
            if distance > most:
                far, most = n, distance
        if most > tolerance:
            keep.add(far)
            spans += [(first, far), (far, last)]
    return [points[n] for n in sorted(keep)]


def _distance(point: Point, one: Point, other: Point) -> float:
    (x, y), (ax, ay), (bx, by) = point, one, other
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length)) if length else 0.0
    return ((x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2) ** 0.5


def clipped(ring: Sequence[Point], box: Box) -> list[Point]:
    """Return the part of a ring within the box (Sutherland and Hodgman), or an empty list."""
    left, top, right, bottom = box
    edges: list[Callable[[Point], float]] = [
        lambda p: p[0] - left, lambda p: right - p[0], lambda p: p[1] - top, lambda p: bottom - p[1],
    ]  # fmt: skip
    found = list(ring)
    for inside in edges:
        found, before = [], found
        for one, other in zip(before, [*before[1:], *before[:1]], strict=True):
            here, there = inside(one), inside(other)
            if here >= 0:
                found.append(one)
            if (here >= 0) != (there >= 0):
                share = here / (here - there)
                found.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
    return found
