"""Makes a master without metadata and the sizes for pages from an uploaded picture.

Runs only in the child process (`child`), because the upload may be malicious.
"""

import io
import struct

from PIL import Image, ImageCms

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MOST_PIXELS = 40_000_000
MOST_SLENDER = 20  # times as wide as high, or as high as wide
MASTER = 3200  # pixels of the longer side: twice the widest size on a page
STEPS = (480, 960, 1600)
NEAR = 1.25  # skip a step that is nearly as wide as the widest, because it saves almost nothing
WHITE = (255, 255, 255)
ORIENTATION = 0x0112  # in EXIF
COLOR_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}


class Refused(Exception):
    """The file cannot be accepted as a picture. The message is one plain sentence."""


def make(data: bytes) -> tuple[dict, dict[str, bytes]]:
    """Return the facts about the picture, and its files by the end of their names; the master's key is "".

    Raises Refused. Any other exception means that the file is damaged.
    """
    image = _opened(data)
    kind = "JPEG" if image.format == "MPO" else image.format  # a JPEG with a second picture attached
    master = _plain(image)
    largest = min(master.width, STEPS[-1])
    widths = [step for step in STEPS if step * NEAR < largest] + [largest]
    files = {"": _written(master, "JPEG", quality=92, subsampling=0, optimize=True)}
    for width in widths:
        size = master.resize((width, max(1, round(master.height * width / master.width))), Image.Resampling.LANCZOS)
        files[f"{width}.avif"] = _written(size, "AVIF", quality=60, speed=6, max_threads=1)
        files[f"{width}.webp"] = _written(size, "WEBP", quality=78, method=4)
    # For programs that support neither AVIF nor WebP: mail clients, social networks, the typesetter.
    files[f"{largest}.jpg"] = _written(size, "JPEG", quality=82, optimize=True, progressive=True)
    return {"format": kind, "width": master.width, "height": master.height, "widths": widths}, files


def _opened(data: bytes) -> Image.Image:
    """Return the opened picture; only its header has been read. Raises Refused."""
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
    """Refuse a WebP by the size in its header, because opening one allocates its whole canvas."""
    if data[:4] == b"RIFF" and data[8:16] == b"WEBPVP8X" and len(data) >= 30:
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        _check_size(width, height)


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise Refused(f"It has {width * height / 1e6:.0f} megapixels; the limit is 40.")
    if max(width, height) > MOST_SLENDER * min(width, height):
        raise Refused("It is more than twenty times as long as it is wide.")


def _plain(image: Image.Image) -> Image.Image:
    """Return the picture as sRGB on white, upright, at most master size, without metadata."""
    turned, profile = _orientation(image), image.info.get("icc_profile")
    image.draft(image.mode, (MASTER, MASTER))  # decode a JPEG no larger than needed
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
        return None  # ignore an orientation that cannot be read
    return {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(said)  # fmt: skip


def _in_eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # -bit grayscale
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode != "RGBA" and image.has_transparency_data:
        image = image.convert("RGBA")
    if image.mode == "RGBA":
        is_opaque = image.getchannel("A").getextrema() == (255, 255)
        return image.convert("RGB") if is_opaque else image  # shrinking with transparency takes twice the memory
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB; a color profile that is unreadable or for another color space is ignored."""
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
    """Return the picture without transparency, because black lines would be invisible on a dark page."""
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, WHITE)
    white.paste(image, mask=image.getchannel("A"))
    return white


def _written(image: Image.Image, kind: str, **how) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **how)
    return written.getvalue()
