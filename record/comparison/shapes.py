"""The structure of a content for comparisons: values, parts with their own values, and lists of rows."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Shape:
    """Part of a content (a dictionary); everything not in `rows` or `parts` is a value and is compared as a whole."""

    rows: dict[str, "Rows"] = field(default_factory=dict)
    parts: dict[str, "Shape"] = field(default_factory=dict)


@dataclass(frozen=True)
class Rows:
    """A list of rows, matched by `key` or, without one, by their words.

    `shape` is the shape of each row, or None if the rows are texts. `also` names values that identify a row even if its
    key has changed, such as the same article removed and added again. `text` names the value to compare if none of
    these match. `is_shared` means that a row can move to the same list of another parent (placements in sections).
    """

    shape: Shape | None = None
    key: str = ""
    also: tuple[str, ...] = ()
    text: str = ""
    is_shared: bool = False


@dataclass
class Row:
    """A row with the name that identifies it on both sides of a comparison."""

    identity: str
    value: Any  # a tree or a text


# A tree is a content whose lists are lists of Row, as `identity` creates it.
Tree = dict[str, Any]


def shared_rows(shape: Shape | None) -> dict[str, Rows]:
    """Return the lists in a row whose own rows can move to another parent."""
    return {name: rows for name, rows in shape.rows.items() if rows.is_shared} if shape else {}


def plain(shape: Shape | None, tree: Any) -> Any:
    if shape is None or not isinstance(tree, dict):
        return tree
    return {name: _plain_value(shape, name, value) for name, value in tree.items()}


def _plain_value(shape: Shape, name: str, value: Any) -> Any:
    if name in shape.rows and isinstance(value, list):
        return [plain(shape.rows[name].shape, row.value) for row in value]
    if name in shape.parts:
        return plain(shape.parts[name], value)
    return value
