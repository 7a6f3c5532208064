"""Canonical JSON and its digest."""

import hashlib
import json
from collections.abc import Callable

import orjson

from editorial.models import FrozenContent

# From content of an older schema to content of the next, by the older one's name (“article/1”). What was frozen is
# never rewritten: it is upgraded each time it is read. An app adds its own in AppConfig.ready.
upgraders: dict[str, Callable[[dict], dict]] = {}


def canonical(content: dict) -> str:
    """Return `content` as canonical JSON: sorted keys, no spaces, UTF-8 as it is, no floats (TypeError)."""
    _refuse_floats(content)
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("Frozen content holds no floats: they have no one spelling.")
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"Frozen content has text keys, not {key!r}.")
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)


def digest_of(text: str) -> str:
    """Return the SHA-256 of the UTF-8 bytes of `text`, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def keep(content: dict) -> FrozenContent:
    """Return the row that holds `content`, made where there is none: equal contents share one."""
    text = canonical(content)
    row, _ = FrozenContent.objects.get_or_create(digest=digest_of(text), defaults={"text": text})
    return row


def read(row: FrozenContent) -> dict:
    """Return the content of `row` as data. Older schemas are upgraded."""
    return parse(row.text)


def parse(text: str) -> dict:
    """Return the text of frozen content as data, in the schema that is written now."""
    return upgraded(as_frozen(text))


def as_frozen(text: str) -> dict:
    """Return the text of frozen content as data, in the schema in which it was frozen."""
    return orjson.loads(text)


def upgraded(content: dict) -> dict:
    """Return `content` ({"work", …}) as its schema's latest version has it."""
    while (upgrade := upgraders.get(_schema(content))) is not None:
        content = upgrade(content)
    return content


def _schema(content: object) -> str:
    work = content.get("work") if isinstance(content, dict) else None
    schema = work.get("schema") if isinstance(work, dict) else None
    return schema if isinstance(schema, str) else ""
