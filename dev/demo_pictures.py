"""Abstract pictures for the demo, drawn by this file, so that their origin is clear."""

import io
from collections.abc import Callable

from PIL import Image, ImageDraw

from articles.models import Article
from media.models import Picture
from media.pictures import library
from snapshot.models import Snapshot

SIZE = (1800, 1125)


def _canvas(color: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", SIZE, color)
    return image, ImageDraw.Draw(image)


def corridors() -> Image.Image:
    """Return lines that cross a sea between two shores and bend where they land."""
    image, draw = _canvas("#12324f")
    draw.polygon([(0, 0), (520, 0), (430, 420), (560, 760), (380, 1125), (0, 1125)], fill="#c9b98f")
    draw.polygon([(1800, 0), (1330, 0), (1420, 360), (1270, 700), (1390, 1125), (1800, 1125)], fill="#b5a376")
    for number, color in enumerate(("#f0e6cf", "#d97b4a", "#8fb8de", "#f0e6cf", "#d97b4a")):
        y = 190 + number * 180
        draw.line([(150, y + 60), (500, y), (1330, y + 45), (1660, y - 40)], fill=color, width=16, joint="curve")
        for x, dy in ((500, 0), (1330, 45)):
            draw.ellipse([x - 24, y + dy - 24, x + 24, y + dy + 24], fill=color)
    return image


def quay() -> Image.Image:
    """Return stacks of boxes along a quay, under two cranes."""
    image, draw = _canvas("#e9e2d3")
    draw.rectangle([0, 840, 1800, 1125], fill="#24445c")
    colors = ("#b0492f", "#d9a441", "#31617d", "#7d8b6a", "#8a5a44")
    for column in range(14):
        for row in range(1 + (column * 7 + 3) % 4):
            left, top = 90 + column * 118, 760 - row * 80
            draw.rectangle([left, top, left + 108, top + 74], fill=colors[(column * 3 + row) % len(colors)])
    for x in (430, 1180):
        draw.line([(x, 840), (x, 250), (x + 330, 190)], fill="#16181c", width=18, joint="curve")
        draw.line([(x + 300, 196), (x + 300, 470)], fill="#16181c", width=6)
    return image


def terraces() -> Image.Image:
    """Return the steps of a valley in the evening, each darker than the one behind it."""
    image, draw = _canvas("#e8c9a0")
    draw.ellipse([1230, 130, 1450, 350], fill="#f4ead2")
    for number, color in enumerate(("#b98a6a", "#94705f", "#6f5a58", "#4b4551", "#2a2f3d")):
        base = 380 + number * 145
        edge = [(x, base + (x * (number + 2) // 9) % 130 - number * 8) for x in range(0, 1801, 150)]
        draw.polygon([(0, 1125), *edge, (1800, 1125)], fill=color)
    return image


def channel() -> Image.Image:
    """Return a narrow channel that bends twelve times between two shores, each bend marked, and ships on it."""
    image, draw = _canvas("#cbbf9d")
    bends = [(75 + number * 150, 562 + (260 if number % 2 else -260) * (4 + number % 3) // 5) for number in range(12)]
    way = [(-60, 562), *bends, (1860, 562)]
    for color, width in (("#b09f77", 116), ("#2f5d7c", 84)):
        draw.line(way, fill=color, width=width, joint="curve")
    for number, (x, y) in enumerate(bends):
        draw.ellipse([x - 17, y - 17, x + 17, y + 17], outline="#f0e6cf", width=7)
        if number % 4 == 1:
            after = bends[number + 1]
            ship = [(x * 2 + after[0]) // 3, (y * 2 + after[1]) // 3]
            draw.ellipse([ship[0] - 15, ship[1] - 24, ship[0] + 15, ship[1] + 24], fill="#d97b4a")
    return image


Drawing = tuple[Callable[[], Image.Image], str]  # with its alternative text
OF_SNAPSHOTS: dict[str, Drawing] = {
    "Energy Corridors Across the Caspian": (
        corridors,
        "Colored lines cross a dark sea between two sand-colored shores",
    ),
}
OF_ARTICLES: dict[str, Drawing] = {
    "Aktau Transit Protocol Trades Speed for Sovereignty": (
        quay,
        "Stacked boxes in many colors on a quay, under two cranes",
    ),
    "Village Truces Hold Longest Where Markets Reopen First": (
        terraces,
        "The ridges of a valley at sunset, darker toward the front",
    ),
}
# For the mark [figure 1] in the bodies of samples/house.json; the last value is the caption.
FIGURES: dict[str, tuple[Drawing, str]] = {
    "Straits Pilotage Fees Become an Instrument of Restraint": (
        (
            channel,
            "A narrow channel between two shores, with a ring at each of its twelve bends and three ships between them",
        ),
        "Twelve bends, as the pilots count them. Not to scale.",
    ),
}


def illustrate(thing: Article | Snapshot) -> None:
    """Add the picture and figure drawn for an article or snapshot to its draft, unless it already has them."""
    drawn = (OF_SNAPSHOTS if isinstance(thing, Snapshot) else OF_ARTICLES).get(thing.title)
    if drawn and thing.picture is None:
        thing.picture = _in_library(*drawn)
        thing.save()
    if isinstance(thing, Article) and thing.title in FIGURES and not thing.figures.exists():
        within, caption = FIGURES[thing.title]
        thing.figures.create(picture=_in_library(*within), caption=caption, position=1)


def _in_library(draw: Callable[[], Image.Image], words: str) -> Picture:
    file = io.BytesIO()
    draw().save(file, "PNG")
    values = {"alternative_text": words, "license": Picture.License.OWN}
    try:
        return library.add(file.getvalue(), f"{draw.__name__}.png", **values)
    except library.HasIt as there:
        return there.picture
