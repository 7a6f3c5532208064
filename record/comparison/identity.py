"""Matches the rows of one content to those of another."""

from collections import defaultdict
from typing import Any

from record.comparison.sequences import in_common
from record.comparison.shapes import Row, Rows, Shape, Tree, shared_rows
from record.comparison.words import bag, likeness
from text import prose

ALIKE = 0.45  # least similarity (0 to 1) for two texts to count as one text, reworded
MOST_PAIRS = 4_000  # pairs of texts to compare; beyond that, texts are paired in order


def identified(shape: Shape, content: dict) -> Tree:
    """Return `content` as a tree with rows named by their keys, or by their positions if they have no keys."""
    return {name: identified_value(shape, name, value) for name, value in content.items()}


def identified_value(shape: Shape, name: str, value: Any) -> Any:
    if name in shape.rows and isinstance(value, list):
        rows = shape.rows[name]
        found = [Row(name_of, _tree(rows.shape, row)) for name_of, row in zip(_names(rows, value), value, strict=True)]
        # named once across all parents, because rows can move between them
        for inner, shared in shared_rows(rows.shape).items():
            listed = [row for parent in found for row in parent.value.get(inner, [])]
            names = _names(shared, [row for parent in value for row in parent.get(inner, [])])
            for row, unique in zip(listed, names, strict=True):
                row.identity = unique
        return found
    if name in shape.parts and isinstance(value, dict):
        return identified(shape.parts[name], value)
    return value


def _tree(shape: Shape | None, row: Any) -> Any:
    return identified(shape, row) if shape else row


def _names(rows: Rows, values: list) -> list[str]:
    seen: dict[str, int] = defaultdict(int)
    names = []
    for place, value in enumerate(values):
        name = str(value[rows.key]) if rows.key else str(place)
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return names


def identified_after(shape: Shape, before: Tree, content: dict) -> Tree:
    """Return `content` as a tree whose rows keep their names from `before`; new rows get names starting with “+”."""
    return {name: _value_after(shape, name, before.get(name), value) for name, value in content.items()}


def _value_after(shape: Shape, name: str, before: Any, value: Any) -> Any:
    if name in shape.rows and isinstance(value, list):
        return _rows_after(shape.rows[name], before if isinstance(before, list) else [], value)
    if name in shape.parts and isinstance(value, dict):
        return identified_after(shape.parts[name], before if isinstance(before, dict) else {}, value)
    return value


def _rows_after(rows: Rows, before: list[Row], values: list) -> list[Row]:
    names = _matched(rows, before, values)
    known = {row.identity: row for row in before}
    found = [
        Row(name, _row_after(rows.shape, known.get(name), value)) for name, value in zip(names, values, strict=True)
    ]
    for name, shared in shared_rows(rows.shape).items():
        _match_shared(name, shared, before, found, values)
    return found


def _row_after(shape: Shape | None, before: Row | None, value: Any) -> Any:
    return identified_after(shape, before.value if before else {}, value) if shape else value


def _match_shared(name: str, rows: Rows, before: list[Row], after: list[Row], values: list) -> None:
    """Match the rows of all parents at once, those under the same parent first."""
    old = [(parent.identity, row) for parent in before for row in parent.value.get(name, [])]
    new = [(parent.identity, row) for parent, value in zip(after, values, strict=True) for row in value.get(name, [])]
    names = _matched(rows, [row for _, row in old], [row for _, row in new], [p for p, _ in old], [p for p, _ in new])
    known = {row.identity: row for _, row in old}
    made = iter(
        Row(found, _row_after(rows.shape, known.get(found), row)) for found, (_, row) in zip(names, new, strict=True)
    )
    for parent in after:
        if name in parent.value:
            parent.value[name] = [next(made) for _ in parent.value[name]]


def _matched(
    rows: Rows, before: list[Row], values: list, old_in: list | None = None, new_in: list | None = None
) -> list[str]:
    """Return for each of `values` the name of the matching earlier row, or a new name.

    `old_in` and `new_in` give the parent of each row; a match under the same parent takes precedence.
    """
    old_in, new_in = old_in or [""] * len(before), new_in or [""] * len(values)
    pairs: dict[int, int] = {}
    left = dict(enumerate(before))

    def take(place: int, there: int) -> None:
        pairs[place] = there
        del left[there]

    if rows.key:
        by_name = {row.identity: number for number, row in left.items()}
        for place, name in enumerate(_names(rows, values)):
            if by_name.get(name) in left:
                take(place, by_name[name])
    for value in rows.also:
        for is_near in (True, False):
            known: dict[Any, list[int]] = defaultdict(list)
            for number, row in left.items():
                known[(old_in[number] if is_near else "", row.value[value])].append(number)
            for place in [place for place in range(len(values)) if place not in pairs]:
                found = known[(new_in[place] if is_near else "", values[place][value])]
                if found:
                    take(place, found.pop(0))
    if rows.text or rows.shape is None:
        _match_texts(rows, before, values, pairs, left, take)
    return [before[pairs[place]].identity if place in pairs else f"+{name}" for place, name in _new_names(rows, values)]


def _new_names(rows: Rows, values: list) -> list[tuple[int, str]]:
    return list(enumerate(_names(rows, values)))


def _match_texts(rows: Rows, before: list[Row], values: list, pairs: dict, left: dict, take) -> None:
    old = {number: _text(rows, row.value) for number, row in left.items()}
    new = {place: _text(rows, value) for place, value in enumerate(values) if place not in pairs}
    places, numbers = list(new), list(old)
    for here, there in in_common([old[n] for n in numbers], [new[p] for p in places]):
        take(places[there], numbers[here])
    same: dict[str, list[int]] = defaultdict(list)
    for number in left:
        same[old[number]].append(number)
    for place in [place for place in places if place not in pairs]:
        if same[new[place]]:
            take(place, same[new[place]].pop(0))
    _match_alike(old, new, pairs, left, take)


def _match_alike(old: dict[int, str], new: dict[int, str], pairs: dict, left: dict, take) -> None:
    """Pair reworded texts, most similar first; if there are very many, pair those at the same position."""
    open_places = [place for place in new if place not in pairs]
    numbers = list(left)
    if len(open_places) * len(numbers) > MOST_PAIRS:
        for place, number in zip(open_places, numbers, strict=False):
            if likeness(bag(old[number]), bag(new[place])) >= ALIKE:
                take(place, number)
        return
    bags = {number: bag(old[number]) for number in numbers}
    news = {place: bag(new[place]) for place in open_places}
    scored = sorted(
        ((likeness(bags[n], news[place]), -abs(n - place), place, n) for place in open_places for n in numbers),
        reverse=True,
    )
    for score, _, place, number in scored:
        if score >= ALIKE and place not in pairs and number in left:
            take(place, number)


def _text(rows: Rows, value: Any) -> str:
    return prose.plain(value[rows.text] if rows.text else value)
