"""What is made of an upload, and what is refused: in the child process, as on a site."""

import io

import pytest
from PIL import Image

from media.pictures import processing
from media.pictures.processing import NoPicture, made_of
from tests import uploads

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def corners(data: bytes) -> list[str]:
    """Return which colors stand in the quarters, clockwise from the left upper one."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    w, h = image.size
    names = {RED: "red", GREEN: "green", BLUE: "blue", WHITE: "white"}
    places = [(w // 4, h // 4), (3 * w // 4, h // 4), (3 * w // 4, 3 * h // 4), (w // 4, 3 * h // 4)]
    return [min(names.items(), key=lambda each: _apart(each[0], image.getpixel(place)))[1] for place in places]


def _apart(one, other) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


UPRIGHT = ["red", "green", "blue", "white"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_each_of_the_four_formats_becomes_a_master_and_its_sizes(kind):
    made = made_of(uploads.picture((1800, 1200), kind))
    assert (made.format, made.width, made.height, made.widths) == (kind, 1800, 1200, [480, 960, 1600])
    endings = [f"{w}.{end}" for w in (480, 960, 1600) for end in ("avif", "webp")]
    assert sorted(made.files) == sorted(["", *endings, "1600.jpg"])
    for ending, data in made.files.items():
        image = Image.open(io.BytesIO(data))
        assert image.format == {"": "JPEG", "avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}[ending.rpartition(".")[2]]
        assert image.width == (int(ending.partition(".")[0]) if ending else 1800)
        assert corners(data) == UPRIGHT


@pytest.mark.slow
@pytest.mark.parametrize(("width", "widths"), [(1, [1]), (300, [300]), (500, [500]), (700, [480, 700]), (1200, [480, 1200]), (1599, [480, 960, 1599])])  # fmt: skip
def test_nothing_is_made_larger_than_it_came(width, widths):
    made = made_of(uploads.picture((width, max(1, width // 2))))
    assert made.widths == widths


@pytest.mark.slow
def test_a_large_picture_is_kept_at_3200_pixels():
    made = made_of(uploads.picture((6000, 4000), "JPEG"))
    assert (made.width, made.height) == (3200, 2133)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("orientation", "expected"),
    [
        (1, UPRIGHT), (2, ["green", "red", "white", "blue"]), (3, ["blue", "white", "red", "green"]),
        (4, ["white", "blue", "green", "red"]), (5, ["red", "white", "blue", "green"]), (6, ["white", "red", "green", "blue"]),
        (7, ["blue", "green", "red", "white"]), (8, ["green", "blue", "white", "red"]), (99, UPRIGHT),
    ],
)  # fmt: skip
def test_a_photograph_is_turned_as_its_camera_says(orientation, expected):
    made = made_of(uploads.with_exif(orientation))
    assert corners(made.files[""]) == expected
    assert (made.width, made.height) == ((400, 600) if 5 <= orientation <= 8 else (600, 400))


@pytest.mark.slow
@pytest.mark.parametrize("upload", [uploads.with_exif(6), uploads.with_text(), uploads.with_profile()])
def test_nothing_that_came_with_the_picture_is_kept(upload):
    for ending, data in made_of(upload).files.items():
        image = Image.open(io.BytesIO(data))
        image.load()
        assert not image.getexif(), ending
        assert not {"icc_profile", "comment", "xmp", "exif", "Author"} & set(image.info), ending
        assert not any(word in data for word in (b"secret", b"Spycam", b"GPS")), ending


@pytest.mark.slow
def test_what_follows_a_picture_in_its_file_is_not_kept():
    payload = b"<script>alert(1)</script><?php system('id'); ?>PK\x03\x04"
    for kind in ("JPEG", "PNG", "WEBP"):
        made = made_of(uploads.picture(kind=kind) + payload)
        assert not any(b"script" in data or b"php" in data for data in made.files.values())


@pytest.mark.slow
@pytest.mark.parametrize(
    "image",
    [
        uploads.drawn(mode="CMYK"), uploads.drawn(mode="L"), uploads.drawn(mode="1"),
    ],
    ids=["CMYK", "gray", "black and white"],
)  # fmt: skip
def test_other_color_spaces_become_srgb(image):
    kind = "JPEG" if image.mode in ("CMYK", "L") else "PNG"
    made = made_of(uploads.written(image, kind))
    assert Image.open(io.BytesIO(made.files[""])).mode == "RGB"
    assert corners(made.files[""])[3] == "white"


def test_cmyk_keeps_its_colors():
    made = made_of(uploads.written(uploads.drawn(mode="CMYK"), "JPEG", quality=95))
    assert corners(made.files[""]) == UPRIGHT


def test_gray_in_sixteen_bits_keeps_its_shades():
    image = Image.new("I;16", (100, 100), 32768)
    made = made_of(uploads.written(image, "PNG"))
    assert abs(Image.open(io.BytesIO(made.files[""])).getpixel((50, 50))[0] - 128) <= 2


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white(mode):
    image = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 50, 100))
    how = {"transparency": 1} if mode == "P" else {}
    made = made_of(uploads.written(image.convert(mode) if mode != "P" else palette(), "PNG", **how))
    shown = Image.open(io.BytesIO(made.files[""]))
    assert shown.getpixel((75, 50)) >= (250, 250, 250)
    assert shown.getpixel((25, 50)) <= (5, 5, 5)


def palette() -> Image.Image:
    image = Image.new("P", (100, 100), 1)
    image.putpalette([0, 0, 0, 9, 9, 9])
    image.paste(0, (0, 0, 50, 100))
    return image


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_what_moves_is_refused(kind):
    with pytest.raises(NoPicture, match="moves"):
        made_of(uploads.moving(kind))


@pytest.mark.parametrize("size", [(9000, 9000), (30000, 30000), (6325, 6325)])
def test_more_than_forty_megapixels_are_refused_by_the_head_alone(size):
    with pytest.raises(NoPicture, match="megapixels"):
        made_of(uploads.bomb(*size))


def test_a_webp_that_would_take_a_gigabyte_is_refused_by_its_head():
    with pytest.raises(NoPicture, match="268 megapixels"):
        made_of(uploads.webp_bomb())


def test_a_thread_is_no_picture():
    with pytest.raises(NoPicture, match="twenty times"):
        made_of(uploads.picture((2100, 100)))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("part", [0.02, 0.3, 0.9])
def test_a_file_that_is_broken_off_is_refused_in_a_sentence(kind, part):
    image = Image.effect_noise((300, 200), 90).convert("RGB")
    whole = uploads.written(image, kind)
    with pytest.raises(NoPicture, match=r"^It .*\.$"):
        made_of(whole[: int(len(whole) * part)])


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [
        b"", b"GIF89a" + b"\0" * 50, b"<svg xmlns='http://www.w3.org/2000/svg'/>", uploads.PDF, b"\xff\xd8\xff", b"%!PS-Adobe-3.0 EPSF",
        b"<html><script>alert(1)</script>", b"8BPS\0\1" + b"\0" * 40, uploads.written(uploads.drawn(), "GIF"),
        uploads.written(uploads.drawn(), "TIFF"), uploads.written(uploads.drawn(), "BMP"), uploads.written(uploads.drawn(), "ICO"),
    ],
)  # fmt: skip
def test_what_is_none_of_the_four_formats_is_refused_whatever_it_is_called(data):
    with pytest.raises(NoPicture, match="no JPEG, PNG, WebP or AVIF"):
        made_of(data)


def test_a_broken_profile_is_as_none():
    made = made_of(uploads.picture(kind="JPEG", icc_profile=b"\0" * 200))
    assert corners(made.files[""]) == UPRIGHT


@pytest.mark.slow
def test_the_same_upload_makes_the_same_files():
    assert made_of(uploads.picture()).files == made_of(uploads.picture()).files


def test_an_upload_that_is_too_large_is_not_even_read(monkeypatch):
    monkeypatch.setattr(processing, "MOST_BYTES", 10)
    monkeypatch.setattr(processing, "_run_child", None)
    with pytest.raises(NoPicture, match="MB"):
        made_of(b"x" * 11)


def test_a_child_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(processing, "SECONDS", 0.01)
    with pytest.raises(NoPicture, match="too much time"):
        made_of(uploads.picture())
