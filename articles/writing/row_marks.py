"""Marks of figures and embeds at the writing desk name a row by its key, so that moving one moves only its mark.

Stored: <p>[figure 2]</p>, the second row. At the desk: <p>[figure:KEY]</p>. On saving, the rows take the order of their
marks.
"""

import re
from collections.abc import Mapping, Sequence

from media.marks import Place, mark_of
from text import prose

KINDS = {"figures": "figure", "embeds": "embed"}  # the words of marks by the lists of rows
KEYED = re.compile(r"<p>\s*\[(figure|embed):([A-Za-z0-9_-]{1,20})\]\s*</p>")


def kinds_in(body: str) -> list[str]:
    """Return the lists of rows that the body may have marks of."""
    lower = body.lower()
    return [name for name, kind in KINDS.items() if kind in lower]


def keyed(body: str, keys: Mapping[str, Sequence[str]]) -> str:
    """Return a stored body with each mark that matches a row replaced by one with the row's key.

    `keys`: the keys of the rows in order, by list.
    """
    known = {Place(KINDS[name], n): key for name, own in keys.items() for n, key in enumerate(own, 1)}
    if not known:
        return body
    blocks = prose.blocks(body)
    places = [mark_of(block) for block in blocks]
    return "\n".join(
        f"<p>[{place.kind}:{known[place]}]</p>" if place in known else block
        for block, place in zip(blocks, places, strict=True)
    )


def numbered(body: str, kind: str, keys: Sequence[str]) -> tuple[str, list[str]]:
    """Return the body as stored, and the keys of the kind's rows in the order of their marks; those without last.

    A mark whose row has not arrived yet keeps its key.
    """
    order: list[str] = []
    marked = [key for found, key in KEYED.findall(body) if found == kind]
    for key in [*marked, *keys]:
        if key in keys and key not in order:
            order.append(key)

    def mark(found: re.Match) -> str:
        is_known = found[1] == kind and found[2] in order
        return f"<p>[{kind} {order.index(found[2]) + 1}]</p>" if is_known else found[0]

    return KEYED.sub(mark, body).strip("\n"), order
