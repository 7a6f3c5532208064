"""The context of the import page: the outline with its choices, and the source with how each line was read."""

from collections import Counter

from importing import totals
from importing.corrections import KEYS, PLACES, pins_of, said
from importing.likeness import AGAIN
from importing.lines import Document, Place, Role
from importing.matching import Plan, Status, snapshot_status
from importing.models import ImportedDocument
from importing.outline import Outline
from importing.report import UNSURE
from importing.review import ReviewForm
from importing.versions import versions


def review_context(kept: ImportedDocument, document: Document, plan: Plan, form: ReviewForm) -> dict:
    outline = plan.outline
    steps = kept.corrections
    return {
        "form": form,
        "plan": plan,
        "status": snapshot_status(plan),
        "sections": _sections(plan, form),
        "source": _source(document, outline, steps),
        "warned": [warning for warning in outline.warnings if warning.code != "doubtful"],
        "confidence": round(outline.confidence * 100),
        "held": totals.document_totals(plan),
        "brought": totals.brought_by(plan),
        "open_questions": totals.open_questions(plan),
        "kept": kept,
        "places": [{"name": name, "words": place.value, "key": KEYS[name]} for name, place in PLACES.items()],
        "steps": [said(step) for step in steps],
        "along": _counted(steps[-1].get("along", [])) if steps else None,
        "again": _again(steps[-1]) if steps else [],
    }


def _again(step: dict) -> list[dict]:
    """Return the lines similar to the last pinned ones, for the offer to pin them too."""
    like = step.get("like", {})
    return [{"name": name, "words": words} | _counted(like[name]) for name, words in AGAIN.items() if like.get(name)]


def _counted(lines: list[list]) -> dict | None:
    return {"count": len(lines), "examples": [words for _number, words in lines[:3]]} if lines else None


def _sections(plan: Plan, form: ReviewForm) -> list[dict]:
    """Return the sections with their matched articles. The choice is at an article's first placement."""
    shown: set[int] = set()
    points: Counter = Counter()
    sections = []
    for section, place in zip(plan.outline.sections, plan.places, strict=True):
        entries = []
        for number, outline in zip(place, section.articles, strict=True):
            match = plan.articles[number]
            numbered = []
            for point in outline.summary:
                numbered.append({"text": point.text, "value": f"point:{point.line}:{points[point.line]}"})
                points[point.line] += 1
            is_first = number not in shown
            shown.add(number)
            entries.append(
                {
                    "match": match,
                    "outline": outline,
                    "points": numbered,
                    "topics": [one.name for one in match.subjects]
                    if match.status in (Status.NEW, Status.UNSURE)
                    else [],
                    "choice": form.article(match) if is_first else None,
                    "versions": versions(match) if is_first else [],
                    "authors": "\n".join(outline.authors),
                    "author_rows": len(outline.authors) + 1,
                    "is_unsure": outline.confidence < UNSURE,
                    "confidence": round(outline.confidence * 100),
                }
            )
        sections.append({"title": section.title, "line": section.line, "entries": entries})
    return sections


def _source(document: Document, outline: Outline, steps: list[dict]) -> list[dict]:
    """Return the document's lines, each with how it was read and its warnings."""
    told: dict[int, list] = {}
    for warning in outline.warnings:
        told.setdefault(warning.line, []).append(warning)
    pinned = pins_of(steps)
    lines = [
        {
            "number": line.number,
            "text": line.text,
            "role": line.role.value,
            "warnings": told.pop(line.number, []),
            "is_pinned": line.number in pinned,
            "places": ", ".join(dict.fromkeys(place.value for place in outline.places.get(line.number, [Place.OTHER])))
            if line.role is not Role.BLANK
            else "",
        }
        for line in document.lines
    ]
    rest = [
        {"number": number, "text": "", "role": "text", "warnings": about, "places": ""}
        for number, about in told.items()
        if number > 0
    ]
    return sorted(lines + rest, key=lambda line: line["number"])
