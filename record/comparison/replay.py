"""Replays changes, to prove that a comparison is complete."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from record.comparison.changes import ABSENT, Act, Change, Path
from record.comparison.identity import identified, identified_value
from record.comparison.shapes import Row, Shape, Tree, plain


def replay(shape: Shape, before: dict, changes: Iterable[Change]) -> dict:
    """Apply `changes` to `before`. If they come from `compare`, the result equals the second content exactly."""
    tree, changes = identified(shape, deepcopy(before)), list(changes)
    # A row takes its lists along when it moves, so find each list once, before any row moves.
    lists = {change.path: _found(tree, change.path) for change in changes if change.act in (Act.REMOVE, Act.MOVE)}
    lists |= {path: _found(tree, path) for path in _destinations(changes) if not _is_new(path)}
    for change in changes:
        if change.act is Act.SET:
            _set(shape, tree, change)
    coming: list[tuple[Change, Row]] = []
    for change in changes:
        if change.act in (Act.REMOVE, Act.MOVE):
            row = _taken(lists[change.path], change.row)
            coming += [(change, row)] if change.act is Act.MOVE else []
        elif change.act is Act.ADD:
            coming.append((change, _new_row(shape, change)))
    # Outer lists first, so that a new section exists before its rows are added; within a list, in ascending order.
    for change, row in sorted(coming, key=lambda pair: (len(_into(pair[0])), pair[0].to)):
        path = _into(change)
        rows = lists[path] if path in lists else _found(tree, path)
        rows.insert(change.to, row)
    return plain(shape, tree)


def _into(change: Change) -> Path:
    return change.into or change.path


def _destinations(changes: Iterable[Change]) -> set[Path]:
    return {_into(change) for change in changes if change.act in (Act.ADD, Act.MOVE)}


def _is_new(path: Path) -> bool:
    return any(name.startswith("+") for name in path)


def _found(tree: Any, path: Path) -> Any:
    for name in path:
        tree = _row(tree, name).value if isinstance(tree, list) else tree[name]
    return tree


def _set(shape: Shape, tree: Tree, change: Change) -> None:
    *way, name = change.path
    holder, inner = _found(tree, tuple(way)), _shape_at(shape, tuple(way))
    if isinstance(holder, list):
        _row(holder, name).value = change.after
    elif change.after is ABSENT:
        del holder[name]
    else:
        holder[name] = identified_value(inner, name, change.after) if inner else change.after


def _row(rows: list[Row], name: str) -> Row:
    return next(row for row in rows if row.identity == name)


def _taken(rows: list[Row], name: str) -> Row:
    return rows.pop(next(place for place, row in enumerate(rows) if row.identity == name))


def _new_row(shape: Shape, change: Change) -> Row:
    inner = _shape_at(shape, change.path)
    return Row(change.row, identified(inner, deepcopy(change.after)) if inner else change.after)


def _shape_at(shape: Shape | None, path: Path) -> Shape | None:
    """Return the shape at `path` (for a list, the shape of its rows), or None for texts and values."""
    is_row = False  # in a path, a list's name is followed by a row's name
    for name in path:
        if is_row:
            is_row = False
        elif shape and name in shape.rows:
            shape, is_row = shape.rows[name].shape, True
        elif shape and name in shape.parts:
            shape = shape.parts[name]
    return shape
