"""The marks at the start of a summary point: signs, Word's private glyphs, numbers and letters."""

import re
from dataclasses import dataclass

SIGNS = "•‣▪◦●○■□►▶➢➤✓✔⁃∙❖◆◇⚫➔→–—"
MARK = re.compile(
    rf"(?P<doubled>[•‣▪●■*·»>=~§-]{{2,3}}>?)\s+(?=\S)"
    rf"|(?P<sign>[-*·+{SIGNS}»›§※☐☑✦✱❯⇒⟶\ue000-\uf8ff])(?:\s+|$)"
    rf"|(?P<tight>[•‣▪◦●○■□►▶➢➤✓✔⁃∙❖◆·\ue000-\uf8ff])(?=\S)"
    r"|(?P<close>[-–—])(?=[^\W\d_a-z][^\W\d_])"
    r"|(?P<hollow>o)(?:\t|\s{2,})"
    r"|(?P<number>\(?\d{1,2}[.)]|\([A-Za-z]\)|[a-z]\)|[a-z]\.|\(?[ivx]{2,5}[.)])\s+"
)
RULE = re.compile(r"[\s\-–—_=*•·.~#+]+")


@dataclass(frozen=True)
class Bullet:
    """A mark at the start of a line: its length in characters, and whether it is a number or letter (1., a))."""

    length: int
    is_counted: bool
    mark: str


def read_bullet(text: str) -> Bullet | None:
    """Return the bullet at the start of stripped `text`, or None.

    Only the first mark is the bullet. A number or dash after it belongs to the text.
    """
    found = MARK.match(text)
    if not found:
        return None
    return Bullet(found.end(), found["number"] is not None, found.group().strip())


HOLLOW = re.compile(r"[o0] (?=[^\W\d_a-z])")


def read_hollow(text: str) -> Bullet | None:
    """Return Word's hollow bullet, pasted as a lowercase "o" and one space. It only counts next to other bullets."""
    found = HOLLOW.match(text)
    return Bullet(found.end(), False, "o") if found else None


ANY_MARK = re.compile(r"[^\w\s“\"‘'«(\[¿¡$€£%]\s+(?=\S)|[o0§](?:\t|\s)\s*(?=\S)")


def read_any_mark(text: str) -> Bullet | None:
    """Return the mark of a line that is known to be a point: any sign by itself."""
    found = ANY_MARK.match(text)
    return read_bullet(text) or (Bullet(found.end(), False, found.group().strip()) if found else None)


def is_rule(text: str) -> bool:
    """Return whether `text` is a rule ("---", "* * *") of at least three signs."""
    return len(text.replace(" ", "")) >= 3 and RULE.fullmatch(text) is not None
