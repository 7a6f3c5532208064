"""The OpenAPI 3.1 document, generated from the views, filters and serializers once per process."""

import json
from functools import cache

from django.http import HttpResponse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema

from website.api.responses import Resource

HEADERS = {
    "ETag": ("Send it back in If-None-Match: where nothing changed the answer is 304, without a body.", "string"),
    "RateLimit-Policy": ("How many requests a client may make: q in w seconds.", "string"),
    "RateLimit": ("How many are left (r), and in how many seconds (t) all are given again.", "string"),
}
LATER = {"Retry-After": ("How many seconds to wait.", "integer")}
ELSEWHERE = {"Location": ("Where it stands now.", "string")}


@cache
def document() -> dict:
    return SchemaGenerator().get_schema(request=None, public=True)


@cache
def _bytes() -> bytes:
    return json.dumps(document(), ensure_ascii=False).encode()


class Document(Resource):
    @extend_schema(exclude=True)
    def get(self, request) -> HttpResponse:
        return HttpResponse(_bytes(), content_type="application/json")


def complete(result: dict, generator, request, public: bool) -> dict:
    """Forbid additional properties in every object, and add every response's headers. Used by SPECTACULAR_SETTINGS."""
    for shape in result["components"]["schemas"].values():
        if shape.get("type") == "object":
            shape["additionalProperties"] = False
    for operations in result["paths"].values():
        for status, answer in operations["get"]["responses"].items():
            more = {"429": LATER, "301": ELSEWHERE}.get(status, {})
            told = more | ({name: HEADERS[name] for name in HEADERS if name != "ETag" or status in ("200", "304")})
            answer["headers"] = {
                name: {"description": words, "schema": {"type": kind}} for name, (words, kind) in told.items()
            }
    return result
