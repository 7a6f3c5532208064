"""The JSON of snapshot editions keeps to its published schema, with articles cut out, too."""

import json

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import given
from jsonschema import Draft202012Validator

from articles.models import ArticleEdition
from record import publishing, record_version
from snapshot.freezing import SCHEMA
from snapshot.models import SnapshotEdition
from snapshot.public.renditions import snapshot_json
from tests import make
from tests.make import NOON, later, published
from tests.schemas import faults, objects_of, schema
from tests.snapshot.test_freezing import draft, drafts, house  # noqa: F401 - `house` is a fixture
from tests.strategies import examples

pytestmark = pytest.mark.django_db
SNAPSHOT = schema("snapshot", "snapshot-1")
ARTICLE = schema("articles", "article-1")


def test_the_schema_is_one_and_describes_what_is_written_now():
    Draft202012Validator.check_schema(SNAPSHOT)
    assert SNAPSHOT["properties"]["work"]["properties"]["schema"]["const"] == SCHEMA


def test_every_object_is_closed_and_whole_but_for_what_a_withdrawal_adds():
    closed = [each for each in objects_of(SNAPSHOT) if each["additionalProperties"] is False]
    assert [each for each in objects_of(SNAPSHOT) if each not in closed] == [
        SNAPSHOT["properties"]["edition"]["properties"]["entries"]
    ]
    assert [each for each in closed if each["required"] != list(each["properties"])] == [SNAPSHOT]


def test_the_definitions_that_both_schemas_have_are_the_same():
    shared = SNAPSHOT["$defs"].keys() & ARTICLE["$defs"].keys()
    assert len(shared) > 5
    assert all(SNAPSHOT["$defs"][name] == ARTICLE["$defs"][name] for name in shared)


def test_every_field_is_described():
    fields = [field for each in objects_of(SNAPSHOT) for field in each.get("properties", {}).values()]
    assert all("description" in field or "$ref" in field for field in fields)


def withdraw_one_of(snapshot) -> None:
    for placement in make.placements_of(snapshot)[:1]:
        if ArticleEdition.objects.citable(later(hours=1)).filter(parent=placement.article_id):
            publishing.withdraw(placement.article, "A source was forged.", at=later(hours=1))


@pytest.mark.slow
@examples(30)
@given(drawn=drafts)
def test_the_json_of_whatever_is_published_keeps_to_it_before_and_after_a_withdrawal(drawn, house):  # noqa: F811
    with transaction.atomic():  # the next example finds its articles public again
        snapshot = draft(drawn, house)
        make.changed(snapshot, title=drawn["texts"]["title"].strip() or "Title")
        edition = published(snapshot, NOON)
        assert faults(SNAPSHOT, snapshot_json(edition)) == []
        withdraw_one_of(snapshot)
        text = snapshot_json(edition)
        assert faults(SNAPSHOT, text) == []
        assert ("withheld" in json.loads(text)) is bool(make.placements_of(snapshot))
        transaction.set_rollback(True)
    record_version.clear_cache()


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        lambda content: content | {"new": 1},
        lambda content: content | {"original_digest": "0" * 64},
        lambda content: {**content, "edition": {**content["edition"], "kind": "other"}},
        lambda content: {**content, "work": {**content["work"], "published_on": "2026-13-01"}},
    ],
)
def test_what_is_not_as_described_is_a_fault(change):
    content = json.loads(published(make.snapshot(published_on=NOON.date()), NOON).content.text)
    assert faults(SNAPSHOT, json.dumps(content)) == []
    assert faults(SNAPSHOT, json.dumps(change(content)))


def test_an_entry_with_a_field_too_many_is_a_fault():
    edition = published(make.snapshot(), NOON)
    content = json.loads(edition.content.text)
    next(iter(content["edition"]["entries"].values()))["body"] = []
    assert faults(SNAPSHOT, json.dumps(content))


@pytest.mark.full
def test_the_json_of_the_samples_keeps_to_it():
    call_command("demo", "--no-accounts", verbosity=0)
    editions = [*SnapshotEdition.objects.all()]
    assert len(editions) > 4
    assert [fault for edition in editions for fault in faults(SNAPSHOT, snapshot_json(edition))] == []
    texts = ArticleEdition.objects.values_list("content__text", flat=True)
    assert [fault for text in texts for fault in faults(ARTICLE, text)] == []


def test_the_schema_is_served_as_it_stands(look):
    answer = look("/schemas/snapshot-1.json")
    assert json.loads(answer.content) == SNAPSHOT
    assert answer.headers["Content-Type"] == "application/schema+json"
