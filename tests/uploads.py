"""Pictures and PDF files as people upload them, good and bad, drawn in code."""

import io
import struct
import zlib
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def path_of(name: str) -> Path:
    """Return where a media file of this name stands."""
    return Path(default_storage.path(name))


def drawn(size=(600, 400), mode="RGB") -> Image.Image:
    """Return a picture whose quarters differ: red, green, blue and white, clockwise from the left upper one."""
    quarters = Image.new("RGB", (2, 2))
    quarters.putdata([(255, 0, 0), (0, 255, 0), (255, 255, 255), (0, 0, 255)])
    return quarters.resize(size, Image.Resampling.NEAREST).convert(mode)


def written(image: Image.Image, kind: str = "PNG", **how) -> bytes:
    """Return the picture as a file of that kind."""
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def picture(size=(600, 400), kind: str = "PNG", **how) -> bytes:
    """Return the file of a drawn picture."""
    return written(drawn(size), kind, **how)


def with_exif(orientation: int = 1) -> bytes:
    """Return a JPEG that says how it is to be turned, where it was taken, by what, and a word of its own."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Spycam Inc."
    exif.get_ifd(0x8825)[2] = (40.0, 11.0, 0.0)
    return written(drawn(), "JPEG", exif=exif, comment=b"secret comment", quality=95)


def with_text() -> bytes:
    """Return a PNG with texts beside the picture."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "secret author")
    info.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>secret place</x:xmpmeta>")
    return written(drawn(), "PNG", pnginfo=info)


def with_profile() -> bytes:
    """Return a picture that names its colors by a profile (sRGB's own)."""
    return written(drawn(), "JPEG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())


def moving(kind: str) -> bytes:
    """Return an animation of two frames."""
    return written(drawn(), kind, save_all=True, append_images=[drawn().rotate(90)], duration=100)


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of that size in some hundred bytes; nothing follows its head but one row of nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def webp_bomb() -> bytes:
    """Return the head of a WebP of 16383 by 16383 pixels."""
    side = (16383 - 1).to_bytes(3, "little")
    return (
        b"RIFF" + struct.pack("<I", 30) + b"WEBPVP8X" + struct.pack("<I", 10) + b"\x10\0\0\0" + side + side + b"\0" * 8
    )


def upload(data: bytes, name: str = "picture.png") -> SimpleUploadedFile:
    """Return the file as a form has it."""
    return SimpleUploadedFile(name, data)
