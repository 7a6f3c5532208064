"""The library of pictures at the desk: uploading, finding, and what keeps one from being deleted."""

import pytest
from django.urls import reverse

from media import storage
from media.models import Picture, StoredFile
from permissions.matrix import Role
from tests import make, uploads
from tests.accounts import person, signed_in
from tests.desk_forms import add_row, filled
from tests.make import NOON, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LIST, ADD = "/admin/media/picture/", "/admin/media/picture/add/"


def change(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def sent(data: bytes = b"", **values) -> dict:
    return {"upload": uploads.upload(data or uploads.picture(), "Kräne am Abend.png"), **values}


def test_an_upload_with_its_description_joins_the_library():
    client = signed_in()
    answer = client.post(ADD, sent(alternative_text="Two cranes", credit="Ada", license="CC-BY-4.0"))
    assert answer.status_code == 302
    picture = Picture.objects.get()
    assert (picture.title, picture.name, picture.format) == ("Kräne am Abend", "Kräne am Abend.png", "PNG")
    assert (picture.width, picture.height, picture.focus_x, picture.license) == (600, 400, 50, "CC-BY-4.0")
    for ending, digest in {"": picture.digest, **picture.files}.items():
        assert storage.what_is_wrong(storage.picture_name(picture.digest, ending), digest) == ""


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Describe the picture, or tick “decorative"),
        ({"alternative_text": "  "}, "Describe the picture, or tick “decorative"),
        ({"alternative_text": "Two cranes", "is_decorative": "on"}, "A picture with alternative text can"),
    ],
)
def test_a_picture_is_described_or_said_to_be_decorative(values, words):
    page = signed_in().post(ADD, sent(**values)).content.decode()
    assert words in page
    assert not Picture.objects.exists()


def test_a_decorative_picture_needs_no_words():
    assert signed_in().post(ADD, sent(is_decorative="on")).status_code == 302
    assert Picture.objects.get().alternative_text == ""


def test_what_is_no_picture_is_refused_by_name():
    page = signed_in().post(ADD, {"upload": uploads.upload(b"<svg/>", "logo.png"), "is_decorative": "on"})
    assert "“logo.png”: It is no JPEG, PNG, WebP or AVIF picture" in page.content.decode()


def test_the_same_picture_is_kept_once():
    client = signed_in()
    client.post(ADD, sent(alternative_text="One", title="Cranes"))
    page = client.post(ADD, sent(alternative_text="Two")).content.decode()
    assert "This picture is already in the library" in page
    assert change(Picture.objects.get()) in page


def test_a_picture_is_found_by_its_words_and_by_its_use():
    used, spare = (
        make.picture(title="Cranes", alternative_text="Two at dusk", credit="Ada"),
        make.picture(title="Locks"),
    )
    make.article(picture=used)
    client = signed_in()
    for query in ("?q=cranes", "?q=dusk", "?q=ada", "?used=yes"):
        page = client.get(LIST + query).content.decode()
        assert change(used) in page, query
        assert change(spare) not in page, query
    assert change(spare) in client.get(LIST + "?used=no").content.decode()


def test_the_page_of_a_picture_says_where_it_is_used():
    picture = make.picture()
    article = make.article("Rivers", picture=picture)
    published(article, NOON)
    make.snapshot("Winter", picture=picture, sections={})
    make.author("Ada Abel", photo=picture)
    page = signed_in().get(change(picture)).content.decode()
    for words in ("The article ", "Rivers", "It is shown in ", "The snapshot ", "Winter", "photograph of", "Ada Abel"):
        assert words in page, words
    assert "translation" not in page


def test_a_picture_that_an_edition_shows_is_not_deleted_though_the_desk_shows_another():
    picture = make.picture()
    article = make.article(picture=picture)
    published(article, NOON)
    make.changed(article, picture=None)
    address = reverse("admin:media_picture_delete", args=[picture.pk])
    client = signed_in()
    assert "which was published" in client.get(address).content.decode()
    client.post(address, {"post": "yes"})
    assert Picture.objects.filter(pk=picture.pk).exists()


def test_a_picture_that_nothing_uses_is_deleted_with_its_files(django_capture_on_commit_callbacks):
    client = signed_in()
    client.post(ADD, sent(uploads.picture((50, 50)), is_decorative="on"))
    picture = Picture.objects.get()
    path = uploads.path_of(storage.picture_name(picture.digest, ""))
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:media_picture_delete", args=[picture.pk]), {"post": "yes"})
    assert not Picture.objects.exists()
    assert not path.exists()


def test_the_focus_is_set_by_two_numbers():
    picture, client = make.picture(), signed_in()
    client.post(change(picture), filled(client, change(picture), focus_x="20", focus_y="80"))
    picture.refresh_from_db()
    assert (picture.focus_x, picture.focus_y) == (20, 80)
    page = client.post(change(picture), filled(client, change(picture), focus_x="101")).content.decode()
    assert "less than or equal to 100" in page


def test_the_thumbnail_of_a_number_is_for_those_who_may_see_the_picture(client, request):
    picture = make.picture()
    address = reverse("admin:media_picture_thumbnail", args=[picture.pk])
    assert client.get(address).status_code == 302
    assert "/admin/login/" in client.get(address).headers["Location"]
    assert signed_in().get(address).headers["Location"] == f"/pictures/{picture.digest}-480.webp"
    assert signed_in(person("contributor")).get(address).status_code == 404
    request.getfixturevalue("without_ledger")
    assert signed_in(person(Role.ANONYMOUS)).get(address).status_code == 404


# Attachments


def test_a_report_is_attached_to_an_article_and_replaced():
    article, client = make.article(), signed_in()
    add = add_row(
        filled(client, change(article)),
        "attachments",
        title="Full report",
        upload=uploads.upload(uploads.PDF, "../r\u202eeport.pdf"),
    )
    assert client.post(change(article), add).status_code == 302
    row = article.attachments.get()
    assert (row.title, row.file.name, row.file.size, row.position) == ("Full report", "report.pdf", len(uploads.PDF), 1)
    again = filled(client, change(article), **{"attachments-0-upload": uploads.upload(uploads.PDF + b"%%EOF", "b.pdf")})
    assert client.post(change(article), again).status_code == 302
    assert article.attachments.get().file.name == "b.pdf"
    assert article.attachments.get().key == row.key


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 not a pdf", "It is not a PDF"), (b"<html>", "It is not a PDF"), (b" %PDF-1.7 %%EOF", "It is not a PDF"),
        (uploads.PDF[:30], "incomplete"), (uploads.PDF + b"\0" * 5000 + b"PK\x05\x06", "something else follows"),
    ],
)  # fmt: skip
def test_what_is_no_whole_pdf_is_refused_by_name(data, words):
    snapshot, client = make.snapshot(sections={}), signed_in()
    form = add_row(
        filled(client, change(snapshot)), "attachments", title="Report", upload=uploads.upload(data, "r.pdf")
    )
    page = client.post(change(snapshot), form).content.decode()
    assert words in page
    assert not StoredFile.objects.exists()


def test_an_attachment_without_a_file_is_refused():
    article, client = make.article(), signed_in()
    page = client.post(change(article), add_row(filled(client, change(article)), "attachments", title="Report"))
    assert "Choose a file." in page.content.decode()


def test_the_form_shows_the_picture_that_is_chosen():
    picture = make.picture()
    page = signed_in().get(change(make.article(picture=picture))).content.decode()
    assert f'src="/admin/media/picture/{picture.pk}/thumbnail/"' in page
    assert "js/picture-choice.js" in page
