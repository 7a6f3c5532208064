"""What a content consists of, for comparing: values, parts with values of their own, and lists of rows."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Shape:
    """A piece of content (a dictionary). Whatever is neither in `rows` nor in `parts` is a value, compared whole."""

    rows: dict[str, "Rows"] = field(default_factory=dict)
    parts: dict[str, "Shape"] = field(default_factory=dict)


@dataclass(frozen=True)
class Rows:
    """A list of rows. By `key` a row is found again; without one, by its words.

    `shape` is that of each row; None where a row is a text. `also` names values by which a row is found again whose
    key is another: the same article, taken out and placed anew. `text` names the value that is compared where none
    of these helps. `is_shared`: a row may pass from one such list to that of another parent (placements of sections).
    """

    shape: Shape | None = None
    key: str = ""
    also: tuple[str, ...] = ()
    text: str = ""
    is_shared: bool = False


@dataclass
class Row:
    """A row with the name by which it is known on both sides of a comparison."""

    identity: str
    value: Any  # a tree, or a text


# A tree is a content whose lists are lists of Row: what `identifying` makes of it.
Tree = dict[str, Any]


def shared_rows(shape: Shape | None) -> dict[str, Rows]:
    """Return the lists of a row whose own rows may pass to another parent."""
    return {name: rows for name, rows in shape.rows.items() if rows.is_shared} if shape else {}


def plain(shape: Shape | None, tree: Any) -> Any:
    """Return the content that `tree` stands for."""
    if shape is None or not isinstance(tree, dict):
        return tree
    return {name: _plain_value(shape, name, value) for name, value in tree.items()}


def _plain_value(shape: Shape, name: str, value: Any) -> Any:
    if name in shape.rows and isinstance(value, list):
        return [plain(shape.rows[name].shape, row.value) for row in value]
    if name in shape.parts:
        return plain(shape.parts[name], value)
    return value
