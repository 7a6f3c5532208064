"""Scales: where a number stands on a line, and which round numbers are written beside it."""

NARROWEST = 280  # pixels: what a page of 320 leaves to a picture
WIDEST_MINIMUM = 576  # pixels: what a picture with many marks takes at the least; its frame then scrolls
CHARACTER = 6.9  # pixels: the width of a digit in the pictures' small type
LEVELS = 5


def ticks(highest: int, at_most: int = 4) -> list[int]:
    """Return 0 and up to `at_most` round whole numbers above it, evenly apart, the last at least `highest`."""
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
    """Return how long a mark for `count` is where `highest` takes the `whole`; nothing for nothing, else `least`."""
    if count <= 0:
        return 0
    return rounded(max(least, whole * count / highest))


def level(count: int, highest: int) -> int:
    """Return how dark a cell is: 0 for none, then 1 to LEVELS by its share of the highest count."""
    if count <= 0:
        return 0
    return min(LEVELS, 1 + count * LEVELS // (highest + 1))


def width_of(characters: int, pixels: int) -> float:
    """Return the percent that so many characters take of a picture that is so many pixels wide."""
    return 100 * CHARACTER * characters / pixels


def rounded(number: float) -> float:
    """Return a coordinate as it is written: finer than any screen, and short."""
    return round(number, 2)
