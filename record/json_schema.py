"""The JSON Schema of a kind's content: its fields, inserted into a base document written by hand."""

import json
from pathlib import Path

from record.fields import Fields


def document(base: Path, fields: Fields) -> dict:
    """Return the schema of newly frozen content. `base` contains everything except the fields of the work."""
    found = json.loads(base.read_text(encoding="utf-8"))
    found["title"] = f"{found['title']}, schema {fields.schema}"
    properties, required = fields.json_schema()
    name = {"description": "The kind of content and the version of its form.", "const": fields.schema}
    work = found["properties"]["work"]
    work["properties"] = {"schema": name, **properties}
    work["required"] = ["schema", *required]
    return found


def all_documents(base: Path, current: dict, schema: str) -> dict[str, dict]:
    """Return name (“article-1”) → schema: the current one, and the older ones from files next to `base`."""
    older = (path for path in base.parent.glob(f"{base.stem}-*.json"))
    documents = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(older)}
    return {**documents, schema.replace("/", "-"): current}
