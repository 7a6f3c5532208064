"""What two sequences have in common, and which items of a sequence can keep their place."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

EXACT = 60_000  # pairs of items for difflib in one pass; its time grows at least with their product


def in_common(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return index pairs of equal items that are in the same order on both sides.

    Short stretches use difflib. Long ones are first split at items that occur once on each side (patience diff), so the
    time stays close to linear. A long stretch without such an item counts as different.
    """
    pairs: list[tuple[int, int]] = []
    stretches = [(0, len(before), 0, len(after))]
    while stretches:
        low, high, start, stop = stretches.pop()
        while low < high and start < stop and before[low] == after[start]:
            pairs.append((low, start))
            low, start = low + 1, start + 1
        while low < high and start < stop and before[high - 1] == after[stop - 1]:
            high, stop = high - 1, stop - 1
            pairs.append((high, stop))
        if low == high or start == stop:
            continue
        if (high - low) * (stop - start) <= EXACT:
            matcher = SequenceMatcher(None, before[low:high], after[start:stop], autojunk=False)
            for block in matcher.get_matching_blocks():
                pairs += [(low + block.a + n, start + block.b + n) for n in range(block.size)]
            continue
        anchors = _anchors(before, after, (low, high, start, stop))
        if not anchors:
            continue
        for here, there in anchors:
            stretches.append((low, here, start, there))
            pairs.append((here, there))
            low, start = here + 1, there + 1
        stretches.append((low, high, start, stop))
    return sorted(pairs)


def _anchors(before: Sequence[Hashable], after: Sequence[Hashable], within: tuple[int, ...]) -> list[tuple[int, int]]:
    low, high, start, stop = within
    counts, others = Counter(before[low:high]), Counter(after[start:stop])
    places = {after[n]: n for n in range(start, stop) if others[after[n]] == 1}
    single = [(n, places[before[n]]) for n in range(low, high) if counts[before[n]] == 1 and before[n] in places]
    return [single[n] for n in staying([there for _, there in single])]


def staying(places: Sequence[int]) -> list[int]:
    """Return the indexes of a longest increasing subsequence of `places`, which has no duplicates.

    If `places` are the earlier positions of rows in their current order, these rows stayed and all others moved. No
    smaller number of moves explains the change.
    """
    tails: list[int] = []  # for each length, the smallest last place of an increasing subsequence
    ends: list[int] = []  # its index
    before: list[int] = []  # the index before each one
    for index, place in enumerate(places):
        length = bisect_left(tails, place)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [place]
        ends[length : length + 1] = [index]
    chain = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]
