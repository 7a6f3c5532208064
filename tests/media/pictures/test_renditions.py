"""A picture and an attachment in everything that is made of an edition: page, PDF, letter, feeds, API, head."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.mail import article_letter
from media import attachments
from media.models import Picture
from media.pictures import library
from media.pictures.shown import focus_classes, license_url, shown_picture
from outputs.source import source_at
from record import freezing
from snapshot.mail import snapshot_letter
from snapshot.public.withholding import shown_content
from tests import make, pdf_ua, pdfs, rfc4287, uploads
from tests.json_feed import faults as feed_faults
from tests.make import NOON, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SITE = "https://analysis.example.org"


@pytest.fixture(scope="module")
def cranes(shared_site):
    return shared_site(lambda: library.add(
        uploads.picture((1800, 1200), "JPEG"), "a.jpg", alternative_text="Two cranes & a ship", caption="At “dusk” <b>",
        credit="Ada Abel", license="CC-BY-4.0", focus_x=20, focus_y=81,
    ))  # fmt: skip


@pytest.fixture
def picture(cranes):
    return Picture.objects.get(pk=cranes.pk)


@pytest.fixture(params=["article", "snapshot"])
def shown(request, picture):
    """An edition, of either kind, with a picture and an attachment; and its address."""
    thing = (
        make.article(slug="it", picture=picture)
        if request.param == "article"
        else make.snapshot(slug="it", picture=picture)
    )
    make.attached(thing, "Full report & annex", attachments.stored(SimpleUploadedFile("r.pdf", uploads.PDF)))
    return published(thing, NOON), "/analysis/it" if request.param == "article" else "/snapshots/it"


def test_the_page_shows_it_in_sizes_with_dimensions_and_words(look, shown, picture):
    page = look(f"{shown[1]}/").content.decode()
    for kind in ("avif", "webp"):
        for width in (480, 960, 1600):
            assert f"/pictures/{picture.digest}-{width}.{kind} {width}w" in page
    image = re.search(r"<img[^>]*>", page)[0]
    assert 'alt="Two cranes &amp; a ship"' in image
    assert 'width="1800" height="1200"' in image
    assert 'class="focus-x-2 focus-y-8"' in image
    assert 'loading="lazy"' not in image
    assert "At “dusk” &lt;b&gt;" in page
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in page
    assert "Full report &amp; annex" in page
    assert f"PDF, {len(uploads.PDF)}\xa0bytes" in page
    assert "style=" not in page


def test_the_card_stands_for_the_edition_where_a_link_is_shared_and_the_picture_where_it_is_indexed(
    look, shown, picture
):
    page = look(f"{shown[1]}/").content.decode()
    assert f'<meta property="og:image" content="http://testserver{shown[1]}/editions/1/card.png">' in page
    assert '<meta property="og:image:width" content="1200">' in page
    assert f'"image":"http://testserver/pictures/{picture.digest}-1600.jpg"' in page.replace('": "', '":"')


def test_without_a_picture_the_card_does(look):
    published(make.article(slug="bare"), NOON)
    page = look("/analysis/bare/").content.decode()
    assert 'content="http://testserver/analysis/bare/editions/1/card.png"' in page
    assert "css/images.css" not in page
    assert "<figure" not in page


def test_the_page_asks_for_no_more_than_without(look, shown, django_assert_max_num_queries):
    look(f"{shown[1]}/")
    with django_assert_max_num_queries(5):
        look(f"{shown[1]}/")


def test_the_pdf_shows_it_with_its_alternative_text(look, shown):
    answer = look(f"{shown[1]}.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    content = answer.content
    assert b"/DCTDecode" in content
    assert pdf_ua.faults(pdfs.read(content)) == []


def test_a_pdf_whose_picture_is_gone_is_not_made(look, shown, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.RENDITIONS_ROOT = tmp_path
    answer = look(f"{shown[1]}.pdf")
    assert answer.status_code == 404
    assert "be turned into a PDF." in answer.content.decode()  # the log says why


def test_a_decorative_picture_is_passed_over(look):
    made = library.add(uploads.picture((60, 40)), "a.png", is_decorative=True)
    published(make.article(slug="it", picture=made), NOON)
    assert 'alt=""' in re.search(r"<img[^>]*>", look("/analysis/it/").content.decode())[0]
    assert pdf_ua.faults(pdfs.read(look("/analysis/it.pdf").content)) == []


def test_the_letter_shows_it_at_an_absolute_address(shown, picture):
    edition = shown[0]
    content = shown_content(edition) if "snapshots" in shown[1] else freezing.read(edition.content)
    make_letter = snapshot_letter if "snapshots" in shown[1] else article_letter
    letter = make_letter(source_at(lambda path: f"{SITE}{path}", edition, content), f"{SITE}/")
    image = re.search(r"<img[^>]*>", letter.html)[0]
    assert f'src="{SITE}/pictures/{picture.digest}-1600.jpg"' in image
    assert 'alt="Two cranes &amp; a ship"' in image
    assert 'width="600"' in image
    file = edition.parent.attachments.get().file
    assert f'href="{SITE}/files/{file.digest}.pdf"' in letter.html
    assert f"Full report & annex (PDF): {SITE}/files/{file.digest}.pdf" in letter.text


def test_feeds_name_the_picture_and_enclose_the_files(look, shown, picture):
    kind = shown[1].split("/")[1]
    document = json.loads(look(f"/{kind}/feed.json").content)
    assert feed_faults(document) == []
    item = document["items"][0]
    assert item["image"] == f"http://testserver/pictures/{picture.digest}-1600.jpg"
    file = shown[0].parent.attachments.get().file
    assert item["attachments"] == [
        {
            "url": f"http://testserver/files/{file.digest}.pdf",
            "mime_type": "application/pdf",
            "title": "Full report & annex",
            "size_in_bytes": file.size,
        }
    ]
    atom = look(f"/{kind}/feed.atom").content
    assert rfc4287.faults(atom) == []
    links = ElementTree.fromstring(atom).iter("{http://www.w3.org/2005/Atom}link")
    enclosure = next(link for link in links if link.get("rel") == "enclosure")
    assert (enclosure.get("type"), enclosure.get("length")) == ("application/pdf", str(file.size))


def test_the_api_answers_with_both(look, shown, picture):
    answer = json.loads(look(f"/api/v1{shown[1].replace('analysis', 'articles')}/").content)
    assert answer["picture"]["alternative_text"] == "Two cranes & a ship"
    assert answer["picture"]["avif"][0] == {
        "width": 480,
        "url": f"http://testserver/pictures/{picture.digest}-480.avif",
    }
    assert [each["title"] for each in answer["attachments"]] == ["Full report & annex"]


def test_another_description_in_the_library_changes_no_edition(look, shown, picture):
    make.changed(picture, alternative_text="Something else")
    assert "Two cranes" in look(f"{shown[1]}/").content.decode()


@pytest.mark.parametrize(("focus", "classes"), [((50, 50), ""), ((0, 100), "focus-x-0 focus-y-10"), ((44, 45), "focus-x-4"), ((46, 54), "")])  # fmt: skip
def test_a_focus_becomes_classes(focus, classes):
    assert focus_classes(*focus) == classes


def test_every_class_of_a_focus_is_in_the_sheet():
    sheet = Path("static/css/images.css").read_text()
    assert all(name in sheet for x in range(101) for name in focus_classes(x, x).split())


def test_licenses_lead_to_their_words():
    assert license_url("CC-BY-SA-4.0") == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert license_url("CC0-1.0") == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert license_url("own") == license_url("") == ""
    assert shown_picture(None) is None
