"""python dev/reduce_outlines.py countries-50m.json: reduces Natural Earth's outlines to what a locator map needs.

Takes the file of the npm package world-atlas 2 (Natural Earth 1:50m, public domain; TopoJSON) and writes
web/maps/outlines.json: {"arcs": [[x, y, dx, dy, …], …], "countries": {name: [[arc, …], …]}} in hundredths of a degree.
Each ring is an outer one; a negative arc ~n is arc n backward, as in TopoJSON. Run once; the result is in the
repository.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from web.maps.lines import area, simplified  # noqa: E402 - in the parent folder

WHERE = ROOT / "web" / "maps" / "outlines.json"
TOLERANCE = 6  # hundredths of a degree
LEAST = 300  # square hundredths of a degree: smaller islands are dropped, unless a country has nothing larger
# As drawn by the United Nations (A/RES/68/262 and others), where Natural Earth shows who is in control.
PART_OF = {"Somaliland": "Somalia", "N. Cyprus": "Cyprus"}
CRIMEA = (3200, 4430, 3680, 4630)
FULL_NAMES = {
    "Bosnia and Herz.": "Bosnia and Herzegovina", "Central African Rep.": "Central African Republic",
    "Dem. Rep. Congo": "Democratic Republic of the Congo", "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea", "Macedonia": "North Macedonia", "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands", "W. Sahara": "Western Sahara", "eSwatini": "Eswatini",
}  # fmt: skip


def main() -> None:
    """Read, reduce and write the file, and print its size."""
    atlas = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [simplified(_degrees(arc, atlas["transform"]), TOLERANCE) for arc in atlas["arcs"]]
    countries: dict[str, list] = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
        for ring in (polygon[0] for polygon in polygons):
            of = "Ukraine" if name == "Russia" and _is_within(_points(ring, arcs), CRIMEA) else PART_OF.get(name, name)
            countries.setdefault(FULL_NAMES.get(of, of), []).append(ring)
    kept = {name: _without_islets(rings, arcs) for name, rings in sorted(countries.items())}
    used = sorted({arc if arc >= 0 else ~arc for rings in kept.values() for ring in rings for arc in ring})
    place = {arc: n for n, arc in enumerate(used)}
    renumbered = {
        name: [[place[arc] if arc >= 0 else ~place[~arc] for arc in ring] for ring in rings]
        for name, rings in kept.items()
    }
    written = {"arcs": [_steps(arcs[arc]) for arc in used], "countries": renumbered}
    WHERE.write_text(json.dumps(written, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{WHERE.relative_to(ROOT)}: {len(kept)} countries, {WHERE.stat().st_size:,} bytes")


def _degrees(arc: list[list[int]], transform: dict) -> list[tuple[int, int]]:
    x = y = 0
    found = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        place = (
            number * scale + shift
            for number, scale, shift in zip((x, y), transform["scale"], transform["translate"], strict=True)
        )
        found.append(tuple(round(100 * each) for each in place))
    return found


def _points(ring: list[int], arcs: list[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    return [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]


def _is_within(points: list[tuple[int, int]], box: tuple[int, int, int, int]) -> bool:
    west, south, east, north = box
    return all(west <= x <= east and south <= y <= north for x, y in points)


def _without_islets(rings: list[list[int]], arcs: list[list[tuple[int, int]]]) -> list[list[int]]:
    sizes = [area(_points(ring, arcs)) for ring in rings]
    return [ring for ring, size in zip(rings, sizes, strict=True) if size >= LEAST or size == max(sizes)]


def _steps(points: list[tuple[int, int]]) -> list[int]:
    steps = [b - a for one, other in pairwise(points) for a, b in zip(one, other, strict=True)]
    return [*points[0], *steps]


if __name__ == "__main__":
    main()
