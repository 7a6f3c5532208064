"""How often each edition is read."""

import pytest
from django.db import DatabaseError

from monitoring import readings
from monitoring.models import EditionReadings
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _clock(time_machine):
    time_machine.move_to(later(days=1), tick=False)
    yield
    readings.pending.clear()


@pytest.fixture
def article():
    made = make.article(slug="ferries")
    published(made, NOON)
    published(changed(made, title="Ferries, Again"), later(hours=1))
    return made


def read(path: str, agent: str = BROWSER, method: str = "GET", **environ) -> None:
    readings.note({"PATH_INFO": path, "REQUEST_METHOD": method, "HTTP_USER_AGENT": agent, **environ})


def counts() -> dict[int, tuple[int, int, int]]:
    """Write, and return readings, downloads and robots by number of edition."""
    readings.pending.write()
    return {row.number: (row.readings, row.downloads, row.robots) for row in EditionReadings.objects.all()}


def test_an_address_counts_for_the_edition_it_shows(article):
    for path in ("/analysis/ferries/", "/analysis/ferries/", "/analysis/ferries/editions/1/", "/analysis/ferries.pdf"):
        read(path)
    assert counts() == {1: (1, 0, 0), 2: (2, 1, 0)}


def test_robots_are_counted_apart(article):
    for agent in ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "curl/8.5", ""):
        read("/analysis/ferries/", agent)
    assert counts() == {2: (0, 0, 3)}


@pytest.mark.parametrize(
    "path", ["/analysis/", "/analysis/feed.atom", "/analysis/none/", "/analysis/ferries/editions/9/", "/"]
)
def test_what_is_no_edition_is_not_counted(article, path):
    read(path)
    assert counts() == {}


def test_what_nobody_has_looked_at_is_not_counted(article):
    read("/analysis/ferries/", method="HEAD")
    read("/analysis/ferries/", HTTP_SEC_PURPOSE="prefetch")
    assert counts() == {}


def test_a_snapshot_is_counted_as_well():
    published(make.snapshot(slug="caspian"), NOON)
    read("/snapshots/caspian/")
    readings.pending.write()
    assert EditionReadings.objects.get().kind == "snapshots"


def test_each_month_has_a_row_of_its_own(article, time_machine):
    read("/analysis/ferries/")
    time_machine.move_to(later(days=40), tick=False)
    read("/analysis/ferries/")
    readings.pending.write()
    assert EditionReadings.objects.count() == 2


def test_counts_add_up_over_several_writings(article):
    read("/analysis/ferries/")
    readings.pending.write()
    read("/analysis/ferries/")
    assert counts() == {2: (2, 0, 0)}


def test_what_the_database_does_not_take_is_kept(article, monkeypatch):
    read("/analysis/ferries/")

    def refuse(*args):
        raise DatabaseError("away")

    with monkeypatch.context() as patch:
        patch.setattr(readings, "_add", refuse)
        readings.pending.write()
    assert counts() == {2: (1, 0, 0)}


def test_a_flood_of_addresses_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(readings.pending, "most", 3)
    for number in range(10):
        read(f"/analysis/a-{number}/")
    assert len(readings.pending.waiting) == 3


def test_nothing_about_the_reader_is_stored():
    assert {field.name for field in EditionReadings._meta.fields} == {
        "id", "kind", "edition", "title", "number", "month", "readings", "downloads", "robots",
    }  # fmt: skip


def test_the_list_names_the_month_and_no_day(admin_client, article):
    read("/analysis/ferries/")
    counts()
    page = admin_client.get("/admin/monitoring/editionreadings/").content.decode()
    assert f'<td class="field-in_month">{NOON:%B %Y}</td>' in page
