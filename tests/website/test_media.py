"""The files of pictures and attachments: for the public once an edition shows them, as the web is to keep them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from media import attachments
from media.models import Picture
from media.pictures import library
from record import publishing
from record.models import Organization
from tests import make, uploads
from tests.accounts import signed_in
from tests.make import NOON, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def picture() -> Picture:
    return library.add(uploads.picture((20, 10)), "a.png", alternative_text="A")


@pytest.fixture
def report():
    return attachments.stored(SimpleUploadedFile("Отчёт – final.pdf", uploads.PDF))


def address(picture: Picture, ending: str = "20.webp") -> str:
    return f"/pictures/{picture.digest}-{ending}"


@pytest.mark.parametrize(
    ("ending", "kind"), [("20.avif", "image/avif"), ("20.webp", "image/webp"), ("20.jpg", "image/jpeg")]
)
def test_a_picture_is_kept_for_ever_and_may_do_nothing(look, picture, ending, kind):
    published(make.article(picture=picture), NOON)
    answer = look(address(picture, ending))
    assert answer.status_code == 200
    headers = answer.headers
    assert headers["Content-Type"] == kind
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert policy_of(headers) == {"default-src 'none'", "sandbox"}
    assert "Vary" not in headers or "Cookie" not in headers["Vary"]
    assert not answer.cookies
    content = b"".join(answer.streaming_content)
    assert int(headers["Content-Length"]) == len(content)
    again = look(address(picture, ending), **{"If-None-Match": headers["ETag"]})
    assert again.status_code == 304


def test_an_attachment_is_read_in_the_browser_under_its_name(look, report):
    article = make.article()
    make.stored_file()
    make.attached(article, file=report)
    published(article, NOON)
    answer = look(f"/files/{report.digest}.pdf")
    assert b"".join(answer.streaming_content) == uploads.PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline; filename*=utf-8''%D0%9E")
    assert policy_of(answer.headers) == {"default-src 'none'", "sandbox"}


def test_a_picture_is_public_from_the_moment_its_edition_is(look, picture, report):
    article = make.article(picture=picture)
    make.attached(article, file=report)
    published(article, NOON, live_from=later(hours=1))
    for path in (address(picture), f"/files/{report.digest}.pdf"):
        assert look(path, later(hours=1, seconds=-1)).status_code == 404
        assert look(path, later(hours=1)).status_code == 200


def test_a_picture_that_only_the_desk_knows_is_no_different_from_none(look, picture):
    make.article(picture=picture)
    make.snapshot(picture=picture)
    unknown = look(f"/pictures/{'0' * 64}-20.webp")
    known = look(address(picture))
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content) == (404, unknown.content)
    assert known.headers["Cache-Control"] == unknown.headers["Cache-Control"] == "public, no-cache"


def test_an_earlier_edition_keeps_its_picture_public_until_it_is_withdrawn(look, picture):
    article = make.article(picture=picture)
    published(article, NOON)
    published(make.changed(article, picture=None), later(hours=1))
    assert look(address(picture), later(hours=2)).status_code == 200
    publishing.withdraw(article, "Wrong.", at=later(hours=3))
    assert look(address(picture), later(hours=3)).status_code == 404


def test_the_house_sees_what_is_not_public_and_no_cache_keeps_it(picture):
    answer = signed_in().get(address(picture))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_reader_with_a_made_up_session_sees_nothing(picture):
    client = Client()
    client.cookies["sessionid"] = "made-up"
    assert client.get(address(picture)).status_code == 404


def test_a_photograph_is_public_with_its_author(look, picture):
    author = make.author(photo=picture)
    assert look(address(picture)).status_code == 404
    published(make.article(authors=[author]), NOON)
    assert look(address(picture)).status_code == 200


def test_an_author_without_a_public_text_has_no_public_photograph(look, picture):
    make.author("Zoe Unpublished", photo=picture)
    published(make.article(authors=[make.author("Jane Roe")]), NOON)
    assert look(address(picture)).status_code == 404


def test_a_size_that_does_not_exist_is_not_found_whoever_sends_the_files(look, picture, settings):
    settings.MEDIA_DELIVERY = "nginx"
    published(make.article(picture=picture), NOON)
    assert "X-Accel-Redirect" in look(address(picture)).headers
    assert look(address(picture, "40.webp")).status_code == 404


def test_a_file_that_nginx_sends_is_read_in_the_browser_too(look, report, settings):
    settings.MEDIA_DELIVERY = "nginx"
    article = make.article()
    make.attached(article, file=report)
    published(article, NOON)
    assert look(f"/files/{report.digest}.pdf").headers["Content-Disposition"].startswith("inline; filename*=")


def test_an_edition_makes_no_picture_public_that_it_does_not_show(look, picture):
    published(make.article(picture=make.picture()), NOON)
    assert look(address(picture)).status_code == 404


def test_an_edition_makes_no_file_public_that_it_does_not_offer(look, report):
    article = make.article()
    make.attached(article)
    published(article, NOON)
    assert look(f"/files/{report.digest}.pdf").status_code == 404


def test_the_logo_is_public_and_makes_no_other_picture_public(look, picture):
    logo = library.add(uploads.picture((20, 12)), "logo.png", alternative_text="Logo")
    Organization.objects.create(pk=1, name="House", logo=logo)
    assert look(address(logo)).status_code == 200
    assert look(address(picture)).status_code == 404


def test_a_snapshots_picture_is_public_with_it(look, picture):
    published(make.snapshot(picture=picture), NOON)
    assert look(address(picture)).status_code == 200


@pytest.mark.parametrize("ending", ["21.webp", "20.png", "480.avif", "0.webp", "020.webp", ".jpg"])
def test_a_size_that_was_not_made_is_not_there(look, picture, ending):
    published(make.article(picture=picture), NOON)
    assert look(address(picture, ending)).status_code == 404


def test_nothing_is_taken_there(picture):
    assert Client().post(address(picture)).status_code == 405


def policy_of(headers) -> set[str]:
    """Return the directives: their order differs from one process to the next."""
    return {part.strip() for part in headers["Content-Security-Policy"].split(";")}
