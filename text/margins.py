"""Signs between the blocks of a text, which stay in place while notes and figures are added, and are then replaced."""

import re
from collections.abc import Callable, Iterable, Iterator

from django.utils.safestring import SafeString, mark_safe

from text.footnotes import NOTE

SIGN = "\x1b"  # sanitized markup never contains it (text.prose.printable)
Margin = Callable[[str], SafeString]


def with_signs(blocks: Iterable[str]) -> list[str]:
    """Return the blocks with a sign after each."""
    return [each for block in blocks for each in (block, SIGN)]


def margins(blocks: Iterable[str], margin: Margin, name: str) -> Iterator[SafeString]:
    """Yield what `margin` has for each block; nothing for a footnote, which is not printed where it is written."""
    for number, block in enumerate(blocks):
        yield SafeString("") if NOTE.fullmatch(block) else margin(f"{name}/{number}")


def filled(markup: str, found: Iterator[SafeString]) -> SafeString:
    """Return markup with its signs replaced by what `found` yields."""
    return mark_safe(re.sub(SIGN, lambda _sign: next(found), markup))  # noqa: S308 - both are sanitized
