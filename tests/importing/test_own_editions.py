"""What the site itself publishes is read back: page, letter and text."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from importing.outline import Outline
from importing.outlining import make_outline
from importing.reading import read
from snapshot.models import SnapshotEdition
from tests.importing.documents import SMALL
from tests.importing.test_documents import ARTICLES, POINTS, articles, points
from tests.letters import letter_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def edition(tmp_path) -> SnapshotEdition:
    path = tmp_path / "ferries.txt"
    path.write_text(SMALL, encoding="utf-8")
    call_command("import_snapshot", str(path), publish=True)
    return SnapshotEdition.objects.latest("pk")


def read_back(data: bytes, name: str) -> Outline:
    return make_outline(read(data, name), ["Strategic Snapshot"])


def heads(outline: Outline) -> list[tuple]:
    return [article[:4] for article in articles(outline)]


def test_the_text_gives_all_articles_and_no_other(edition, look):
    outline = read_back(look(f"/snapshots/{edition.slug}.txt", timezone.now()).content, "ferries.txt")
    assert articles(outline) == ARTICLES
    assert points(outline) == POINTS


def test_the_page_gives_all_articles_and_no_other(edition, look):
    outline = read_back(look(f"/snapshots/{edition.slug}/", timezone.now()).content, "ferries.html")
    assert [(title, day, count) for _section, title, _authors, day, count in articles(outline)] == [
        (title, day, count) for _section, title, _authors, day, count in ARTICLES
    ]
    assert points(outline) == POINTS


def test_the_letter_gives_all_articles_and_no_other(edition):
    letter = letter_of(edition)
    assert heads(read_back(letter.html.encode(), "letter.html")) == [article[:4] for article in ARTICLES]
