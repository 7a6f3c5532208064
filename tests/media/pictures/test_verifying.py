"""verify_editions looks at the files that editions show, too."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from media import attachments, storage
from media.models import Picture
from media.pictures import library
from record.verifying import Count, verify
from tests import make, uploads
from tests.make import NOON, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def shown(settings, tmp_path):
    """A published article with a picture and an attachment, in a folder that may be damaged."""
    settings.MEDIA_ROOT = tmp_path
    picture = library.add(uploads.picture((20, 10)), "a.png", alternative_text="A")
    article = make.article(picture=picture)
    make.attached(article, file=attachments.stored(SimpleUploadedFile("r.pdf", uploads.PDF)))
    published(article, NOON)
    return article


def found() -> list[str]:
    return list(verify(Count()))


def test_what_is_whole_is_not_mentioned(shown):
    assert found() == []


@pytest.mark.parametrize("ending", ["", "20.avif", "20.jpg"])
def test_a_picture_that_is_gone_or_changed_is_told(shown, ending):
    path = uploads.path_of(storage.picture_name(shown.picture.digest, ending))
    path.write_bytes(b"other")
    assert "has the digest" in found()[0]
    path.unlink()
    assert "is not there" in found()[0]


def test_an_attachment_that_is_gone_is_told(shown):
    uploads.path_of(storage.attachment_name(shown.attachments.get().file.digest)).unlink()
    assert "r.pdf" in found()[0]


def test_a_row_that_became_another_picture_is_told(shown):
    Picture.objects.update(digest="f" * 64)
    assert any("is not in the library" in words for words in found())


def test_a_file_that_stands_is_never_overwritten(shown):
    name = storage.picture_name(shown.picture.digest, "20.jpg")
    path = uploads.path_of(name)
    before = path.read_bytes()
    storage.put(name, [b"other"])
    assert path.read_bytes() == before
