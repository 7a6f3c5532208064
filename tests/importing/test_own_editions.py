"""What the site itself publishes is read back: page, letter, PDF and text."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
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

SAMPLES = Path(settings.BASE_DIR) / "samples"
TITLE = "Ferries of the Inner Sea"
INTRODUCTION = ["The ferries of the inner sea carry more than cars.", "They carry the wages of two coasts."]
SELECTION = "Selected Harborlight Analysis on the Inner Sea"
COVERAGE = "For more Harborlight coverage on Inner Sea, see here."


@pytest.fixture
def edition(tmp_path) -> SnapshotEdition:
    path = tmp_path / "ferries.txt"
    path.write_text(SMALL, encoding="utf-8")
    call_command("import_snapshot", str(path), publish=True)
    return SnapshotEdition.objects.latest("pk")


def published(look, edition: SnapshotEdition, ending: str) -> bytes:
    return look(f"/snapshots/{edition.slug}{ending}", timezone.now()).content


def is_read_back(data: bytes, name: str) -> Outline:
    """Assert that a file says what was published, all of it and nothing else."""
    outline = make_outline(read(data, name), ["Strategic Snapshot"])
    assert outline.title in (TITLE, f"Strategic Snapshot: {TITLE}")
    assert [passage.text for passage in outline.intro] == INTRODUCTION
    assert (outline.selection_heading, outline.more_coverage) == (SELECTION, COVERAGE)
    assert articles(outline) == ARTICLES
    assert points(outline) == POINTS
    return outline


def test_the_text_gives_all_articles_and_nothing_else(edition, look):
    is_read_back(published(look, edition, ".txt"), "ferries.txt")


def test_the_page_gives_all_articles_and_nothing_else(edition, look):
    is_read_back(published(look, edition, "/"), "ferries.html")


def test_the_letter_gives_all_articles_and_nothing_else(edition):
    is_read_back(letter_of(edition).html.encode(), "letter.html")


def test_the_text_of_a_letter_gives_all_articles_and_nothing_else(edition):
    is_read_back(letter_of(edition).text.encode(), "letter.txt")


def test_the_pdf_gives_all_articles_and_nothing_else(edition, look):
    is_read_back(published(look, edition, ".pdf"), "ferries.pdf")


needs_pdftotext = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext is not installed (Debian: poppler-utils)"
)


@needs_pdftotext
@pytest.mark.parametrize("options", [(), ("-layout",)], ids=["by-blocks", "by-layout"])
def test_the_text_copied_out_of_a_pdf_gives_all_articles_and_nothing_else(edition, look, tmp_path, options):
    file = tmp_path / "ferries.pdf"
    file.write_bytes(published(look, edition, ".pdf"))
    copied = subprocess.run(["pdftotext", *options, file, "-"], capture_output=True, check=True).stdout
    is_read_back(copied, "ferries.txt")


def heads(outline: Outline) -> list[tuple]:
    """Return each section with the title, names and date of each of its articles, and how many points it has."""
    return [
        (section.title, [(each.title, each.authors, each.date, len(each.summary)) for each in section.articles])
        for section in outline.sections
    ]


@needs_pdftotext
@pytest.mark.full
@pytest.mark.parametrize("name", [path.name for path in sorted(SAMPLES.glob("0*")) if not path.name.startswith("05")])
def test_the_text_copied_out_of_a_long_pdf_gives_all_sections_and_articles(look, tmp_path, name):
    call_command("import_snapshot", str(SAMPLES / name), publish=True)
    edition = SnapshotEdition.objects.latest("pk")
    text = make_outline(read(published(look, edition, ".txt"), "own.txt"), ["Strategic Snapshot"])
    file = tmp_path / "own.pdf"
    file.write_bytes(published(look, edition, ".pdf"))
    for options in ((), ("-layout",)):
        copied = subprocess.run(["pdftotext", *options, file, "-"], capture_output=True, check=True).stdout
        assert heads(make_outline(read(copied, "own.txt"), ["Strategic Snapshot"])) == heads(text), options
