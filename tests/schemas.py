"""Holding JSON to the schemas that the site publishes."""

import json

from jsonschema import Draft202012Validator

from articles.public import schemas as articles
from snapshot.public import schemas as snapshots


def schema(app: str, name: str) -> dict:
    """Return a published schema: schema("articles", "article-1")."""
    documents = articles.schema_documents() if app == "articles" else snapshots.schema_documents()
    return documents[name]


def faults(document: dict, text: str | bytes) -> list[str]:
    """Return where the JSON in `text` is not as the schema says, a line each; formats (dates) are held to, too."""
    validator = Draft202012Validator(document, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{'/'.join(map(str, found.path))}: {found.message}" for found in validator.iter_errors(json.loads(text))]


def objects_of(document: dict) -> list[dict]:
    """Return every part of the schema that says what an object holds."""
    found, waiting = [], [document]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            found += [here] if here.get("type") == "object" else []
            waiting += here.values()
        elif isinstance(here, list):
            waiting += here
    return found
