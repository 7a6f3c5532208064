"""An editor's corrections to how a document was read: ordered steps, stored with it, that can be undone one by one.

A step is one of
    {"pin": "section", "lines": [[12, "Trade"]], "along": [[30, "Trade"]], "like": {"place": [[41, "Ports"]]}}
    {"set": {"title": "…", "authors": ["…"], "date": "2025-05-03", "label": "…"}, "at": [12, "Trade"]}
    {"leave": "article", "at": [12, "Trade"]}        # or a section, a point
    {"text": {…}, "steps": […]}                      # the text was edited; both as they were before
Lines are identified by number and words, so that the steps find them again in the document's next version.
"""

from datetime import date
from difflib import SequenceMatcher

from importing.lines import Document, Place
from importing.outline import ArticleOutline, Outline

PLACES = {
    place.name.lower(): place
    for place in (
        Place.TITLE, Place.INTRO, Place.SELECTION, Place.SECTION, Place.ARTICLE, Place.BYLINE, Place.DATE, Place.LABEL,
        Place.POINT, Place.CONTINUED, Place.OTHER, Place.PDF, Place.COVERAGE,
    )
}  # fmt: skip
KEYS = dict(zip(PLACES, "tihsabdlpcxfm", strict=True))
MOST_STEPS = 2_000


def pins_of(steps: list[dict]) -> dict[int, Place]:
    """Return the place pinned for each line number. Later steps win."""
    return {number: PLACES[step["pin"]] for step in steps if "pin" in step for number, _words in lines_of(step)}


def lines_of(step: dict) -> list[list]:
    """Return the lines that a pin names: those selected, and those like them."""
    return [*step["lines"], *step.get("along", [])]


def amend(outline: Outline, steps: list[dict]) -> Outline:
    """Apply the steps to `outline`: edited values and omitted parts. Changes and returns it."""
    for step in steps:
        if "set" in step:
            _set(outline, step["set"], *step["at"])
        elif "leave" in step:
            _leave(outline, step["leave"], *step["at"])
    return outline


def _set(outline: Outline, values: dict, number: int, words: str) -> None:
    if number == outline.line and values.get("title"):
        outline.title = values["title"]
        return
    parts = _articles(outline) if "authors" in values else outline.sections
    for part in [part for part in parts if part.line == number]:
        part.title = values.get("title") or part.title
        if isinstance(part, ArticleOutline):
            part.authors = list(values["authors"])
            part.date = date.fromisoformat(values["date"]) if values["date"] else None
            part.summary_label = values["label"] or None


def _leave(outline: Outline, what: str, number: int, words: str) -> None:
    if what == "section":
        outline.sections = [section for section in outline.sections if section.line != number or not section.title]
    elif what == "article":
        for section in outline.sections:
            section.articles = [article for article in section.articles if article.line != number]
    for article in _articles(outline) if what == "point" else []:
        article.summary = [point for point in article.summary if (point.line, point.text) != (number, words)]


def _articles(outline: Outline) -> list[ArticleOutline]:
    return [article for section in outline.sections for article in section.articles]


def carried(steps: list[dict], before: Document, after: Document) -> list[dict]:
    """Return the steps for another version of the document, matching each line by its words and the lines around it."""
    old = [[line.number, line.text.strip()] for line in before.lines if line.text.strip()]
    new = [[line.number, line.text.strip()] for line in after.lines if line.text.strip()]
    blocks = SequenceMatcher(None, [words for _, words in old], [words for _, words in new], autojunk=False)
    moved = {
        old[start + at][0]: new[into + at] for start, into, size in blocks.get_matching_blocks() for at in range(size)
    }
    kept = []
    for step in steps:
        if "pin" in step and (lines := [moved[number] for number, _ in lines_of(step) if number in moved]):
            kept.append({"pin": step["pin"], "lines": lines})
        elif "at" in step and step["at"][0] in moved:
            kept.append(step | {"at": [moved[step["at"][0]][0], step["at"][1]]})
    return kept


def said(step: dict) -> str:
    if "pin" in step:
        count, words = len(lines_of(step)), step["lines"][0][1][:60]
        more = f" and {count - 1} more" if count > 1 else ""
        return f"“{words}”{more}: {PLACES[step['pin']].value}"
    if "text" in step:
        return "The text was edited"
    if "set" in step:
        return f"“{step['at'][1][:60]}” was edited"
    return f"Left out the {step['leave']} “{step['at'][1][:60]}”"
