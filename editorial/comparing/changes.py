"""The fewest changes that lead from one content to another."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from editorial.comparing.identifying import identified, identified_after
from editorial.comparing.sequences import staying
from editorial.comparing.shapes import Row, Rows, Shape, Tree, plain, shared_rows

Path = tuple[str, ...]


class Act(StrEnum):
    """What was done."""

    SET = "set"  # a value, or a text in a list, is another
    ADD = "add"  # a row came
    REMOVE = "remove"  # a row went
    MOVE = "move"  # a row stands elsewhere


class Absent:
    """Stands for a value that is not there at all."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()


@dataclass(frozen=True)
class Change:
    """One change. `path` leads to a value (SET) or to a list: names of values and, after a list's name, of rows.

    Rows bear the names they have in the content before; new ones begin with “+”. `at` and `to` are places in the list
    before and in the list after, from 0. `before` and `after` are values, or the row that went or came, without the
    rows it shares with its like (those come and go by changes of their own).
    """

    act: Act
    path: Path
    row: str = ""
    before: Any = ABSENT
    after: Any = ABSENT
    at: int = -1
    to: int = -1
    into: Path = ()  # MOVE: the list it now stands in


@dataclass(frozen=True)
class Difference:
    """Two contents as trees with common names, and the changes between them, in the order of the content."""

    shape: Shape
    before: Tree
    after: Tree
    changes: tuple[Change, ...]


def compare(shape: Shape, before: dict, after: dict) -> Difference:
    """Return what leads from `before` to `after`; no change where they are equal."""
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
    """Compare the rows of lists that share them. A row that keeps its parent and its turn there was not moved."""
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
