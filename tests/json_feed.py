"""JSON Feed 1.1 (jsonfeed.org/version/1.1) as a JSON Schema: it publishes none itself."""

from jsonschema import Draft202012Validator

URL = {"type": "string", "format": "uri", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:\\S+$"}
TEXT = {"type": "string", "minLength": 1}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
LANGUAGE = {"type": "string", "pattern": "^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$"}
AUTHORS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "properties": {"name": TEXT, "url": URL, "avatar": URL},
        "anyOf": [{"required": [name]} for name in ("name", "url", "avatar")],
        "additionalProperties": False,
    },
}
EXTENSIONS = {"^_[A-Za-z]": {"type": "object"}}  # “custom objects”: the only names that may be added
ITEM = {
    "type": "object",
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "properties": {
        "id": TEXT, "url": URL, "external_url": URL, "title": TEXT, "content_html": {"type": "string"},
        "content_text": {"type": "string"}, "summary": TEXT, "image": URL, "banner_image": URL, "date_published": MOMENT,
        "date_modified": MOMENT, "authors": AUTHORS, "tags": {"type": "array", "items": TEXT}, "language": LANGUAGE,
        "attachments": {"type": "array"},
    },
    "patternProperties": EXTENSIONS,
    "additionalProperties": False,
}  # fmt: skip
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"}, "title": TEXT, "home_page_url": URL, "feed_url": URL,
        "description": TEXT, "user_comment": TEXT, "next_url": URL, "icon": URL, "favicon": URL, "authors": AUTHORS,
        "language": LANGUAGE, "expired": {"type": "boolean"}, "hubs": {"type": "array"},
        "items": {"type": "array", "items": ITEM},
    },
    "patternProperties": EXTENSIONS,
    "additionalProperties": False,
}  # fmt: skip


def faults(document: dict) -> list[str]:
    """Return what of the format the document does not keep to; [] for a valid feed."""
    found = [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)]
    ids = [item.get("id") for item in document.get("items", ())]
    return found + (["two items have the same id"] if len(set(ids)) < len(ids) else [])
