"""The log of editions as the public gets it, and the verifier in docs/verify.py, as it is shipped."""

import importlib.util
import json
import shutil
import subprocess
import sys

import pytest
from django.db import connection
from django.test import Client

from articles.models import Article, ArticleEdition
from record import append_only, publishing
from record.models import FrozenContent, LogEntry
from tests import make
from tests.letters import SITE, letter_of
from tests.make import NOON, changed, later, published
from tests.served import ROOT, manage, migrated, serving

pytestmark = pytest.mark.django_db
VERIFIER = ROOT / "docs" / "verify.py"


@pytest.fixture
def site(shared_site):
    def build():
        ferries = make.article("Ferries", slug="ferries")
        first = make.snapshot("Winter", {"One": [ferries, make.article("Canals", slug="canals")]}, slug="winter")
        published(first, NOON)
        published(changed(ferries, slug="boats"), later(hours=1))
        publishing.withdraw(Article.objects.get(slug="canals"), "Wrong.", at=later(hours=2))
        published(make.article("Coming", slug="coming"), later(hours=2), live_from=later(days=900))

    return shared_site(build)


@pytest.fixture
def verify(look):
    """The shipped verifier, which asks this site."""
    spec = importlib.util.spec_from_file_location("verify", VERIFIER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def fetch(_site: str, path: str) -> tuple[int, bytes, bool]:
        response = look(path, later(days=1))
        if response.status_code == 301:
            return *fetch(_site, response["Location"])[:2], True
        return response.status_code, response.getvalue(), False

    module.fetch = fetch
    return module


def test_the_log_is_json_lines_and_says_nothing_of_what_is_scheduled(site, look):
    response = look("/editions.jsonl", later(days=1))
    entries = [json.loads(line) for line in response.getvalue().decode().splitlines()]
    assert response["Content-Type"] == "application/jsonl"
    assert [entry["address"] for entry in entries] == [
        "/analysis/ferries/editions/1/", "/analysis/canals/editions/1/", "/snapshots/winter/editions/1/",
        "/analysis/boats/editions/2/", "/analysis/canals/editions/1/",
    ]  # fmt: skip
    assert entries[-1]["event"] == "withdrawn"
    later_ones = look("/editions.jsonl?after=4", later(days=1)).getvalue()
    assert json.loads(later_ones) == entries[-1]
    assert look("/editions.jsonl?after=x", later(days=1)).status_code == 400


def test_whoever_has_the_log_is_told_so_by_its_etag(site, look):
    first = look("/editions.jsonl", later(days=1))
    assert LogEntry.objects.exclude(number=None).latest("number").digest in first["ETag"]
    again = Client().get("/editions.jsonl", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, Client().head("/editions.jsonl")["ETag"]) == (304, first["ETag"])
    published(make.article(), later(days=1))
    assert Client().get("/editions.jsonl", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_feeds_print_the_head(site, look):
    head = LogEntry.objects.exclude(number=None).latest("number").digest
    assert (
        f'<head xmlns="http://testserver/editions.jsonl">{head}</head>' in look("/analysis/feed.atom").content.decode()
    )
    feed = look("/analysis/feed.json").json()
    assert feed["_log"] == {"url": "http://testserver/editions.jsonl", "head": head}


def test_a_letter_ends_with_the_head(site):
    head = LogEntry.objects.exclude(number=None).latest("number").digest
    letter = letter_of(ArticleEdition.objects.get(slug="boats"))
    assert letter.text.endswith(f"Log of editions: {SITE}editions.jsonl\n{head}\n")
    assert head in letter.html


def test_the_verifier_finds_nothing_on_a_sound_site(site, verify):
    heads = LogEntry.objects.exclude(number=None).values_list("digest", flat=True)
    assert verify.verify("http://testserver/", list(heads)) == ([], 5)


def test_the_verifier_finds_a_changed_edition_a_broken_chain_and_a_log_written_anew(site, verify):
    edition = ArticleEdition.objects.get(slug="boats")
    FrozenContent.objects.filter(pk=edition.content_id).update(text=edition.content.text.replace("Ferries", "Fairies"))
    without_triggers()
    LogEntry.objects.filter(number=1).update(text=LogEntry.objects.get(number=1).text.replace("ferries", "ferr1es"))
    found, _entries = verify.verify("http://testserver/", ["0" * 64])
    assert "not what was published" in "\n".join(found)
    assert "entry 2: the chain is broken before it" in found
    assert f"{'0' * 64}: not in the log, so the log was rewritten" in found
    assert "/analysis/ferr1es/editions/1.json: the site answers 404" in found


def without_triggers() -> None:
    connection.check_constraints()  # PostgreSQL drops no trigger while a check waits for the end of the transaction
    with connection.cursor() as cursor:
        for guard in append_only.guards:
            for sql in guard.drop_statements(connection.vendor):
                cursor.execute(sql)


def test_the_verifier_is_short_and_needs_nothing_but_python():
    lines = VERIFIER.read_text().splitlines()
    assert len(lines) <= 100
    imported = {line.split()[1].partition(".")[0] for line in lines if line.startswith(("import ", "from "))}
    assert imported <= set(sys.stdlib_module_names)


@pytest.mark.full
def test_the_verifier_as_shipped_proves_a_running_site(tmp_path):
    shutil.copy(migrated(), tmp_path / "db.sqlite3")
    manage(tmp_path, "import_snapshot", str(ROOT / "samples" / "01-caspian-energy-corridors.txt"), "--publish")
    with serving(tmp_path) as served:
        command = [sys.executable, str(VERIFIER), f"http://127.0.0.1:{served.port}/"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 mismatches" in done.stdout
