"""The JSON Schemas of snapshot content, by the name in their address: “snapshot-1”."""

from pathlib import Path

from articles.fields import FIELDS as ARTICLE_FIELDS
from record.json_schema import all_documents, document
from snapshot.fields import FIELDS, Entry

BASE = Path(__file__).parents[1] / "schemas" / "snapshot.json"


def schema_documents() -> dict[str, dict]:
    """Return the current and older schemas by name."""
    current = document(BASE, FIELDS)
    entry = current["$defs"]["entry"]
    entry["properties"] |= {field.name: field.card_schema() for field in ARTICLE_FIELDS.marked("card")}
    entry["required"] = [name for name in entry["properties"] if name in Entry.__required_keys__]
    return all_documents(BASE, current, FIELDS.schema)
