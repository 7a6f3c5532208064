"""What an export is called, and that it is sent while it is written."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from outputs.exports.responses import CHUNK, ExportDescription, disposition, export_answer, name_of
from tests import hostile

TOLD = ExportDescription(
    "Articles by Ada", "https://example.org/analysis/?author=ada", datetime(2026, 11, 25, 9, 30, tzinfo=UTC), 132
)


def test_a_file_is_called_by_filter_day_and_count():
    name = name_of("analysis", " by Ada Writer", TOLD, "articles")
    assert name == "analysis-by-ada-writer-2026-11-25-132-articles"
    assert disposition(name, "csv") == f'attachment; filename="{name}.csv"'


def test_a_name_in_another_script_is_given_twice():
    name = name_of("analysis", " by Կարեն Հ. É", TOLD, "articles")
    assert disposition(name, "bib") == (
        'attachment; filename="analysis-by-e-2026-11-25-132-articles.bib"; '
        "filename*=utf-8''analysis-by-%D5%AF%D5%A1%D6%80%D5%A5%D5%B6-%D5%B0-%C3%A9-2026-11-25-132-articles.bib"
    )


def test_the_words_of_a_filter_stand_apart_in_the_name():
    assert name_of("analysis", " on “and/or–बन्दरगाह”", TOLD, "articles").startswith("analysis-on-and-or-बन्दरगाह-2026")


@given(hostile.line.filter(lambda text: not any("\ud800" <= sign <= "\udfff" for sign in text)))
def test_whatever_the_filter_the_header_is_ascii_and_on_one_line(words):
    header = disposition(name_of("analysis", words * 9, TOLD, "articles"), "csl.json")
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    assert len(header) < 1_500


def test_the_filter_the_moment_and_the_count_stand_in_headers():
    answer = export_answer(RequestFactory().get("/"), TOLD, "x", "csv", "text/csv", [])
    assert answer["Link"] == '<https://example.org/analysis/?author=ada>; rel="collection"; type="text/html"'
    assert answer["X-Moment"] == "2026-11-25T09:30:00Z"
    assert answer["X-Total-Count"] == "132"


def test_no_more_is_written_than_is_asked_for():
    taken = []

    def pieces():
        for number in range(1_000):
            taken.append(number)
            yield "x" * 1_000

    answer = export_answer(RequestFactory().get("/"), TOLD, "x", "csv", "text/csv", pieces())
    assert taken == []
    chunks = iter(answer.streaming_content)
    assert len(next(chunks)) == 1_000  # at once: whoever waits sees that it has begun
    assert len(next(chunks)) >= CHUNK
    assert len(taken) < 100


def test_a_head_request_writes_nothing_and_has_the_same_headers():
    def pieces():
        raise AssertionError("asked for")
        yield

    asked = [getattr(RequestFactory(), method)("/") for method in ("get", "head")]
    whole, head = (export_answer(each, TOLD, "x", "csv", "text/csv", pieces()) for each in asked)
    assert head.headers == whole.headers
    assert head.content == b""


@pytest.mark.django_db
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=9), max_size=9))
def test_what_is_sent_is_what_was_written(pieces):
    answer = export_answer(RequestFactory().get("/"), TOLD, "x", "csv", "text/csv", pieces)
    assert b"".join(answer.streaming_content).decode() == "".join(pieces)
