"""The schemas of published JSON (JSON Schema 2020-12), each at a permanent address whose meaning never changes."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from web.public_pages import public_page, stored


def schema_page(document: dict) -> Callable[[HttpRequest], HttpResponse]:
    """Return a view for the schema, which is serialized once per process."""
    schema = (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()

    @stored()
    @public_page
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(schema, content_type="application/schema+json")

    return page
