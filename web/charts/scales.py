"""Scales: the position of a number on a line, and the round numbers beside it."""

NARROWEST = 272  # pixels: the archive's filter column; a 320-pixel page has a little more room
CHARACTER = 7.8  # pixels: width of a digit in the charts' small type
LEVELS = 5


def ticks(highest: int, at_most: int = 4) -> list[int]:
    """Return 0 and up to `at_most` evenly spaced round numbers, the last at least `highest`."""
    for step in _round_numbers():
        steps = -(-max(highest, 1) // step)
        if steps <= at_most:
            return [step * n for n in range(steps + 1)]
    raise AssertionError("round numbers have no end")


def _round_numbers():
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def length(count: int, highest: int, whole: float, least: float) -> float:
    """Return the length of a mark for `count` (`highest` gets `whole`): 0 for a count of 0, else at least `least`."""
    if count <= 0:
        return 0
    return rounded(max(least, whole * count / highest))


def level(count: int, highest: int) -> int:
    """Return the shade of a cell: 0 for none, then 1 to LEVELS by its share of the highest count."""
    if count <= 0:
        return 0
    return min(LEVELS, 1 + count * LEVELS // (highest + 1))


def width_of(characters: int) -> float:
    """Return the width of that many characters as a percentage of the narrowest chart."""
    return 100 * CHARACTER * characters / NARROWEST


def rounded(number: float) -> float:
    """Round a coordinate to two decimals, which is finer than any screen and short to write."""
    return round(number, 2)
