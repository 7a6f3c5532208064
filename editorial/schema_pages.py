"""The schemas of published JSON (JSON Schema 2020-12), each at an address of its own that never changes its meaning."""

from collections.abc import Callable
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from editorial.public_pages import public_page


def schema_page(path: Path) -> Callable[[HttpRequest], HttpResponse]:
    """Return a view that gives the schema in that file, read once by each process."""
    schema = path.read_bytes()

    @public_page
    def page(request: HttpRequest) -> HttpResponse:
        """Give the schema, byte for byte."""
        return HttpResponse(schema, content_type="application/schema+json")

    return page
