"""The card for shared links shows the picture that the page shows, cut around its focus, instead of a drawing."""

import io

import pytest
from PIL import Image

from media.models import Picture
from media.pictures import library
from tests import make, uploads
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
RED, BLUE = (200, 30, 30), (30, 30, 200)
BESIDE = (990, 315)  # the middle of the card's picture


@pytest.fixture(autouse=True)
def _kept_apart(settings, tmp_path):
    settings.MEDIA_ROOT, settings.RENDITIONS_ROOT = tmp_path / "media", tmp_path / "renditions"


def halves(first: tuple, second: tuple, *, upright: bool = False, **differences) -> Picture:
    """Return a picture of two halves, side by side or one above the other."""
    size = (800, 1600) if upright else (1600, 400)
    drawn = Image.new("RGB", size, first)
    drawn.paste(second, (0, 800, 800, 1600) if upright else (800, 0, 1600, 400))
    return library.add(uploads.written(drawn, "JPEG"), "halves.jpg", alternative_text="Halves", **differences)


def card(look, address: str, at=NOON) -> Image.Image:
    return Image.open(io.BytesIO(look(f"{address}/card.png", at).content)).convert("RGB")


def is_near(found: tuple, color: tuple) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(found, color, strict=True))


def edition_with(kind: str, picture: Picture | None, **differences):
    thing = getattr(make, kind)(slug="it", picture=picture, **differences)
    return published(thing, NOON), {"article": "/analysis/it", "snapshot": "/snapshots/it"}[kind]


@pytest.mark.parametrize("kind", ["article", "snapshot"])
@pytest.mark.parametrize(("focus", "color"), [(10, RED), (90, BLUE)])
def test_it_is_cut_around_its_focus(look, kind, focus, color):
    _, address = edition_with(kind, halves(RED, BLUE, focus_x=focus))
    assert is_near(card(look, address).getpixel(BESIDE), color)


@pytest.mark.parametrize(("focus", "color"), [(0, RED), (100, BLUE)])
def test_an_upright_one_is_cut_above_and_below(look, focus, color):
    _, address = edition_with("snapshot", halves(RED, BLUE, upright=True, focus_y=focus))
    shown = card(look, address)
    assert is_near(shown.getpixel((990, 3 if focus == 0 else 627)), color)
    assert is_near(shown.getpixel((783, 315)), shown.getpixel((1197, 315)))  # filled from side to side


def test_it_takes_the_place_of_the_map(look):
    topics = [make.topic("Georgia", kind="region")]
    _, address = edition_with("snapshot", halves(RED, RED), topics=topics)
    assert all(is_near(card(look, address).getpixel((x, y)), RED) for x in (800, 990, 1180) for y in (20, 315, 610))


def test_another_picture_or_another_focus_makes_another_card(look):
    one = halves(RED, BLUE, focus_x=10)
    edition, address = edition_with("snapshot", one)
    changed(edition.parent, picture=halves(BLUE, RED, focus_x=10))
    published(edition.parent, later(hours=1), note="Another picture.")
    Picture.objects.update(focus_x=90)
    published(changed(edition.parent, picture=edition.parent.picture), later(hours=2), note="Another focus.")
    cards = [card(look, f"{address}/editions/{number}", later(hours=3)) for number in (1, 2, 3)]
    for shown, color in zip(cards, (RED, BLUE, RED), strict=True):
        assert is_near(shown.getpixel(BESIDE), color)
    assert is_near(card(look, address, later(hours=3)).getpixel(BESIDE), RED)


def test_without_a_picture_it_keeps_the_drawing_or_none(look):
    _, address = edition_with("snapshot", None, topics=[make.topic("Georgia", kind="region")])
    assert card(look, address).getpixel((1190, 620)) != (255, 255, 255)
