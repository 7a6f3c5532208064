"""Turn an editor's input on the import page into a correction step (importing/corrections.py)."""

from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from importing.corrections import MOST_STEPS, PLACES, pins_of
from importing.likeness import AGAIN, alike, along, lines_at
from importing.lines import Document
from importing.outline import ArticleOutline, Outline

LONGEST_WORDS = 1_000
ACTS = ("pin", "like", "set", "leave")


class NotTaken(Exception):
    """A correction that can't be made. The message says why."""


def step_from(sent: QueryDict, document: Document, outline: Outline, steps: list[dict]) -> dict:
    """Return the step for the submitted form. Raises NotTaken."""
    if len(steps) >= MOST_STEPS:
        raise NotTaken(_("This import has as many corrections as it can hold. Edit the text instead."))
    act = next(name for name in ACTS if name in sent)
    return {"pin": _pin, "like": _like, "set": _set, "leave": _leave}[act](sent, document, outline, steps)


def _pin(sent: QueryDict, document: Document, outline: Outline, steps: list[dict]) -> dict:
    place = sent["pin"] if sent["pin"] in PLACES else sent.get("as", "")
    numbers = [int(number) for number in sent.getlist("line") if number.isdecimal() and len(number) < 8]
    lines = lines_at(document, numbers)
    if not lines:
        raise NotTaken(_("Select at least one line of the document."))
    if place not in PLACES:
        raise NotTaken(_("Choose what the selected lines are."))
    chosen = [number for number, _words in lines]
    like = alike(document, chosen)
    taken = [] if "only" in sent else along(document, outline, chosen, pins_of(steps))
    offered = {name: [line for line in like.get(name, []) if line not in taken] for name in AGAIN}
    offered = {name: found for name, found in offered.items() if found}
    return {"pin": place, "lines": lines, "like": offered} | ({"along": taken} if taken else {})


def _like(sent: QueryDict, document: Document, outline: Outline, steps: list[dict]) -> dict:
    last = steps[-1] if steps else {}
    lines = last.get("like", {}).get(sent["like"])
    if not lines:
        raise NotTaken(_("Those lines cannot be found any more."))
    return {"pin": last["pin"], "lines": lines}


def _set(sent: QueryDict, document: Document, outline: Outline, steps: list[dict]) -> dict:
    kind, number = _named(sent["set"])
    part = _part(outline, kind, number)
    values: dict = {"title": " ".join(sent.get(f"{kind}-{number}-title", "").split())[:LONGEST_WORDS]}
    if not values["title"]:
        raise NotTaken(_("Enter a title, or leave it out."))
    if isinstance(part, ArticleOutline):
        names = (" ".join(name.split()) for name in sent.get(f"article-{number}-authors", "").splitlines())
        values["authors"] = [name[:200] for name in names if name][:100]
        values["date"] = sent.get(f"article-{number}-date", "").strip()
        values["label"] = " ".join(sent.get(f"article-{number}-label", "").split())[:LONGEST_WORDS].rstrip(":： ")
        try:
            date.fromisoformat(values["date"] or "2000-01-01")
        except ValueError:
            raise NotTaken(_("“%s” is not a valid date.") % values["date"]) from None
    return {"set": values, "at": [number, getattr(part, "title", "")]}


def _leave(sent: QueryDict, document: Document, outline: Outline, steps: list[dict]) -> dict:
    kind, number = _named(sent["leave"])
    if kind != "point":
        return {"leave": kind, "at": [number, _part(outline, kind, number).title]}
    at = sent["leave"].rpartition(":")[2]
    articles = [article for section in outline.sections for article in section.articles]
    points = [point for article in articles for point in article.summary if point.line == number]
    if not at.isdecimal() or int(at) >= len(points):
        raise NotTaken(_("That part of the document cannot be found any more."))
    return {"leave": "point", "at": [number, points[int(at)].text]}


def _named(value: str) -> tuple[str, int]:
    kind, _colon, rest = value.partition(":")
    number = rest.partition(":")[0]
    if kind not in ("title", "section", "article", "point") or not number.isdecimal() or len(number) > 7:
        raise NotTaken(_("That part of the document cannot be found any more."))
    return kind, int(number)


def _part(outline: Outline, kind: str, number: int):
    articles = [article for section in outline.sections for article in section.articles]
    among = {"title": [outline], "section": outline.sections, "article": articles}.get(kind, [])
    found = next((part for part in among if part.line == number), None)
    if found is None:
        raise NotTaken(_("That part of the document cannot be found any more."))
    return found
