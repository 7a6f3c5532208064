"""What is made of an uploaded picture: a master without metadata, and the sizes that pages show.

Runs in the child process alone (`child`): what it opens may have been made to hurt.
"""

import io
import struct

from PIL import Image, ImageCms

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MOST_PIXELS = 40_000_000
MOST_SLENDER = 20  # times as wide as high, or as high as wide
MASTER = 3200  # pixels of the longer side: twice the widest size a page shows
STEPS = (480, 960, 1600)
NEAR = 1.25  # a step that is nearly as wide as the widest saves nobody anything
WHITE = (255, 255, 255)
ORIENTATION = 0x0112  # in EXIF
COLOR_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}


class Refused(Exception):
    """This is no picture that can be taken. The message is one plain sentence."""


def make(data: bytes) -> tuple[dict, dict[str, bytes]]:
    """Return what is known of the picture, and its files by the ends of their names; the master's is empty.

    Raises Refused. Anything else that is raised means that the file is damaged.
    """
    image = _opened(data)
    kind = "JPEG" if image.format == "MPO" else image.format  # a photograph with a second one beside it
    master = _plain(image)
    largest = min(master.width, STEPS[-1])
    widths = [step for step in STEPS if step * NEAR < largest] + [largest]
    files = {"": _written(master, "JPEG", quality=92, subsampling=0, optimize=True)}
    for width in widths:
        size = master.resize((width, max(1, round(master.height * width / master.width))), Image.Resampling.LANCZOS)
        files[f"{width}.avif"] = _written(size, "AVIF", quality=60, speed=6, max_threads=1)
        files[f"{width}.webp"] = _written(size, "WEBP", quality=78, method=4)
    # For what reads neither: mail programs, social networks, the typesetter.
    files[f"{largest}.jpg"] = _written(size, "JPEG", quality=82, optimize=True, progressive=True)
    return {"format": kind, "width": master.width, "height": master.height, "widths": widths}, files


def _opened(data: bytes) -> Image.Image:
    """Return the picture, its head read and nothing decoded yet."""
    _check_webp(data)
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.UnidentifiedImageError as error:
        raise Refused("It is no JPEG, PNG, WebP or AVIF picture that can be read.") from error
    _check_size(*image.size)
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise Refused("It moves: a picture of one frame is needed.")
    return image


def _check_webp(data: bytes) -> None:
    """Refuse a WebP that is too large by its head: opening one takes memory for its whole canvas."""
    if data[:4] == b"RIFF" and data[8:16] == b"WEBPVP8X" and len(data) >= 30:
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        _check_size(width, height)


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise Refused(f"It has {width * height / 1e6:.0f} megapixels; 40 are the most.")
    if max(width, height) > MOST_SLENDER * min(width, height):
        raise Refused("It is more than twenty times as long as it is wide.")


def _plain(image: Image.Image) -> Image.Image:
    """Return the picture as sRGB on white, upright, no larger than a master, without anything that came with it."""
    turned, profile = _orientation(image), image.info.get("icc_profile")
    image.draft(image.mode, (MASTER, MASTER))  # a JPEG is decoded no larger than needed
    image.load()
    image = _in_eight_bits(image)
    image.thumbnail((MASTER, MASTER), Image.Resampling.LANCZOS, reducing_gap=2.0)
    image = _on_white(_in_srgb(image, profile))
    if turned is not None:
        image = image.transpose(turned)
    bare = Image.new("RGB", image.size, WHITE)
    bare.paste(image)
    return bare


def _orientation(image: Image.Image) -> Image.Transpose | None:
    try:
        said = image.getexif().get(ORIENTATION)
    except (SyntaxError, ValueError, OSError, KeyError, TypeError, struct.error):
        return None  # what cannot be read turns nothing
    return {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(said)  # fmt: skip


def _in_eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # gray in 16 bits
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode != "RGBA" and image.has_transparency_data:
        image = image.convert("RGBA")
    if image.mode == "RGBA":
        is_opaque = image.getchannel("A").getextrema() == (255, 255)
        return image.convert("RGB") if is_opaque else image  # transparency takes twice the memory to shrink
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB; a profile that cannot be read, or is for other colors, is as none."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colors = image.convert("RGB") if alpha else image
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = COLOR_MODES.get(given.profile.xcolor_space.strip())
            colors = colors.convert("RGB") if (mode, colors.mode) == ("RGB", "L") else colors
            if mode == colors.mode:
                colors = ImageCms.profileToProfile(colors, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            profile = None
    colors = colors.convert("RGB")
    if alpha:
        colors.putalpha(alpha)
    return colors


def _on_white(image: Image.Image) -> Image.Image:
    """Return the picture without transparency: on a dark page a diagram in black lines would be gone."""
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, WHITE)
    white.paste(image, mask=image.getchannel("A"))
    return white


def _written(image: Image.Image, kind: str, **how) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **how)
    return written.getvalue()
