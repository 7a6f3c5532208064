"""Footnotes, written as in Markdown: a mark [^1] in the text, and a paragraph “[^1]: the note”.

So they survive any editor, are compared as words, and need no markup that the sanitizer would have to trust. Marks
and notes are joined when a page is made; in the frozen content they stand as they were written.
"""

import re
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LABEL = r"\[\^([\w-]{1,40})\]"
NOTE = re.compile(rf"<p>\s*{LABEL}:\s*(.*?)</p>\s*", re.S)
MARK = re.compile(rf"<[^>]*>|{LABEL}")  # what looks like a mark within a link's address is none


@dataclass
class Note:
    """A note: its number, its sanitized inline markup, and how many marks lead to it."""

    number: int
    html: SafeString
    marks: list[str] = field(default_factory=list)  # the anchors of its marks

    @property
    def anchor(self) -> str:
        return f"note-{self.number}"


def with_notes(markup: str) -> tuple[SafeString, list[Note]]:
    """Return sanitized `markup` with linked marks in place of [^1], and its notes in the order of their first marks.

    A mark without a note stays as it is written, and so does a note without a mark: no word is lost.
    """
    texts = dict(reversed(NOTE.findall(markup)))  # of two notes with one label the first
    marks = (match[1] for match in MARK.finditer(NOTE.sub("", markup)))
    used = [label for label in dict.fromkeys(marks) if label in texts]
    if not used:
        return mark_safe(markup), []  # noqa: S308 - sanitized before
    body = NOTE.sub(lambda match: "" if match[1] in used and match[2] == texts[match[1]] else match[0], markup)
    notes = {label: Note(number, mark_safe(texts[label].strip())) for number, label in enumerate(used, 1)}  # noqa: S308

    def mark(match: re.Match) -> str:
        note = notes.get(match[1])
        if note is None:
            return match[0]
        anchor = f"note-mark-{note.number}" + (f"-{len(note.marks) + 1}" if note.marks else "")
        note.marks.append(anchor)
        return f'<sup class="note-mark" id="{anchor}"><a href="#{note.anchor}">{note.number}</a></sup>'

    return mark_safe(MARK.sub(mark, body)), list(notes.values())  # noqa: S308 - numbers and anchors of ours


def with_notes_below(markup: str, heading: str) -> str:
    """Return sanitized `markup` with numbers for marks and the notes as a list below `heading`: for print and mail."""
    body, notes = with_notes(markup)
    if not notes:
        return markup
    numbers = re.sub(r'<sup class="note-mark" id="[\w-]+"><a href="#[\w-]+">(\d+)</a></sup>', r"<sup>\1</sup>", body)
    items = "".join(f"<li>{note.html}</li>" for note in notes)
    return f"{numbers}\n<h2>{escape(heading)}</h2>\n<ol>{items}</ol>"
