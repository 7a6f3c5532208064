"""Apply an outline to a draft's frozen data, keeping keys and everything that the document doesn't contain."""

from difflib import SequenceMatcher

from articles.models.desk import new_key
from importing.outline import ArticleOutline, Outline, Passage
from record.imprint import imprint_values, own_imprint
from text import prose

SAME_POINT = 0.6  # similarity from which one text counts as a correction of the other


def article_work(before: dict, outline: ArticleOutline, authors: list[dict]) -> dict:
    """Return `before` (a frozen article, or a blank one) with the document's values.

    If the document has no byline, date, label, points or address, the old value stays.
    """
    after = dict(before)
    after["title"] = outline.title
    after["authors"] = authors or before["authors"]
    after["published_on"] = outline.date.isoformat() if outline.date else before["published_on"]
    if outline.summary_label is not None:
        after["summary_label"] = outline.summary_label
    after["points"] = points(before["points"], outline.summary) if outline.summary else before["points"]
    for name in ("volume", "issue"):
        after[name] = getattr(outline, name) or before[name]
    after["source_url"] = outline.url or before["source_url"]
    after["imprint"] = own_imprint(before, imprint_values(outline.imprint, before["language"]))
    return after


def points(before: list[dict], passages: list[Passage]) -> list[dict]:
    """Return the passages as summary points. A point that is the same or corrected keeps its key."""
    left = list(before)
    found: list[dict | None] = []
    for passage in passages:
        same = next((point for point in left if prose.plain(point["text"]) == passage.text), None)
        if same:
            left.remove(same)
        found.append(same)
    after = []
    for passage, same in zip(passages, found, strict=True):
        corrected = None if same else _most_like(left, passage)
        if corrected:
            left.remove(corrected)
        key = corrected["key"] if corrected else new_key()
        after.append(same or {"key": key, "text": prose.clean_inline(passage.html)})
    return after


def _most_like(points: list[dict], passage: Passage) -> dict | None:
    alike = max(points, key=lambda point: _likeness(point, passage), default=None)
    return alike if alike and _likeness(alike, passage) >= SAME_POINT else None


def _likeness(point: dict, passage: Passage) -> float:
    return SequenceMatcher(None, prose.plain(point["text"]), passage.text, autojunk=False).quick_ratio()


def introduction(before: list[dict], passages: list[Passage]) -> list[str]:
    """Return the paragraphs. One with the same words keeps its markup."""
    kept = {prose.plain(block): block for block in before}
    return [kept.get(passage.text) or f"<p>{passage.html}</p>" for passage in passages]


def snapshot_work(before: dict, outline: Outline, title: str, articles: list[list[int]]) -> dict:
    """Return `before` (a frozen snapshot, or a blank one) with the document's texts, sections and order.

    `articles` holds the article ids of each section. Sections keep their keys by title, placements by article, even if
    moved.
    """
    after = dict(before)
    after["title"] = title
    after["introduction"] = introduction(before["introduction"], outline.intro)
    after["selection_heading"] = outline.selection_heading or ""
    after["pdf_label"] = outline.pdf_label or ""
    after["coverage_label"] = outline.more_coverage or ""
    after["imprint"] = own_imprint(before, imprint_values(outline.imprint, before["language"]))
    old_sections = {section["title"]: section for section in reversed(before["sections"])}
    pool: dict[int, list[dict]] = {}
    for section in before["sections"]:
        for placement in section["placements"]:
            pool.setdefault(placement["article"], []).append(placement)
    sections = []
    for section, ids in zip(outline.sections, articles, strict=True):
        old = old_sections.pop(section.title, None) or {"key": new_key(), "note": ""}
        sections.append(
            {
                "key": old["key"],
                "title": section.title,
                "note": old["note"],
                "placements": [pool[pk].pop(0) if pool.get(pk) else _placement(pk) for pk in ids],
            }
        )
    after["sections"] = sections
    return after


def _placement(article_id: int) -> dict:
    return {
        "key": new_key(),
        "article": article_id,
        "note": "",
        "title": "",
        "summary": [],
        "kept_edition": None,
        "kept_reason": "",
    }
