"""Articles and sections recently removed from a snapshot, with the operation that restores each."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article
from snapshot.desk.board import article_cards
from snapshot.desk.structure import Structure
from snapshot.models import DeskAct, Snapshot

LATELY = timedelta(days=7)
MOST_ACTS = 200
REMOVING = ("remove", "remove_section")


def recently_removed(snapshot: Snapshot, at: datetime, lately: timedelta = LATELY) -> list[dict]:
    """Return removed articles and sections that are not back, the latest first.

    Each has `kind` (article, section), `title`, `where` it was, `cards` (for a section: its articles), `by`, `at`, and
    `operation`, which the client sends back unchanged. An article whose section is also gone is restored at the end of
    the last section.
    """
    structure = Structure(snapshot)
    acts = DeskAct.objects.filter(snapshot=snapshot, at__gte=at - lately).order_by("-number")[:MOST_ACTS]
    removals = [act for act in acts if act.forward["op"] in REMOVING]
    articles = {item["article"] for act in removals for item in _placements(act)}
    cards = article_cards(articles, at)
    placed = set(Article.objects.filter(placements__section__snapshot=snapshot).values_list("pk", flat=True))
    titles = dict(snapshot.sections.values_list("key", "title")) | _old_titles(removals)
    found, seen = [], set(placed)
    for act in removals:
        for entry in _entries(act, structure, titles, seen):
            inside = [cards[pk] for pk in entry.pop("articles") if pk in cards]
            if entry["kind"] == "article" and not inside:
                continue
            title = entry["title"] or (inside[0]["title"] if entry["kind"] == "article" else _("Untitled section"))
            found.append(entry | {"title": title, "cards": inside, "by": act.by_name, "at": act.at.isoformat()})
    return found


def _placements(act: DeskAct) -> list[dict]:
    inverse = act.inverse
    return inverse["placements"] if inverse["op"] == "add_section" else [item["placement"] for item in inverse["items"]]


def _old_titles(removals: list[DeskAct]) -> dict[str, str]:
    sections = [act.inverse["section"] for act in removals if act.inverse["op"] == "add_section"]
    return {section["key"]: section["title"] for section in sections}


def _entries(act: DeskAct, structure: Structure, titles: dict[str, str], seen: set[int]) -> list[dict]:
    """Return what one act removed and is still missing. `seen`: ids of articles that are present or already listed."""
    inverse = act.inverse
    if inverse["op"] == "add_section" and inverse["section"]["key"] not in structure.section_pks:
        back = [item for item in inverse["placements"] if item["article"] not in seen]
        seen |= {item["article"] for item in back}
        return [
            {
                "kind": "section",
                "title": inverse["section"]["title"],
                "where": ngettext("a section of %d article", "a section of %d articles", len(back)) % len(back),
                "articles": [item["article"] for item in back],
                "operation": {**inverse, "placements": back},
            }
        ]
    items = inverse.get("items") or [
        {"placement": item, "section": inverse["section"]["key"], "before": None} for item in inverse["placements"]
    ]
    entries = []
    for item in items:
        article = item["placement"]["article"]
        home = item["section"] if item["section"] in structure.section_pks else next(reversed(structure.sections), None)
        if article in seen or home is None:
            continue
        seen.add(article)
        entries.append(
            {
                "kind": "article",
                "title": "",
                "where": titles.get(item["section"], "") or _("Untitled section"),
                "articles": [article],
                "operation": {"op": "place", "items": [{**item, "section": home}]},
            }
        )
    return entries
