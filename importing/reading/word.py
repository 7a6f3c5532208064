"""Word → Document: a child process converts the file to HTML, which is read like a web page."""

import io
from itertools import groupby

from importing.lines import Document, Unreadable, Warning
from importing.reading.cleaning import quoted
from importing.reading.web.pagelines import PageLines
from importing.reading.web.webpage import tag_lines, told
from importing.word_child.package import open_package
from media.child_process import Broke, TookTooLong, ask_child

SECONDS = 60  # wall-clock time; the child limits its own CPU time, so a busy machine doesn't refuse a valid file
MOST_HTML = 12_000_000


def read_word(data: bytes) -> Document:
    """Return the lines of a Word file, numbered by paragraph. Raises Unreadable."""
    open_package(io.BytesIO(data), len(data)).close()
    answer = _run_child(data)
    page = tag_lines(answer["html"], is_fragment=True)
    warnings = told(page.reports, len(page.blocks)) + _child_warnings(page, answer)
    lines = [block.line for block in page.blocks if not block.region]
    return Document("word", lines, sorted(warnings, key=lambda warning: warning.line))


def _child_warnings(page: PageLines, answer: dict) -> list[Warning]:
    """Return warnings for what the child left out, at the lines with their numbers."""
    reports = answer["reports"]
    lines = {mark: block.line.number for block in page.blocks for mark in block.marks}
    last = len(page.blocks)
    placed = [(lines.get(mark, last if mark < answer["placed"] else 0), *report) for mark, report in enumerate(reports)]
    warnings = []
    for (line, code, what), run in groupby(placed, key=lambda report: report[:3]):
        words = " … ".join(filter(None, (words for *_, words in run)))
        warnings.append(Warning(code, line, f"{what}: {quoted(words, 120)}." if words else f"{what}."))
    insertions, deletions, moves = answer["changes"]
    if insertions or deletions or moves:
        first = next((words for code, _, words in reports if code == "tracked-changes"), "")
        said = (
            f"It has tracked changes: {insertions} inserted and taken, {deletions} deleted and dropped, {moves} moved."
        )
        said += f" The first deleted words are {quoted(first)}." if first else ""
        warnings.append(Warning("tracked-changes", 0, said))
    return warnings


def _run_child(data: bytes) -> dict:
    """Return the child's answer. Raises Unreadable, including when the child refuses the file or times out."""
    try:
        answer = ask_child("importing.word_child", data, SECONDS)
    except TookTooLong as late:
        raise Unreadable("too-large", "It is a Word file that takes too long to read.") from late
    except Broke as error:
        raise Unreadable("too-large", "It is a Word file that takes too much time or memory to read.") from error
    if "error" in answer:
        raise Unreadable(*answer["error"])
    if len(answer["html"]) > MOST_HTML:
        raise Unreadable("too-large", "It is a Word file with more text than an import may have.")
    return answer
