"""Holding JSON to the schemas that the site publishes."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parent.parent


def schema(app: str, name: str) -> dict:
    """Return a published schema: schema("articles", "article-1")."""
    return json.loads((ROOT / app / "schemas" / f"{name}.json").read_text(encoding="utf-8"))


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
