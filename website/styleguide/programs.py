"""Samples of documentation for programmers."""

from website.styleguide.edge_cases import UNBROKEN

OPERATION = {
    "id": "articles-list",
    "path": "/api/v1/articles/",
    "summary": "List articles",
    "description": "Every article that is public now, newest first.",
    "parameters": [
        {"name": "topic", "type": "string", "told": "A topic's slug.", "example": "ports", "is_repeatable": True},
        {"name": "from", "type": "date", "told": "The first day.", "example": ""},
    ],
    "fields": [{"name": "results[].title", "type": "string", "told": "Its title."}],
    "request": f'curl "https://example.org/api/v1/articles/?topic=ports&cursor={UNBROKEN}"',
    "answer": '{\n  "results": [],\n  "next": null\n}',
    "refusals": [{"status": "400", "told": "A parameter has a bad value."}],
}

SAMPLES = {"api_operation": [("With parameters", {"operation": OPERATION})]}
