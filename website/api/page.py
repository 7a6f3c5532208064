"""The API's documentation page, generated from its OpenAPI document, without scripts or requests to other hosts."""

import json
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from web.public_pages import absolute, public_page, stored
from website.api.document import document
from website.api.examples import SITE


@stored()
@public_page
def api_page(request: HttpRequest) -> HttpResponse:
    """Show each address with its parameters, fields and an example."""
    context = {
        "groups": groups(),
        "most": settings.API_REQUESTS_A_MINUTE,
        "schema_url": reverse("api-schema"),
        "canonical_url": absolute(request, reverse("api")),
        "section": "api",
    }
    return render(request, "snapshot/api_page.html", context)


@cache
def groups() -> list[dict]:
    """Return the operations by tag, as api_operation.html takes them."""
    found: dict[str, list[dict]] = {}
    for path, operations in document()["paths"].items():
        operation = operations["get"]
        found.setdefault(operation["tags"][0], []).append(_operation(path, operation))
    return [{"name": name, "operations": operations} for name, operations in found.items()]


def _operation(path: str, operation: dict) -> dict:
    parameters = operation.get("parameters", [])
    answer = operation["responses"]["200"]["content"]["application/json"]
    return {
        "id": operation["operationId"].replace("_", "-"),
        "path": path,
        "summary": operation["summary"],
        "description": operation["description"],
        "parameters": [_parameter(each) for each in parameters],
        "fields": list(_fields(answer["schema"])),
        "request": f'curl "{_address(path, parameters)}"',
        "answer": json.dumps(next(iter(answer["examples"].values()))["value"], indent=2, ensure_ascii=False),
        "refusals": [
            {"status": status, "told": told["description"]}
            for status, told in operation["responses"].items()
            if status != "200"
        ],
    }


def _example(parameter: dict) -> object:
    return next((each["value"] for each in parameter.get("examples", {}).values()), None)


def _parameter(parameter: dict) -> dict:
    example = _example(parameter)
    return {
        "name": parameter["name"],
        "type": _type(parameter["schema"]),
        "told": parameter.get("description", ""),
        "example": ",".join(example) if isinstance(example, list) else "" if example is None else example,
        "is_repeatable": parameter["schema"].get("type") == "array" and parameter.get("explode", True),
    }


def _address(path: str, parameters: list[dict]) -> str:
    """Return an example address with slugs and numbers filled in, and one parameter if there are any."""
    for each in parameters:
        if each["in"] == "path":
            path = path.replace(f"{{{each['name']}}}", str(_example(each)))
    query = [(each["name"], _example(each)) for each in parameters if each["in"] == "query"]
    shown = [(name, value) for name, value in query if name in ("topic", "from", "page_size")]
    return SITE + path + (f"?{urlencode(shown, doseq=True)}" if shown else "")


def _fields(schema: dict) -> Iterator[dict]:
    """Yield the fields of a response; fields of a list's results follow their list."""
    shape = _resolved(schema)
    for name, field in shape.get("properties", {}).items():
        yield {"name": name, "type": _type(field), "told": field.get("description", "")}
        if name == "results":
            for inner in _fields(field["items"]):
                yield {**inner, "name": f"results[].{inner['name']}"}


def _resolved(schema: dict) -> dict:
    reference = schema.get("$ref", "")
    return document()["components"]["schemas"][reference.rpartition("/")[2]] if reference else schema


def _type(schema: dict) -> str:
    """Return a short name of a value's type."""
    if "$ref" in schema:
        shape = _resolved(schema)
        return "string" if "enum" in shape else schema["$ref"].rpartition("/")[2]
    for name in ("anyOf", "oneOf", "allOf"):
        if name in schema:
            words = [_type(each) for each in schema[name] if "const" not in each]
            return " or ".join(dict.fromkeys(words))
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    kinds = schema.get("type", "string")
    named = {"date": "date", "date-time": "moment", "uri": "address"}.get(schema.get("format", ""))
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return " or ".join(named if named and kind == "string" else kind for kind in kinds)
