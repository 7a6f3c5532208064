"""The two lines at the end of a snapshot: one about its PDF and one about more coverage."""

import re

LONGEST = 220
PDF = re.compile(
    r"(?:please\s+)?(?:see|download|view|read|open|get|click|find|access|print|save|for)\b[^.!?]{0,100}"
    r"|(?:(?:the|a|full|printable|complete)\s+){0,2}pdf(?:\s+(?:version|edition|file|format|download|here|of)\b[^.!?]{0,60})?",
    re.I,
)
COVERAGE = re.compile(
    r"for\s+(?:more|further|additional|all|other)\s+(?!than\b).{0,160}?\b(?:see|visit|click|go\s+to|browse|read|here)\b"
    r"|(?:see|read|find|browse|explore)\s+(?:more|all|further)\b.{0,120}?\b(?:coverage|analys[ie]s|articles|reporting)\b"
    r"|more\s+(?:\S+\s+){0,6}coverage\s+(?:on|of)\b.{1,80}?\b(?:here|see)\b",
    re.I,
)
BOTH = re.compile(r"(?<=[.!])\s+(?=for\s+(?:more|further)\b|(?:see|download)\s.{0,30}\bpdf\b)", re.I)
URL = re.compile(r"https?://[^\s<>()\[\]“”\"]+[^\s<>()\[\]“”\".,;:!?]")


def read_closing(text: str) -> str | None:
    """Return "pdf" or "coverage" if the whole line is of that kind, else None."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    bare = URL.sub("", text).strip(" .!:()[]>»→")
    if re.search(r"\bpdf\b", bare, re.I) and len(bare) <= 110 and PDF.fullmatch(bare):
        return "pdf"
    if COVERAGE.match(bare):
        return "coverage"
    return None


def split_closing(text: str) -> list[tuple[int, int]]:
    """Return the spans of both closing sentences in a line, or one span for any other line."""
    if len(text) <= 2 * LONGEST and (cut := BOTH.search(text)):
        spans = [(0, cut.start()), (cut.end(), len(text))]
        if all(read_closing(text[start:end]) for start, end in spans):
            return spans
    return [(0, len(text))]


def printed_url(text: str) -> str | None:
    found = URL.search(text)
    return found.group() if found else None
