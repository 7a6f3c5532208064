"""Exports at their addresses: of which articles, called what, and never what was withdrawn."""

import csv
import io
import json
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.public.exports import records
from articles.public.exports.writers import WRITERS
from record import publishing, record_version
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.slow]

ENDINGS = [writer.ending for writer in WRITERS.values()]


@pytest.fixture
def export(look):
    """Return an export's answer and its text: `export("csv", "author=ada")`."""

    def get(ending: str, query: str = "", at=NOON):
        answer = look(f"/analysis/export.{ending}?{query}", at)
        assert answer.status_code == 200
        return answer, b"".join(answer.streaming_content).decode()

    return get


def titles(text: str) -> list[str]:
    return [row["title"] for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]


@pytest.fixture
def ferries():
    ada = make.author("Ada Writer", slug="ada")
    old = make.article("Old ferries", [ada], published_on=date(2024, 1, 1))
    new = make.article(
        "New ferries", [ada], ["<em>One</em>.", "Two."], [make.topic("Ports", slug="ports")], [make.tag("Sea", slug="sea")],
        slug="new", doi="10.1000/182", series=make.series("Harbor Notes"), volume="4", issue="2", body="<p>Bodyword.</p>",
    )  # fmt: skip
    other = make.article("Other")
    for each in (old, new, other):
        published(each, NOON)
    return old, new, other


def test_a_filter_is_exported_whole_in_its_order_and_under_its_name(ferries, export):
    answer, text = export("csv", "author=ada&unknown=1&order=date", later(hours=1))
    assert titles(text) == ["New ferries", "Old ferries"]
    assert answer["Content-Disposition"] == 'attachment; filename="analysis-by-ada-writer-2026-05-01-2-articles.csv"'
    assert answer["Link"] == '<http://testserver/analysis/?author=ada>; rel="collection"; type="text/html"'
    assert (answer["X-Total-Count"], answer["X-Moment"]) == ("2", "2026-05-01T13:00:00Z")
    assert answer["Cache-Control"] == "public, no-cache"


def test_a_record_has_all_that_analysts_ask_for(ferries, export):
    [row] = csv.DictReader(io.StringIO(export("csv", "topic=ports")[1].removeprefix("\ufeff"), newline=""))
    assert row == {
        "title": "New ferries", "authors": "Ada Writer", "published_on": "2026-03-01", "series": "Harbor Notes", "volume": "4",
        "issue": "2", "language": "en", "summary": "One.\nTwo.", "topics": "Ports", "tags": "Sea", "doi": "10.1000/182",
        "edition": "1", "url": "http://testserver/analysis/new/", "permanent_url": "http://testserver/analysis/new/editions/1/",
        "source_url": "", "type": "", "license": "", "funders": "", "disclosure": "", "ai_statement": "",
    }  # fmt: skip
    document = json.loads(export("json", "topic=ports")[1])
    assert (document["filter"], document["count"], document["sent"]) == ("Articles on Ports", 1, 1)
    assert document["articles"][0]["authors"] == [{"name": "Ada Writer", "url": "http://testserver/authors/ada/"}]


@pytest.mark.parametrize("ending", ["bib", "ris", "csl.json"])
def test_a_citation_in_an_export_is_that_of_the_articles_own_file(ferries, export, look, ending):
    """The same writers make both; an export's key is the same where it stands alone."""
    own = look(f"/analysis/new/editions/1.{ending}").content.decode()
    assert export(ending, "topic=ports")[1] == own


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_withdrawn_is_never_sent_and_not_counted(ferries, export, ending):
    publishing.withdraw(ferries[1], "Wrong.", at=later(hours=1))
    record_version.clear_cache()
    answer, text = export(ending, at=later(hours=2))
    assert "New ferries" not in text
    assert "Old ferries" in text
    assert answer["X-Total-Count"] == "2"


def test_what_is_withdrawn_while_an_export_is_sent_is_left_out_of_the_rest(ferries, monkeypatch):
    monkeypatch.setattr(records, "BATCH", 1)
    with time_machine.travel(later(hours=1), tick=False):
        answer = Client().get("/analysis/export.json")
        chunks = iter(answer.streaming_content)
        begun = next(chunks)
        publishing.withdraw(ferries[0], "Wrong.")
        document = json.loads(begun + b"".join(chunks))
    assert "Old ferries" not in [each["title"] for each in document["articles"]]
    assert (document["count"], document["sent"]) == (3, 2)


def test_the_moment_stands_still_while_an_export_is_sent(ferries, monkeypatch):
    monkeypatch.setattr(records, "BATCH", 1)
    with time_machine.travel(later(hours=1), tick=False):
        answer = Client().get("/analysis/export.csv")
    with time_machine.travel(later(hours=2), tick=False):
        published(make.article("Too late"))
        published(changed(ferries[0], title="Old ferries, once more"))
        assert sorted(titles(b"".join(answer.streaming_content).decode())) == ["New ferries", "Old ferries", "Other"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_of_the_body_is_read(ferries, export, ending):
    assert "Bodyword" not in export(ending)[1]


@pytest.mark.parametrize("ending", ENDINGS)
def test_head_tells_the_same_and_reads_no_record(ferries, ending):
    with time_machine.travel(NOON, tick=False):
        whole = Client().get(f"/analysis/export.{ending}")
        with CaptureQueriesContext(connection) as queries:
            head = Client().head(f"/analysis/export.{ending}")
    for name in ("Content-Type", "Content-Disposition", "Link", "X-Total-Count", "X-Moment", "Cache-Control"):
        assert head[name] == whole[name]
    assert not any("frozencontent" in query["sql"] for query in queries)


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_middleware_takes_a_stream_into_memory(ferries, ending):
    answer = Client().get(f"/analysis/export.{ending}")
    assert answer.streaming
    assert "ETag" not in answer
    assert "Content-Length" not in answer


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_bad_value_is_refused(look, ending):
    assert look(f"/analysis/export.{ending}?year=soon").status_code == 400


def test_an_export_takes_two_queries_and_one_for_each_batch(export, monkeypatch):
    monkeypatch.setattr(record_version, "REFRESH_SECONDS", 3600)
    make.many_published(120)
    export("csv")
    costs = []
    for batch in (500, 40):
        monkeypatch.setattr(records, "BATCH", batch)
        with CaptureQueriesContext(connection) as queries:
            export("csv")
        costs.append(len(queries))
    assert costs[1] - costs[0] == 2  # three batches instead of one
    assert costs[0] <= 4


def test_a_filter_with_more_than_the_archive_counts_is_counted_whole(export, monkeypatch):
    monkeypatch.setattr("search.results.COUNTED", 20)
    expected = {published(make.article(), NOON).title for _ in range(45)}
    for query in ("", "year=2026", "q=article", "q=article&order=date"):
        answer, text = export("csv", query)
        assert answer["X-Total-Count"] == "45"
        assert len(titles(text)) == 45
        assert set(titles(text)) == expected
