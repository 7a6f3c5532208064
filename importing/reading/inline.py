"""Formatted words → a line's plain text, sanitized HTML and links."""

import unicodedata
from dataclasses import dataclass
from itertools import groupby

from importing.lines import Link
from importing.reading.addresses import bare_addresses
from importing.reading.cleaning import clean
from text.prose import clean_inline, escape, plain


@dataclass(frozen=True, slots=True)
class Looks:
    """The formatting of words: bold, italic, raised or lowered (`sup`, `sub`), linked."""

    strong: bool = False
    em: bool = False
    script: str = ""
    href: str = ""

    def shared(self, other: "Looks") -> "Looks":
        """Return the formatting that both have, used for the space between two pieces."""
        return Looks(
            self.strong and other.strong,
            self.em and other.em,
            self.script if self.script == other.script else "",
            self.href if self.href == other.href else "",
        )

    def tags(self) -> list[tuple[str, str]]:
        """Return the tags for this formatting, each with its opening form."""
        tags = [("strong", "<strong>")] * self.strong + [("em", "<em>")] * self.em
        tags += [("a", f'<a href="{escape(self.href).replace(chr(34), "%22")}">')] if self.href else []
        return tags + ([(self.script, f"<{self.script}>")] if self.script else [])


PLAIN = Looks()
Piece = tuple[str, Looks]
MOST_PIECES = 5_000


def rendered(pieces: list[Piece]) -> tuple[str, str, tuple[Link, ...]]:
    """Return the plain text, the sanitized HTML and the links of one line."""
    if len(pieces) > MOST_PIECES:
        # Not a line that anybody wrote; only its words are kept.
        pieces = [("".join(text for text, _ in pieces), PLAIN)]
    pieces = _tidied(pieces)
    if all(looks == PLAIN for _, looks in pieces):
        text = "".join(words for words, _ in pieces)
        return text, escape(text), links_in(text)
    html = clean_inline(_markup(pieces))
    return plain(html), html, _links(pieces)


def links_in(text: str) -> tuple[Link, ...]:
    return tuple(Link(url, url) for url in bare_addresses(text)) if "://" in text else ()


def _links(pieces: list[Piece]) -> tuple[Link, ...]:
    links: list[Link] = []
    for href, run in groupby(pieces, key=lambda piece: piece[1].href):
        words = "".join(text for text, _ in run)
        links += [Link(" ".join(words.split()), href)] if href and words.strip() else links_in(words)
    return tuple(links)


def _tidied(pieces: list[Piece]) -> list[Piece]:
    """Clean the words, join pieces with the same formatting, and give spaces the formatting of both sides."""
    atoms: list[Piece] = []
    for raw, looks in pieces:
        text = clean(raw)
        if atoms and text and unicodedata.combining(text[0]):
            before, its_looks = atoms[-1]
            atoms[-1] = (clean(before + text[0]), its_looks)
            text = text[1:]
        words = " ".join(text.split())
        padded = (" " if text[:1].isspace() else "") + words + (" " if words and text[-1:].isspace() else "")
        if padded:
            atoms.append((padded, looks))
    joined: list[Piece] = []
    space = False
    for text, looks in atoms:
        words = text.strip()
        space = space or text[0] == " "
        if words and space and joined:
            joined.append((" ", joined[-1][1].shared(looks)))
        if words:
            joined.append((words, looks))
            space = text[-1] == " "
    return [("".join(text for text, _ in run), looks) for looks, run in groupby(joined, key=lambda piece: piece[1])]


def _markup(pieces: list[Piece]) -> str:
    """Nest the tags of neighboring pieces so that longer-lasting ones are outside."""
    lasting: list[dict[str, int]] = []
    for text, looks in reversed(pieces):
        following = lasting[-1] if lasting else {}
        lasting.append({form: len(text) + following.get(form, 0) for _, form in looks.tags()})
    lasting.reverse()
    out: list[str] = []
    opened: list[tuple[str, str]] = []
    for (text, looks), extent in zip(pieces, lasting, strict=True):
        wanted = looks.tags()
        keep = next((at for at, tag in enumerate(opened) if tag not in wanted), len(opened))
        out += [f"</{name}>" for name, _ in reversed(opened[keep:])]
        del opened[keep:]
        fresh = sorted((tag for tag in wanted if tag not in opened), key=lambda tag: -extent[tag[1]])
        out += [form for _, form in fresh] + [escape(text)]
        opened += fresh
    return "".join(out + [f"</{name}>" for name, _ in reversed(opened)])
