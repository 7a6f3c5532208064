"""What a desk sends: JSON in, one act out, or a plain sentence why not."""

import json
import re
from typing import Any

from django.http import HttpRequest

from snapshot.desk.acts import UNDO, Sent
from snapshot.desk.operations import OPERATIONS

KEY = re.compile(r"[A-Za-z0-9_-]{1,20}", re.ASCII)  # of a section or placement, as long as its column
CLIENT_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
MOST_ITEMS = 2_000
MOST_DEPTH = 12

# For each operation: its fields, and whether each must be there.
FIELDS = {
    "place": {"items": True},
    "remove": {"keys": True},
    "move": {"items": True},
    "add_section": {"section": True, "placements": False, "before": False},
    "remove_section": {"key": True},
    "move_section": {"key": True, "before": False},
    "set": {"target": True, "field": True, "value": True},
    "keep": {"items": True},
    UNDO: {"number": True},
}
# For each operation with items: what each item must have.
INNER = {"place": ("placement", "section"), "move": ("key", "section"), "keep": ("key", "kept_edition", "kept_reason")}
PLACED = {"key", "article", "note", "title", "summary", "kept_edition", "kept_reason"}
TARGET = re.compile(r"snapshot|(section|placement):[A-Za-z0-9_-]{1,20}", re.ASCII)


class Malformed(Exception):
    """A message that is none of ours: answer 400 with the sentence."""


class Foreign(Exception):
    """An act made by one person and sent after another signed in: answer 403, and let it wait."""


def read_act(request: HttpRequest) -> Sent:
    """Return the act that a request carries. Raises Malformed, and Foreign where it is not the sender's."""
    message = read_json(request)
    operation = message.get("operation")
    if not isinstance(operation, dict) or operation.get("op") not in [*OPERATIONS, UNDO]:
        raise Malformed("There is no such act.")
    key, tab, base = message.get("key"), message.get("tab"), message.get("base")
    if message.get("person") not in (None, request.user.pk):
        raise Foreign("Somebody else has signed in since. Nothing was done under that name.")
    if not _is_client_key(key) or not _is_client_key(tab) or len(tab) > 32 or not _is_number(base):
        raise Malformed("An act needs a key, a tab and the number of the last act seen.")
    fields = FIELDS[operation["op"]]
    given = {name: value for name, value in operation.items() if name in fields}
    if any(needed and name not in given for name, needed in fields.items()):
        raise Malformed("The act is incomplete.")
    for name, value in given.items():
        _check(name, value)
    inner = INNER.get(operation["op"], ())
    if any(name not in item for name in inner for item in given["items"]):
        raise Malformed("The act is incomplete.")
    return Sent(key, tab, base, {"op": operation["op"], **given})


def read_json(request: HttpRequest) -> dict:
    """Return the JSON object in the request's body. Raises Malformed."""
    try:
        message = json.loads(request.body)
        depth = _depth(message)
        json.dumps(message, ensure_ascii=False).encode()  # lone surrogates cannot be kept
    except (ValueError, RecursionError, UnicodeError):
        raise Malformed("The message is not JSON.") from None
    if not isinstance(message, dict) or depth > MOST_DEPTH:
        raise Malformed("The message is not one of ours.")
    return message


def _depth(value: Any, level: int = 1) -> int:
    if level > MOST_DEPTH + 1:
        return level
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return max((_depth(each, level + 1) for each in inner), default=level)


def _check(name: str, value: Any) -> None:
    checks = {
        "items": lambda: _is_list(value) and all(_is_item(each) for each in value),
        "keys": lambda: _is_list(value) and all(_is_key(each) for each in value),
        "key": lambda: _is_key(value),
        "before": lambda: value is None or _is_key(value),
        "section": lambda: _is_section(value),
        "placements": lambda: value == [] or (_is_list(value) and all(_is_placement(each) for each in value)),
        "target": lambda: isinstance(value, str) and TARGET.fullmatch(value),
        "field": lambda: _is_key(value),
        "value": lambda: isinstance(value, str) or _are_all_texts(value),
        "number": lambda: _is_number(value),
    }
    if not checks[name]():
        raise Malformed(f"The act’s “{name}” is not one of ours.")


def _is_item(item: Any) -> bool:
    if not isinstance(item, dict) or not _is_key(item.get("section", "x")):
        return False
    if item.get("before") is not None and not _is_key(item["before"]):
        return False
    keyed, placed = item.get("key"), item.get("placement")
    if not _is_kept(item):
        return False
    return (keyed is None or _is_key(keyed)) and (placed is None or _is_placement(placed)) and bool(keyed or placed)


def _is_placement(data: Any) -> bool:
    return (
        isinstance(data, dict)
        and _is_number(data.get("article"))
        and _is_key(data.get("key", "x"))
        and _are_texts(data, ("note", "title"))
        and _are_all_texts(data.get("summary", []))
        and _is_kept(data)
        and set(data) <= PLACED
    )


def _is_kept(data: dict) -> bool:
    return _are_texts(data, ("kept_reason",)) and (data.get("kept_edition") is None or _is_number(data["kept_edition"]))


def _is_section(data: Any) -> bool:
    return isinstance(data, dict) and _is_key(data.get("key", "x")) and _are_texts(data, ("title", "note"))


def _are_all_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _are_texts(data: dict, names: tuple[str, ...]) -> bool:
    return all(isinstance(data.get(name, ""), str) for name in names)


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and 0 < len(value) <= MOST_ITEMS


def _is_key(value: Any) -> bool:
    return isinstance(value, str) and KEY.fullmatch(value) is not None


def _is_client_key(value: Any) -> bool:
    return isinstance(value, str) and CLIENT_KEY.fullmatch(value) is not None


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31
