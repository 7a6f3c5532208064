"""manage.py import_snapshot."""

import html
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.kind import ARTICLE
from articles.models import Article
from snapshot.models import Snapshot
from tests import make
from tests.importing.documents import REAL, SMALL, needs_the_real_document, without

pytestmark = [pytest.mark.django_db, pytest.mark.rehearsed]
ADDRESS = "/snapshots/implications-of-peace-between-armenia-and-azerbaijan/"


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "small.txt"
    path.write_text(SMALL, encoding="utf-8")
    return path


def run(capsys, path, **options) -> tuple[int, str, str]:
    """Return the exit status and what was printed on both outputs."""
    status = 0
    try:
        call_command("import_snapshot", str(path), **options)
    except SystemExit as stop:
        status = stop.code
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_a_dry_run_shows_everything_and_saves_nothing(document, capsys):
    status, out, _ = run(capsys, document)
    assert status == 0
    assert "Northport Dredges Its Last Channel | Ada Brandt | 2026-03-03; 2 points" in out
    assert "Topic (new): Inner Sea" in out
    assert not Snapshot.objects.exists()


def test_apply_makes_drafts(document, capsys, client):
    run(capsys, document, apply=True)
    assert Snapshot.objects.get().state == "draft"
    assert client.get("/snapshots/ferries-of-the-inner-sea/").status_code == 404


@pytest.mark.slow
def test_publish_prints_the_address(document, capsys, client):
    _, out, _ = run(capsys, document, publish=True)
    assert out.splitlines()[-1].endswith("/snapshots/ferries-of-the-inner-sea/")
    assert client.get("/snapshots/ferries-of-the-inner-sea/").status_code == 200


@pytest.mark.slow
def test_publishing_again_says_that_nothing_changed(document, capsys):
    run(capsys, document, publish=True)
    status, out, _ = run(capsys, document, publish=True)
    assert status == 0
    assert "Nothing changed" in out


def test_json_is_the_contract_and_nothing_else(document, capsys):
    _, out, _ = run(capsys, document, json=True)
    outline = json.loads(out)
    assert set(outline) == {
        "confidence",
        "title", "series", "intro", "selection_heading", "sections", "pdf_link", "pdf_url", "more_coverage",
        "more_coverage_url", "warnings",
    }  # fmt: skip
    assert set(outline["sections"][0]["articles"][0]) == {
        "title",
        "authors",
        "date",
        "summary_label",
        "summary",
        "url",
        "confidence",
    }
    assert not Snapshot.objects.exists()


def test_a_document_that_cannot_be_taken_ends_with_status_2_and_one_sentence(tmp_path, capsys):
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    status, out, err = run(capsys, path)
    assert status == 2
    assert err.count("\n") == 1
    assert "empty.txt" in err
    assert not out


def test_with_json_the_refusal_is_json_too(tmp_path, capsys):
    path = tmp_path / "junk.bin"
    path.write_bytes(bytes(range(256)) * 64)
    status, out, _ = run(capsys, path, json=True)
    assert status == 2
    assert set(json.loads(out)["error"]) == {"code", "message"}


def test_a_file_that_is_not_there_is_a_sentence(tmp_path, capsys):
    status, _, err = run(capsys, tmp_path / "nowhere.txt")
    assert status == 2
    assert "nowhere.txt" in err


def test_what_may_not_be_published_ends_with_status_3_and_lists_everything(tmp_path, capsys):
    path = tmp_path / "undated.txt"
    path.write_text(without("March 3", "February 9"), encoding="utf-8")
    status, _, err = run(capsys, path, publish=True)
    assert status == 3
    assert "Northport Dredges Its Last Channel" in err
    assert "A Treaty Nobody Reads" in err
    assert not Article.objects.exists()


def test_an_import_whose_articles_have_no_page_is_not_published_and_saves_nothing(document, capsys, monkeypatch):
    monkeypatch.setitem(ARTICLE.renditions, "page", lambda request, edition: 1 / 0)
    status, _, err = run(capsys, document, publish=True)
    assert status == 3
    assert "its page cannot be made (ZeroDivisionError" in err
    assert not Article.objects.exists()


def test_an_unsure_match_ends_with_status_3(document, capsys):
    make.article("Northport Dredges Its Last Channel")
    assert run(capsys, document, publish=True)[0] == 3


@pytest.mark.slow
def test_the_command_line_itself_ends_so_without_a_traceback(tmp_path):
    path = tmp_path / "script.html"
    path.write_text("<script>alert(1)</script>", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "manage.py", "import_snapshot", str(path), "--json"],
        cwd=Path(__file__).resolve().parents[2], capture_output=True, text=True, check=False,
        env={"DEBUG": "true", "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3", "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@needs_the_real_document
def test_the_real_document_is_published_as_it_stands(capsys, client):
    run(capsys, REAL, publish=True)
    page = client.get(ADDRESS).context["page"]
    assert len(page["introduction_html"]) == 4
    assert [len(section["entries"]) for section in page["sections"]] == [6, 5, 5]
    entries = [entry for section in page["sections"] for entry in section["entries"]]
    assert sum(len(entry["points_html"]) for entry in entries) == 49
    assert len({author["url"] for entry in entries for author in entry["authors"]}) == 6
    dates = [entry["published_on"].isoformat() for entry in page["sections"][1]["entries"]]
    assert dates.index("2024-11-09") + 1 == dates.index("2024-11-18")


@pytest.mark.slow
@needs_the_real_document
def test_every_word_of_the_real_document_is_on_its_page_as_written(capsys, client):
    run(capsys, REAL, publish=True)
    page = html.unescape(re.sub(r"<[^>]+>", " ", client.get(ADDRESS).content.decode()))
    words = " ".join(page.split())
    hidden = ("See PDF version here.",)
    for line in REAL.read_text(encoding="utf-8").splitlines():
        wanted = " ".join(line.removeprefix("- ").removeprefix("Strategic Snapshot: ").removesuffix(":").split())
        if wanted and wanted not in hidden:
            assert wanted in words


@pytest.mark.slow
@needs_the_real_document
def test_the_coverage_line_leads_to_all_sixteen(capsys, client):
    run(capsys, REAL, publish=True)
    page = client.get(ADDRESS).context["page"]
    assert client.get(page["coverage_url"]).context["total"] == 16


@pytest.mark.slow
@needs_the_real_document
def test_the_real_documents_text_comes_back_line_for_line(capsys, client):
    run(capsys, REAL, publish=True)
    text = client.get(ADDRESS.rstrip("/") + ".txt").content.decode()
    assert text.strip("\n").split("\n") == REAL.read_text(encoding="utf-8").strip("\n").split("\n")


@needs_the_real_document
def test_the_real_document_warns_of_nothing(capsys):
    _, out, _ = run(capsys, REAL, json=True)
    assert json.loads(out)["warnings"] == []


@pytest.mark.slow
@needs_the_real_document
def test_the_real_document_the_second_time_creates_nothing(capsys):
    run(capsys, REAL, publish=True)
    counts = [model.objects.count() for model in (Snapshot, Article)]
    _, out, _ = run(capsys, REAL, publish=True)
    assert "Nothing changed" in out
    assert counts == [model.objects.count() for model in (Snapshot, Article)]
