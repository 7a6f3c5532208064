"""PDF, OpenDocument and rich text → Document, read in a child process."""

import re
from collections import Counter, defaultdict
from itertools import groupby

from importing.lines import Document, Line, Role, Unreadable, Warning
from importing.reading.cleaning import quoted, squeezed
from importing.reading.inline import links_in
from importing.reading.plaintext import read_text
from importing.reading.web.webpage import tag_lines, told
from media.child_process import Broke, TookTooLong, ask_child
from text.prose import escape

SECONDS = 90  # wall-clock time; the child limits its own CPU time, so a busy machine doesn't refuse a valid file
NAMES = {"pdf": "a PDF", "odt": "an OpenDocument text", "rtf": "a rich text file (RTF)"}
LARGER = 1.12  # times the body size: a heading
NUMBER = re.compile(r"\d+")


def read_document(data: bytes, kind: str) -> Document:
    """Return the lines of a file of `kind` ("pdf", "odt", "rtf"). Raises Unreadable."""
    try:
        answer = ask_child("importing.document_child", data, SECONDS, kind)
    except (TookTooLong, Broke) as ended:
        raise Unreadable("too-large", f"It is {NAMES[kind]} that takes too much time or memory to read.") from ended
    if "error" in answer:
        raise Unreadable(*answer["error"])
    if kind == "rtf":
        return read_text(answer["text"])
    return _structured(answer, "pdf" if kind == "pdf" else "word") if "html" in answer else _pdf(answer["lines"])


def _structured(answer: dict, form: str) -> Document:
    """Return the lines of a file whose own markup says what is what."""
    page = tag_lines(answer["html"], is_fragment=True)
    lines = {mark: block.line.number for block in page.blocks for mark in block.marks}
    warnings = [
        Warning(code, lines.get(number, len(page.blocks)), f"{what}: {quoted(words, 120)}.")
        for number, (code, what, words) in enumerate(answer["reports"])
    ]
    warnings += told(page.reports, len(page.blocks))
    kept = [block.line for block in page.blocks if not block.region]
    return Document(form, kept, sorted(warnings, key=lambda warning: warning.line))


def _pdf(rows: list[list]) -> Document:
    """Return the lines of a PDF: running heads become warnings, larger type headings; wrapped headings are rejoined."""
    heads = _running_heads(rows)
    dropped: dict[str, list[int]] = defaultdict(list)
    weights: Counter = Counter()
    for _, text, size, *_ in rows:
        weights[size] += len(text)
    body = weights.most_common(1)[0][0]
    levels = {
        size: level for level, size in enumerate(sorted((s for s in weights if s > LARGER * body), reverse=True), 1)
    }
    lines: list[Line] = []
    page = 0
    for number, (on, text, size, is_apart, _) in enumerate(rows, start=1):
        if number - 1 in heads:
            dropped[NUMBER.sub("#", text)].append(number)
            continue
        before = lines[-1] if lines else None
        words = squeezed(text)
        level = min(levels.get(size, 0), 6)
        if level and before and before.level == level and not is_apart and on == page:
            lines[-1] = Line(
                before.number, f"{before.text} {words}", escape(f"{before.text} {words}"), Role.HEADING, level
            )
            continue
        if is_apart and on == page:
            lines.append(Line(number, "", "", Role.BLANK))
        lines.append(Line(number, words, escape(words), Role.HEADING if level else Role.TEXT, level, links_in(words)))
        page = on
    warnings = [
        Warning("furniture", found[0], f"{quoted(rows[found[0] - 1][1])} was taken for a running head and left out.")
        for found in dropped.values()
    ]
    return Document("pdf", lines, warnings)


def _running_heads(rows: list[list]) -> set[int]:
    """Return what is at the edges of pages: numbers, and words repeated on several pages."""
    pages: dict[str, set[int]] = defaultdict(set)
    for page, text, _, _, at_edge in rows:
        if at_edge:
            pages[NUMBER.sub("#", text.casefold())].add(page)
    found = set()
    for _, run in groupby(range(len(rows)), key=lambda at: rows[at][0]):
        on_page = list(run)
        for at in {*on_page[:3], *on_page[-3:]}:
            shape = NUMBER.sub("#", rows[at][1].casefold())
            if rows[at][4] and (len(pages[shape]) > 1 or shape.strip(" -–—|") in ("#", "page #", "# / #", "# of #")):
                found.add(at)
    return found
