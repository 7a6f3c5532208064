"""What is written, whatever the texts, is read back by libraries that are not ours."""

import csv
import io
import json
import warnings
from datetime import UTC, date, datetime

import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from articles.public.exports.writers import COLUMNS, WRITERS
from outputs.exports.responses import ExportDescription
from outputs.source import Source
from record.imprint import EMPTY
from tests import hostile
from tests.outputs.citations.test_files import decoded, spaced
from text import prose
from text.cells import meant
from text.prose import clean_inline, one_line, printable

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

REPORT = {"id": 1, "name": "Report", "slug": "report", "cited_as": "report"}
TOLD = ExportDescription("Articles", "https://example.org/analysis/", datetime(2026, 11, 25, tzinfo=UTC), 3)
titles = hostile.line.map(one_line).filter(lambda text: any(sign.isalnum() for sign in text))
words = st.sampled_from(["ports", "Գ. ports", "R&D", "=sum", "“q”"])


@st.composite
def works(draw) -> dict:
    n = draw(st.integers(1, 99))
    named = {"id": n, "slug": f"slug-{n}"}
    return {
        "title": draw(titles),
        "standfirst": draw(hostile.line.map(printable)),
        "authors": [{**named, "name": name} for name in draw(st.lists(titles, max_size=3))],
        "series": draw(st.none() | st.builds(lambda name: {**named, "name": name}, titles)),
        "volume": draw(st.sampled_from(["", "4", "-4"])),
        "issue": draw(st.sampled_from(["", "1–2"])),
        "language": draw(st.sampled_from(["en", "hy", "az-Arab"])),
        "points": [{"key": "k", "text": text} for text in draw(st.lists(hostile.line.map(clean_inline), max_size=3))],
        "topics": [{**named, "name": name, "kind": "region"} for name in draw(st.lists(words, max_size=2))],
        "tags": [{**named, "name": name} for name in draw(st.lists(words, max_size=2))],
        "doi": draw(st.sampled_from(["", "10.1000/182"])),
        "source_url": draw(st.sampled_from(["", "https://journal.example/?a=b&c=d"])),
        "imprint": draw(st.sampled_from([EMPTY, {**EMPTY, "type": REPORT, "license": "CC-BY-4.0"}])),
    }  # fmt: skip


def source(work: dict) -> Source:
    return Source(
        name="article", work=work, part={}, published_on=date(2026, 3, 1), number=2, kind="correction", note="Was wrong.",
        live_from=datetime(2026, 4, 1, tzinfo=UTC), address="https://example.org/analysis/it/editions/2/",
        current_address="https://example.org/analysis/it/", digest="0" * 64,
    )  # fmt: skip


sources = st.lists(works().map(source), max_size=3)


def written(form: str, sources: list[Source]) -> str:
    text = "".join(WRITERS[form].pieces(RequestFactory().get("/"), TOLD, sources))
    return text.encode().decode()


@given(sources)
def test_csv_comes_back_without_loss(sources):
    text = written("csv", sources).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert text.splitlines()[0] == ",".join(COLUMNS)
    for row, each in zip(rows, sources, strict=True):
        cells, work = {name: meant(cell) for name, cell in row.items()}, each.work
        assert cells["title"] == work["title"]
        assert cells["authors"] == "; ".join(author["name"] for author in work["authors"])
        assert cells["published_on"] == "2026-03-01"
        assert cells["series"] == (work["series"]["name"] if work["series"] else "")
        points = "\n".join(prose.plain(point["text"]) for point in work["points"])
        assert cells["summary"] == printable(points or one_line(work["standfirst"]))
        assert cells["topics"] == "; ".join(topic["name"] for topic in work["topics"])
        assert (cells["volume"], cells["doi"], cells["edition"]) == (work["volume"], work["doi"], "2")
        assert (cells["url"], cells["permanent_url"]) == (each.current_address, each.address)


@given(sources)
def test_json_comes_back_without_loss(sources):
    document = json.loads(written("json", sources))
    head = {name: document[name] for name in ("filter", "url", "moment", "count", "sent")}
    assert head == {
        "filter": "Articles", "url": TOLD.address, "moment": "2026-11-25T00:00:00Z", "count": 3, "sent": len(sources),
    }  # fmt: skip
    for record, each in zip(document["articles"], sources, strict=True):
        work = each.work
        for name in ("title", "standfirst", "volume", "issue", "language", "doi", "source_url"):
            assert record[name] == work[name]
        assert [author["name"] for author in record["authors"]] == [author["name"] for author in work["authors"]]
        assert record["summary"] == [prose.plain(point["text"]) for point in work["points"]]
        assert [topic["kind"] for topic in record["topics"]] == ["region"] * len(work["topics"])
        assert record["edition"]["note"] == "Was wrong."


@given(sources)
def test_bibtex_comes_back_without_loss(sources):
    entries = list(parse_string(written("bib", sources), "bibtex").entries.values())
    for entry, each in zip(entries, sources, strict=True):
        assert spaced(decoded(entry.fields["title"])) == spaced(each.work["title"])
        assert entry.fields["url"] == each.address
        assert len(entry.persons["author"]) == max(1, len(each.work["authors"]))
        assert ("abstract" in entry.fields) == bool(abstract(each.work))


@given(sources)
def test_ris_comes_back_without_loss(sources):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        records = rispy.loads(written("ris", sources)) if sources else []
    for record, each in zip(records, sources, strict=True):
        assert record["title"] == each.work["title"]
        assert record["urls"] == [each.address]
        assert record.get("abstract", "") == abstract(each.work)
        assert record.get("keywords", []) == [one["name"] for one in (*each.work["topics"], *each.work["tags"])]


@given(sources)
def test_csl_json_comes_back_without_loss(sources):
    items = json.loads(written("csl", sources))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        CiteProcJSON(items)
    for item, each in zip(items, sources, strict=True):
        assert (item["title"], item["URL"]) == (each.work["title"], each.address)
        assert item.get("abstract", "") == abstract(each.work)
    assert len({item["id"] for item in items}) == len(items)


def abstract(work: dict) -> str:
    return one_line(" ".join(prose.plain(point["text"]) for point in work["points"]) or work["standfirst"])


def test_an_export_of_nothing_is_a_whole_file():
    assert written("csv", []) == "\ufeff" + ",".join(COLUMNS) + "\r\n"
    assert json.loads(written("json", []))["articles"] == []
    assert (written("bib", []), written("ris", []), json.loads(written("csl", []))) == ("", "", [])
