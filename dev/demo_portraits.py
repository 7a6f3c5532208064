"""Portraits of the demo's invented authors, drawn by this file and showing nobody."""

import hashlib
import io

from PIL import Image, ImageDraw

from media.models import Picture
from media.pictures import library
from text.contrast import color_of
from web.charts.covers import COLORS

SIDE, FINER = 800, 2  # drawn larger, then scaled down for smooth edges
FACE, INK = "#f6efe1", "#16181c"  # the same for all: a drawing infers nothing from a name


def portrait_of(name: str) -> Picture:
    """Return the author's portrait, adding it to the library if needed. The same name gets the same portrait."""
    file = io.BytesIO()
    drawn(name).save(file, "PNG")
    values = {
        "alternative_text": f"Drawing that stands for {name}",
        "license": Picture.License.OWN,
    }
    try:
        return library.add(file.getvalue(), "portrait.png", **values)
    except library.HasIt as there:
        return there.picture


def drawn(name: str) -> Image.Image:
    """Return a head and shoulders in the colors of the covers, chosen by the name."""
    seed = hashlib.sha256(name.encode()).digest()
    ground, skin, hair = COLORS[seed[0] % len(COLORS)], FACE, INK
    cloth = "#" + "".join(f"{(one + 2 * other) // 3:02x}" for one, other in zip(_rgb(FACE), _rgb(ground), strict=True))
    side = SIDE * FINER
    image = Image.new("RGB", (side, side), ground)
    draw = ImageDraw.Draw(image)

    def box(left: float, top: float, right: float, bottom: float) -> list[float]:
        return [each * side / 100 for each in (left, top, right, bottom)]

    is_long = seed[4] % 3 == 0
    if is_long:
        draw.rounded_rectangle(box(29, 22, 71, 74), side * 0.2, fill=hair)
    draw.ellipse(box(12, 72, 88, 140), fill=cloth)
    draw.rounded_rectangle(box(43, 55, 57, 80), side * 0.06, fill=skin)
    draw.polygon([(each[0] * side / 100, each[1] * side / 100) for each in ((42, 73), (58, 73), (50, 90))], fill=skin)
    draw.ellipse(box(33, 24, 67, 66), fill=skin)
    draw.chord(box(31, 18, 69, 62), 180 + seed[5] % 20, 350 + seed[6] % 20, fill=hair)
    if seed[7] % 3 == 0:
        for left in (36, 51):
            draw.ellipse(box(left, 42, left + 13, 53), outline=INK, width=side // 110)
        draw.line([(0.49 * side, 0.465 * side), (0.51 * side, 0.465 * side)], fill=INK, width=side // 110)
    return image.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def _rgb(color: str) -> list[int]:
    return [int(each) for each in color_of(color)]
