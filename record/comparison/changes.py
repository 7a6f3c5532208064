"""The fewest changes that turn one content into another."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from record.comparison.identity import identified, identified_after
from record.comparison.sequences import staying
from record.comparison.shapes import Row, Rows, Shape, Tree, plain, shared_rows

Path = tuple[str, ...]


class Act(StrEnum):
    """The type of a change."""

    SET = "set"  # a value or a text in a list changed
    ADD = "add"  # a row was added
    REMOVE = "remove"  # a row was removed
    MOVE = "move"  # a row was moved


class Absent:
    """Marks a value that does not exist."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()


@dataclass(frozen=True)
class Change:
    """One change; `path` is the path to a value (SET) or a list: value names and, after a list's name, row names.

    Rows have the names they have in the earlier content; new ones start with “+”. `at` and `to` are positions in the
    list before and after, counted from 0. `before` and `after` are values, or the row removed or added, without the
    rows it shares with other parents (these have changes of their own).
    """

    act: Act
    path: Path
    row: str = ""
    before: Any = ABSENT
    after: Any = ABSENT
    at: int = -1
    to: int = -1
    into: Path = ()  # MOVE: the destination list


@dataclass(frozen=True)
class Difference:
    """Two contents as trees with shared names, and the changes between them in the order of the content."""

    shape: Shape
    before: Tree
    after: Tree
    changes: tuple[Change, ...]


def compare(shape: Shape, before: dict, after: dict) -> Difference:
    """Return the changes from `before` to `after`; there are none if they are equal."""
    old = identified(shape, before)
    new = identified_after(shape, old, after)
    return Difference(shape, old, new, tuple(_changes(shape, old, new, ())))


def _changes(shape: Shape, old: Tree, new: Tree, path: Path, skip: frozenset[str] = frozenset()) -> list[Change]:
    found: list[Change] = []
    for name in [name for name in {**old, **new} if name not in skip]:
        here, there = old.get(name, ABSENT), new.get(name, ABSENT)
        if name in shape.rows and isinstance(here, list) and isinstance(there, list):
            found += _of_rows(shape.rows[name], here, there, (*path, name))
        elif name in shape.parts and isinstance(here, dict) and isinstance(there, dict):
            found += _changes(shape.parts[name], here, there, (*path, name))
        else:
            inner = Shape({name: shape.rows[name]} if name in shape.rows else {}, shape.parts)
            was, now = (
                plain(inner, {name: side}).get(name) if side is not ABSENT else ABSENT for side in (here, there)
            )
            if was is not now and was != now:
                found.append(Change(Act.SET, (*path, name), before=was, after=now))
    return found


def _of_rows(rows: Rows, old: list[Row], new: list[Row], path: Path) -> list[Change]:
    shared = shared_rows(rows.shape)
    found = _of_lists(rows, [("", path, old)], [("", path, new)], frozenset(shared))
    for name, inner in shared.items():
        old_lists = [(row.identity, (*path, row.identity, name), row.value.get(name, [])) for row in old]
        new_lists = [(row.identity, (*path, row.identity, name), row.value.get(name, [])) for row in new]
        found += _of_lists(inner, old_lists, new_lists, frozenset(shared_rows(inner.shape)))
    return found


Lists = list[tuple[str, Path, list[Row]]]  # parent, path, rows


def _of_lists(rows: Rows, old: Lists, new: Lists, skip: frozenset[str]) -> list[Change]:
    """Compare the rows of lists that share them. A row with the same parent and relative order was not moved."""
    was = {row.identity: (parent, path, at, row) for parent, path, listed in old for at, row in enumerate(listed)}
    kept = set()
    for parent, _path, listed in new:
        still = [row.identity for row in listed if row.identity in was and was[row.identity][0] == parent]
        kept |= {still[n] for n in staying([was[name][2] for name in still])}
    is_now = {row.identity for _, _, listed in new for row in listed}
    found = [
        Change(Act.REMOVE, path, name, before=_bare(rows, row, skip), at=at)
        for name, (_, path, at, row) in was.items()
        if name not in is_now
    ]
    for _parent, path, listed in new:
        for to, row in enumerate(listed):
            if row.identity not in was:
                found.append(Change(Act.ADD, path, row.identity, after=_bare(rows, row, skip), to=to))
                continue
            _, came_from, at, before = was[row.identity]
            if row.identity not in kept:
                found.append(Change(Act.MOVE, came_from, row.identity, at=at, to=to, into=path))
            found += _within(rows, before, row, (*came_from, row.identity), skip)
    return found


def _within(rows: Rows, old: Row, new: Row, path: Path, skip: frozenset[str]) -> list[Change]:
    if rows.shape:
        return _changes(rows.shape, old.value, new.value, path, skip)
    return [Change(Act.SET, path, before=old.value, after=new.value)] if old.value != new.value else []


def _bare(rows: Rows, row: Row, skip: frozenset[str]) -> Any:
    value = plain(rows.shape, row.value)
    return {name: [] if name in skip else inner for name, inner in value.items()} if rows.shape else value
