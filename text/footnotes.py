"""Footnotes in Markdown form: a mark [^1] in the text and a paragraph “[^1]: the note”.

In a single-paragraph text, the notes follow at the end: “Ports wait.[^1] [^1]: The note.” This form survives any
editor, can be compared as words, and needs no markup that the sanitizer would have to trust. Marks and notes are linked
when a page or file is rendered; the frozen content keeps them as written.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from text import prose

LABEL = r"\[\^([\w-]{1,40})\]"
NOTE = re.compile(rf"<p>\s*{LABEL}:\s*(.*?)</p>\s*", re.S)
END_NOTE = re.compile(rf"(?:^|\s+){LABEL}:\s+(.*?)(?=\s+{LABEL}:\s|\Z)", re.S)
BLOCK = re.compile(r"<(?:p|h[2-4]|[uo]l|blockquote|aside|table)\b")
MARK = re.compile(rf"<[^>]*>|{LABEL}")  # skips tags, so a [^1] inside a link's address is not a mark
LINKED = re.compile(r'<sup class="note-mark" id="[\w-]+"><a href="#[\w-]+">(\d+)</a></sup>')
# The form in which Word, LibreOffice and others link marks and notes. OUR_ANCHOR matches the anchors on our own pages.
LINK = re.compile(r'<a(?: href="([^"]*)")?>(.*?)</a>', re.S)
OUR_ANCHOR = re.compile("#(?:part|section|entry|point)-")


@dataclass
class Note:
    """A note: its number, its sanitized inline markup, and the marks that refer to it."""

    number: int
    html: SafeString
    marks: list[str] = field(default_factory=list)  # anchors of the marks

    @property
    def anchor(self) -> str:
        return f"note-{self.number}"


class Notes:
    """The notes of one page, numbered across all its texts in the order of their first marks."""

    def __init__(self) -> None:
        self.found: list[Note] = []

    def marked(self, blocks: Iterable[str]) -> list[SafeString]:
        """Return the blocks of a sanitized text with [^1] replaced by links, and add its notes to `found`.

        A mark without a note and a note without a mark stay as written, so no words are lost.
        """
        blocks = list(blocks)
        text = _Text("\n".join(blocks))
        for label in text.used:
            text.numbered[label] = Note(len(self.found) + 1, mark_safe(text.notes[label]))  # noqa: S308 - sanitized before
            self.found.append(text.numbered[label])
        marked = [mark_safe(text.marked(block)) for block in blocks]  # noqa: S308 - numbers and anchors of ours
        return [block for block in marked if block] if text.used else marked

    def one(self, markup: str) -> SafeString:
        """Do the same for a text that is not split into blocks."""
        return next(iter(self.marked([markup])), SafeString(""))


class _Text:
    """One text, its notes by label, and the notes that its marks refer to."""

    def __init__(self, markup: str) -> None:
        self.is_cut = bool(BLOCK.search(markup))
        self.pattern = NOTE if self.is_cut else END_NOTE
        found = [(match[1], self.tidy(match[2])) for match in self.pattern.finditer(markup)]
        self.notes = dict(reversed(found))  # if two notes have the same label, the first one counts
        self.labels = [label for label, _note in found]
        marks = (match[1] for match in MARK.finditer(self.pattern.sub("", markup)))
        self.marks = [label for label in dict.fromkeys(marks) if label]
        self.used = [label for label in self.marks if label in self.notes]
        self.numbered: dict[str, Note] = {}

    def tidy(self, markup: str) -> str:
        """Repair a fragment that starts or ends inside an element because it was cut out of a paragraph."""
        return markup.strip() if self.is_cut else prose.clean_inline(markup)

    def marked(self, block: str) -> str:
        if not self.used:
            return block
        body = self.pattern.sub(self._without_note, block)
        return MARK.sub(self._mark, body if self.is_cut else prose.clean_inline(body))

    def _without_note(self, match: re.Match) -> str:
        is_shown = match[1] in self.used and self.tidy(match[2]) == self.notes[match[1]]
        return "" if is_shown else match[0]

    def _mark(self, match: re.Match) -> str:
        note = self.numbered.get(match[1])
        if note is None:
            return match[0]
        anchor = f"note-mark-{note.number}" + (f"-{len(note.marks) + 1}" if note.marks else "")
        note.marks.append(anchor)
        return f'<sup class="note-mark" id="{anchor}"><a href="#{note.anchor}">{note.number}</a></sup>'


def with_notes(markup: str) -> tuple[SafeString, list[Note]]:
    """Return a sanitized text with linked marks, and its notes, for a page with no other text that has notes."""
    notes = Notes()
    return notes.one(markup), notes.found


def printed(markup: str) -> SafeString:
    """Return marked text with superscript numbers that are not links, for print and email."""
    return mark_safe(LINKED.sub(r"<sup>\1</sup>", markup))  # noqa: S308 - sanitized before


def spelled(markup: str) -> str:
    """Return marked text with numbers in brackets, for plain text."""
    return LINKED.sub(r"[\1]", markup)


def printed_list(notes: list[Note], heading: str = "") -> SafeString:
    items = "".join(f"<li>{note.html}</li>" for note in notes)
    above = f"<h2>{escape(heading)}</h2>\n" if heading else ""
    return mark_safe(f"{above}<ol>{items}</ol>" if notes else "")  # noqa: S308 - sanitized before


def spelled_list(notes: list[Note], heading: str) -> str:
    """Return the notes as paragraphs that start with their number in brackets, below `heading`."""
    lines = [escape(heading), *(f"[{note.number}] {note.html}" for note in notes)]
    return "\n".join(f"<p>{line}</p>" for line in lines) if notes else ""


def with_notes_below(markup: str, heading: str = "") -> str:
    """Return a sanitized text with superscript numbers and its notes as a list below it."""
    body, notes = with_notes(markup)
    return "\n".join(filter(None, (printed(body), printed_list(notes, heading))))


def with_notes_spelled(markup: str, heading: str) -> str:
    """Return a sanitized text with numbers in brackets and its notes as paragraphs below it, for plain text."""
    body, notes = with_notes(markup)
    return "\n".join(filter(None, (spelled(body), spelled_list(notes, heading))))


def without_marks(text: str) -> str:
    """Remove the marks, for summaries and cards, which show no notes."""
    return re.sub(rf"{LABEL}(?::\s)?", "", text) if "[^" in text else text


def bracketed(words: str) -> str:
    """Replace [^1] and “[^1]:” with [1]; for comparisons, where notes are not numbered."""
    return re.sub(rf"{LABEL}:?", r"[\1]", words) if "[^" in words else words


def holds_mark(text: str) -> bool:
    """Check a text that cannot have notes, such as a title or a summary point, for marks."""
    return any(match[1] for match in MARK.finditer(text))


def problems(markup: str) -> Iterator[str]:
    """Yield a sentence for each mark, note or link that has no target."""
    text = _Text(markup)
    for label in text.marks:
        if label not in text.notes:
            yield _("The mark [^%s] has no note: readers will see the mark.") % label
    for label, count in Counter(text.labels).items():
        if label not in text.marks:
            yield _("The note [^%s] has no mark: readers will see it as it is written.") % label
        elif count > 1:
            words = _("There are %(count)d notes [^%(label)s]: only the first is numbered.")
            yield words % {"count": count, "label": label}
    for href, words in LINK.findall(markup):
        if not href:
            yield _("The link “%s” has no address.") % prose.plain(words)
        elif href.startswith("#") and not OUR_ANCHOR.match(href):
            yield _("The link “%(words)s” leads to %(href)s, which is not on the page.") % {
                "words": prose.plain(words),
                "href": href,
            }
