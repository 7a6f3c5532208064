"""Every kind of public page is HTML as it is written down, and its parts refer to what is there."""

import pytest
from django.contrib.flatpages.models import FlatPage
from django.template.loader import render_to_string
from django.test import Client

from editorial import publishing
from snapshot.alerts.tokens import token_of
from snapshot.models import Subscription
from tests import make
from tests.html_rules import faults
from tests.make import NOON, later, published, record_changed

UNEVEN = NOON.replace(microsecond=123456)  # as a clock gives it

EMPTY = [
    "/",
    "/snapshots/",
    "/analysis/",
    "/authors/",
    "/topics/",
    "/corrections/",
    "/search/",
    "/alerts/",
    "/nowhere/",
]
FULL = [
    "/", "/snapshots/", "/snapshots/caspian/", "/snapshots/caspian/editions/", "/snapshots/caspian/editions/1/",
    "/snapshots/caspian/editions/1/to/2/", "/snapshots/?q=caspian", "/analysis/", "/analysis/?q=ferries&topic=ports",
    "/analysis/?q=feries", "/analysis/?from=2026-01-01&until=2026-12-31&author=ada", "/analysis/?q=nothing-of-the-kind",
    "/analysis/ferries/", "/analysis/seals/", "/analysis/seals/editions/", "/analysis/seals/editions/1/",
    "/analysis/seals/editions/1/to/2/", "/analysis/gone/", "/analysis/crowd/", "/search/?q=caspian", "/search/?q=",
    "/authors/", "/authors/ada/", "/topics/", "/topics/ports/", "/topics/region/", "/series/notes/", "/tags/ice/",
    "/corrections/", "/about/", "/alerts/", "/alerts/?topic=ports&of=articles", "/alerts/?snapshot=caspian",
    "/alerts/confirm/nothing/", "/alerts/leave/nothing/", "/api/v1/", "/styleguide/", "/nowhere/", "/analysis/?from=never",
]  # fmt: skip
BODY = """<h2>Berths</h2><p>They wait. <a href="https://example.org/">Elsewhere</a></p><h3>By night</h3>
<blockquote><p>“Ice, again.”</p></blockquote><table><tbody><tr><th>Port</th><td>9</td></tr></tbody></table>"""


@pytest.fixture
def full_site(db):
    """A site that shows whatever a public page may show."""
    region = make.topic("Region", slug="region")
    ports = make.topic("Ports", slug="ports", parent=region)
    ada = make.author(
        "Ada “A” <Writer>", slug="ada", role="Fellow", bio="<p>On ports.</p>", website="https://example.org/"
    )
    notes, ice = make.series("Harbor Notes", slug="notes"), make.tag("ice", slug="ice")
    ferries = make.article(
        "Ferries & Co. <Wait>",
        [ada, make.author()],
        topics=[ports],
        tags=[ice],
        slug="ferries",
        body=BODY,
        series=notes,
    )
    seals = make.article("Seals Travel", [ada], slug="seals", source_url="https://example.org/seals", topics=[ports])
    gone = make.article("Gone", [ada], slug="gone", topics=[region])
    crowd = make.article("Crowd", [make.author() for _ in range(30)], slug="crowd", points=(), language="ar")
    alone = make.article("X", [], slug="alone")
    caspian = make.snapshot("Caspian", {"Ports": [ferries, gone], "": [seals, crowd], "Ice": [alone]}, slug="caspian",
                            compilers=[ada], coverage=ports, topics=[ports], tags=[ice])  # fmt: skip
    published(caspian, UNEVEN)
    seals.points.filter(position=2).update(text="Second point, corrected.")
    published(seals, later(hours=1), kind="correction", note="The second point was “wrong” & is not.")
    published(make.changed(caspian, introduction="<p>Reworded.</p>"), later(hours=2), note="Reworded.")
    publishing.withdraw(gone, "Taken back.", at=later(hours=3))
    FlatPage.objects.create(url="/about/", title="About us", content="<h2>Who we are</h2><p>People.</p>")
    record_changed()


@pytest.mark.django_db
@pytest.mark.parametrize("path", EMPTY)
def test_a_page_of_an_empty_site_is_valid(look, path):
    assert faults(look(path).content.decode()) == []


@pytest.mark.usefixtures("full_site")
def test_every_kind_of_page_is_valid(look):
    pages = {path: look(path, later(days=1)) for path in FULL}
    assert {path: found for path, page in pages.items() if (found := faults(page.content.decode()))} == {}
    assert {page.status_code for page in pages.values()} == {200, 400, 404, 410}


@pytest.mark.django_db
def test_the_page_that_lets_a_reader_confirm_is_valid():
    row = Subscription.objects.create(
        address="a@reader.example",
        follows="snapshot",
        target_id=published(make.snapshot()).parent_id,
        language="en",
        asked_at=NOON,
    )
    for purpose in ("confirm", "leave"):
        page = Client().get(f"/alerts/{purpose}/{token_of(row, purpose)}/")
        assert faults(page.content.decode()) == []


def test_the_page_of_a_failure_is_valid():
    assert faults(render_to_string("500.html")) == []


PAGE = '<!doctype html><html lang="en"><head><title>T</title></head><body><h1>A</h1>{}</body></html>'


def test_a_page_without_a_fault_has_none():
    assert faults(PAGE.format("<p>Words</p>")) == []


@pytest.mark.parametrize("wrong", [
    "<p>one</div>", "<p id=a></p><p id=a></p>", "<label for=b>B</label>", '<a href="#nowhere">x</a>', "<h3>Skipped</h3>", "<h1>B</h1>",
    "<span><div>x</div></span>", "<ul><p>x</p></ul>", "<img src=x>", "<table border=1></table>", '<p lang="english!">x</p>',
    '<p dir="up">x</p>', '<span aria-label="x">y</span>', "<a href=x><button>y</button></a>", "<p>&nosuch;</p>", "<b><i>x</b></i>",
])  # fmt: skip
def test_a_fault_is_found(wrong):
    assert faults(PAGE.format(wrong)) != []
