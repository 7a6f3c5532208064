"""Canonical JSON and its digest."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable

import orjson

from record.models import FrozenContent
from record.prepared import Prepared

# Functions that upgrade content from an older schema to the next, by the older schema's name (“article/1”). Frozen
# content is never rewritten; it is upgraded each time it is read. Registering a kind adds its functions.
upgraders: dict[str, Callable[[dict], dict]] = {}
# Functions that add missing newer fields to content, by the name of the current schema.
completions: dict[str, Callable[[dict], dict]] = {}


def canonical(content: dict) -> str:
    """Return `content` as JSON with sorted keys, no spaces and unescaped UTF-8. Raises TypeError for floats."""
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


def store(content: dict) -> FrozenContent:
    """Return the row with this content, created if needed; equal contents share one row."""
    return store_all([content])[0]


def store_all(contents: Iterable[dict], known: Collection[str] = ()) -> list[FrozenContent]:
    """Return the rows with these contents, in order. One statement, none if all digests are `known` to be there."""
    texts = [canonical(content) for content in contents]
    rows = [FrozenContent(digest=digest_of(text), text=text) for text in texts]
    FrozenContent.objects.bulk_create((row for row in rows if row.digest not in known), ignore_conflicts=True)
    return rows


def read(row: FrozenContent) -> dict:
    """Return the content of `row` as data, upgraded from older schemas."""
    return parse(row.text)


def contents(digests: Iterable[str]) -> dict[str, dict]:
    """Return the contents with these digests as data. One query, none without digests."""
    wanted = sorted(set(digests))
    found = _texts.tuples(FrozenContent, digests=wanted) if wanted else []
    return {digest: parse(text) for digest, text in found}


_texts = Prepared(lambda content, digests: content.objects.filter(digest__in=digests).values_list("digest", "text"))


def parse(text: str) -> dict:
    """Return the text of frozen content as data in the current schema."""
    return upgraded(as_frozen(text))


def as_frozen(text: str) -> dict:
    """Return the text of frozen content as data in the schema in which it was frozen."""
    return orjson.loads(text)


def upgraded(content: dict) -> dict:
    """Return `content` ({"work", …}) in the latest version of its schema, with every field."""
    while (upgrade := upgraders.get(_schema(content))) is not None:
        content = upgrade(content)
    complete = completions.get(_schema(content))
    return complete(content) if complete else content


def _schema(content: object) -> str:
    work = content.get("work") if isinstance(content, dict) else None
    schema = work.get("schema") if isinstance(work, dict) else None
    return schema if isinstance(schema, str) else ""
