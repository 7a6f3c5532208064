"""Parsing of desk messages: JSON that describes one act."""

import re
from typing import Any

from django.http import HttpRequest

from snapshot.desk.acts import UNDO, Sent
from snapshot.desk.operations import OPERATIONS
from staff.messages import Malformed, check_user, read_json

KEY = re.compile(r"[A-Za-z0-9_-]{1,20}", re.ASCII)  # key of a section or placement, with the column's length limit
CLIENT_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
MOST_ITEMS = 2_000

# The fields of each operation, and whether each is required.
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
# The required fields of each item, for operations with items.
INNER = {"place": ("placement", "section"), "move": ("key", "section"), "keep": ("key", "kept_edition", "kept_reason")}
PLACED = {"key", "article", "note", "title", "summary", "kept_edition", "kept_reason"}
TARGET = re.compile(r"snapshot|(section|placement):[A-Za-z0-9_-]{1,20}", re.ASCII)


def read_act(request: HttpRequest) -> Sent:
    """Return the act in a request. Raises Malformed, and WrongUser if another user made it."""
    message = read_json(request)
    operation = message.get("operation")
    if not isinstance(operation, dict) or operation.get("op") not in [*OPERATIONS, UNDO]:
        raise Malformed("There is no such act.")
    key, tab, base = message.get("key"), message.get("tab"), message.get("base")
    check_user(request, message)
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
