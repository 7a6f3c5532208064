"""The marks that open a summary point: signs, Word's private glyphs, numbers and letters."""

import re
from dataclasses import dataclass

SIGNS = "•‣▪◦●○■□►▶➢➤✓✔⁃∙❖◆◇⚫➔→–—"
MARK = re.compile(
    rf"(?P<sign>[-*·+{SIGNS}\ue000-\uf8ff])(?:\s+|$)"
    rf"|(?P<tight>[•‣▪◦●○■□►▶➢➤✓✔⁃∙❖◆·\ue000-\uf8ff])(?=\S)"
    r"|(?P<close>[-–—])(?=[^\W\d_a-z][^\W\d_])"
    r"|(?P<hollow>o)(?:\t|\s{2,})"
    r"|(?P<number>\(?\d{1,2}[.)]|\([A-Za-z]\)|[a-z]\)|[a-z]\.|\(?[ivx]{2,5}[.)])\s+"
)
RULE = re.compile(r"[\s\-–—_=*•·.~#+]+")


@dataclass(frozen=True)
class Bullet:
    """A mark found in front of a line: how many characters it takes, and whether it counts (1., a))."""

    length: int
    is_counted: bool
    mark: str


def read_bullet(text: str) -> Bullet | None:
    """Return the bullet that stripped `text` opens with, or None.

    Only the first mark is the bullet: what follows it, a number or a dash too, is the point's own.
    """
    found = MARK.match(text)
    if not found:
        return None
    return Bullet(found.end(), found["number"] is not None, found.group().strip())


def is_rule(text: str) -> bool:
    """Say whether `text` is a drawn line ("---", "* * *") of at least three signs."""
    return len(text.replace(" ", "")) >= 3 and RULE.fullmatch(text) is not None
