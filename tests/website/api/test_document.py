import json

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from openapi_spec_validator import OpenAPIV31SpecValidator

from articles.public.filters import ArticleFilter
from snapshot.public.filters import SnapshotFilter
from tests.website.api.conftest import faults
from website.api.document import document


def operations() -> list[tuple[str, dict]]:
    return [(path, each["get"]) for path, each in document()["paths"].items()]


def test_the_document_is_openapi_3_1():
    assert document()["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(document()).iter_errors()) == []


def test_it_is_made_without_a_warning():
    GENERATOR_STATS.reset()
    SchemaGenerator().get_schema(request=None, public=True)
    assert not GENERATOR_STATS._warn_cache
    assert not GENERATOR_STATS._error_cache


@pytest.mark.django_db
def test_it_is_served_as_it_is(look):
    answer = look("/api/v1/schema/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert json.loads(answer.content) == json.loads(json.dumps(document()))


@pytest.mark.parametrize(
    ("path", "kind"), [("/api/v1/articles/", ArticleFilter), ("/api/v1/snapshots/", SnapshotFilter)]
)
def test_every_parameter_of_the_filter_is_in_it_with_type_example_and_description(path, kind):
    known = {each["name"]: each for each in document()["paths"][path]["get"]["parameters"]}
    assert set(known) == {*kind.base_filters, "fields", "page_size", "cursor"}
    for name in kind.base_filters:
        assert known[name]["schema"]
        assert known[name]["description"]
        [example] = known[name]["examples"].values()
        assert faults(known[name]["schema"], example["value"]) == []


def test_every_example_is_as_its_schema_says():
    found = 0
    for path, operation in operations():
        for status, answer in operation["responses"].items():
            for content in answer.get("content", {}).values():
                for example in content.get("examples", {}).values():
                    assert faults(content["schema"], example["value"]) == [], (path, status)
                    found += 1
    assert found > len(operations())


def test_every_field_and_every_address_says_what_it_is():
    for name, shape in document()["components"]["schemas"].items():
        for field, each in shape.get("properties", {}).items():
            told = each.get("description") or field in {"results", "error"}
            assert told, (name, field)
    assert all(operation["summary"] and operation["description"] for _path, operation in operations())


def test_every_object_is_closed():
    shapes = document()["components"]["schemas"].values()
    assert all(each["additionalProperties"] is False for each in shapes if each.get("type") == "object")
