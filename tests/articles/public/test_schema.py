"""The JSON of article editions keeps to its published schema."""

import json

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from articles.freezing import SCHEMA
from articles.models import ArticleEdition
from tests import make
from tests.articles.test_freezing import draft, drafts, house  # noqa: F401 - `house` is a fixture
from tests.make import NOON, later, published
from tests.schemas import faults, objects_of, schema
from tests.strategies import examples

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ARTICLE = schema("articles", "article-1")


def test_the_schema_is_one_and_describes_what_is_written_now():
    Draft202012Validator.check_schema(ARTICLE)
    assert ARTICLE["properties"]["work"]["properties"]["schema"]["const"] == SCHEMA


def test_a_field_that_the_schema_does_not_know_or_that_is_left_out_is_a_fault():
    assert all(each["additionalProperties"] is False for each in objects_of(ARTICLE))
    assert all(each["required"] == list(each["properties"]) for each in objects_of(ARTICLE))
    work = json.loads(published(make.article(), NOON).content.text)
    assert faults(ARTICLE, json.dumps(work | {"new": 1}))
    assert faults(ARTICLE, json.dumps({**work, "work": {**work["work"], "new": 1}}))
    assert faults(ARTICLE, json.dumps({"work": work["work"]}))


def test_every_field_is_described():
    fields = [field for each in objects_of(ARTICLE) for field in each["properties"].values()]
    assert all("description" in field or "$ref" in field for field in fields)


@examples(30)
@given(drawn=drafts)
def test_the_json_of_whatever_is_published_keeps_to_it(drawn, house):  # noqa: F811
    article = draft(drawn, house)
    make.changed(article, title=drawn["texts"]["title"].strip() or "Title", published_on=drawn["published_on"] or NOON)
    edition = published(article, NOON, note="A note." if drawn["body"] else "")
    assert faults(ARTICLE, edition.content.text) == []


def test_the_json_at_the_public_address_keeps_to_it(look):
    published(make.article(slug="it", source_url="https://example.org/", doi="10.1000/1", series=make.series()), NOON)
    published(make.changed(ArticleEdition.objects.get().parent), later(hours=1), kind="correction", note="A figure.")
    for path in ("/analysis/it.json", "/analysis/it/editions/1.json"):
        assert faults(ARTICLE, look(path, later(hours=1)).content) == []


def test_the_schema_is_served_as_it_stands(look):
    answer = look("/schemas/article-1.json")
    assert json.loads(answer.content) == ARTICLE
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
        "application/schema+json", "public, no-cache",
    )  # fmt: skip
