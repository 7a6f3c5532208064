"""The JSON Schemas of article content, keyed by the names in their URLs: “article-1”."""

from pathlib import Path

from articles.fields import FIELDS
from record.json_schema import all_documents, document

BASE = Path(__file__).parents[1] / "schemas" / "article.json"


def schema_documents() -> dict[str, dict]:
    return all_documents(BASE, document(BASE, FIELDS), FIELDS.schema)
