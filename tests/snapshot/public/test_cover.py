"""The cover of a snapshot without a picture."""

import pytest

from media.pictures import library
from tests import make, uploads
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept_apart(settings, tmp_path):
    settings.RENDITIONS_ROOT = tmp_path


def caspian(**differences):
    return make.snapshot("Caspian", slug="caspian", **differences)


def test_a_snapshot_on_a_region_has_a_map_of_it(look):
    published(caspian(topics=[make.topic("Georgia", kind="region")]), NOON)
    page = look("/snapshots/caspian/").content.decode()
    assert 'src="/snapshots/caspian/editions/1/cover.svg"' in page
    assert 'alt="Map: Georgia"' in page
    answer = look("/snapshots/caspian/editions/1/cover.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg ")


def test_a_snapshot_without_a_region_shows_its_articles_over_time(look):
    published(caspian(sections={"": [make.article()]}), NOON)
    assert "Chart: articles over time" in look("/snapshots/caspian/").content.decode()
    assert b"<path" in look("/snapshots/caspian/editions/1/cover.svg").content


def test_a_cover_stays_the_same_and_is_made_once(look, tmp_path):
    published(caspian(topics=[make.topic("Georgia", kind="region")]), NOON)
    first = look("/snapshots/caspian/editions/1/cover.svg").content
    (file,) = tmp_path.rglob("*.svg")
    before = file.stat().st_mtime_ns
    assert look("/snapshots/caspian/editions/1/cover.svg").content == first
    assert file.stat().st_mtime_ns == before


@pytest.mark.slow
def test_another_edition_on_another_region_has_another_cover(look):
    snapshot = caspian(topics=[make.topic("Georgia", kind="region")])
    published(snapshot, NOON)
    snapshot.categories.set([make.topic("Armenia", kind="region")])
    published(changed(snapshot, title="Caspian again"), later(hours=1))
    at = later(hours=2)
    first, second = (look(f"/snapshots/caspian/editions/{number}/cover.svg", at).content for number in (1, 2))
    assert first != second


@pytest.mark.slow
def test_a_snapshot_with_a_picture_shows_that(look, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    drawn = library.add(uploads.picture((960, 640), "JPEG"), "cranes.jpg", alternative_text="Cranes")
    published(caspian(picture=drawn), NOON)
    assert "cover.svg" not in look("/snapshots/caspian/").content.decode()
