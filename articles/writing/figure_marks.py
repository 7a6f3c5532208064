"""Figure marks at the writing desk name a row by its key, so that moving a figure moves only its mark.

Stored: <p>[figure 2]</p>, the second row. At the desk: <p>[figure:KEY]</p>. On saving, the rows take the order of their
marks.
"""

import re
from collections.abc import Sequence

from media.figures import number_of
from text import prose

KEYED = re.compile(r"<p>\s*\[figure:([A-Za-z0-9_-]{1,20})\]\s*</p>")


def keyed(body: str, keys: Sequence[str]) -> str:
    """Return a stored body with each mark that matches a row replaced by one with the row's key."""
    if "figure" not in body.lower():
        return body
    blocks = prose.blocks(body)
    numbers = [number_of(block) for block in blocks]
    return "\n".join(
        f"<p>[figure:{keys[number - 1]}]</p>" if number and number <= len(keys) else block
        for block, number in zip(blocks, numbers, strict=True)
    )


def numbered(body: str, keys: Sequence[str]) -> tuple[str, list[str]]:
    """Return the body as stored, and the keys in the order of their marks; those without a mark last.

    A mark whose row has not arrived yet keeps its key.
    """
    order: list[str] = []
    for key in [*KEYED.findall(body), *keys]:
        if key in keys and key not in order:
            order.append(key)

    def mark(found: re.Match) -> str:
        return f"<p>[figure {order.index(found[1]) + 1}]</p>" if found[1] in order else found[0]

    return KEYED.sub(mark, body).strip("\n"), order
