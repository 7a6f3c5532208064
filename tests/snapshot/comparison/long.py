"""Long contents, made without a database: for measuring, and for what must not break when there is much."""

import random
from copy import deepcopy

from record.imprint import EMPTY

WORDS = [f"word{n}" for n in range(3_000)]


def long_content(count: int) -> dict:
    """Return a snapshot's content of `count` articles with three points each, in six sections."""
    draw = random.Random(1)
    placements = [
        {"key": f"k{n}", "article": n, "note": "", "title": "", "summary": [], "kept_edition": None, "kept_reason": ""}
        for n in range(count)
    ]
    texts = ("slug", "standfirst", "selection_heading", "pdf_label", "coverage_label", "doi")
    work = {
        "schema": "snapshot/1", "title": "Long", "language": "en", "published_on": None, "series": None,
        **dict.fromkeys(texts, ""), "coverage": None, "translation_of": None, "compilers": [], "topics": [], "tags": [],
        "imprint": EMPTY,
        "picture": None, "attachments": [], "introduction": [f"<p>{_words(draw, 80)}</p>" for _ in range(6)],
        "sections": [
            {"key": f"s{n}", "title": f"Section {n}", "note": "", "placements": placements[n::6]} for n in range(6)
        ],
    }  # fmt: skip
    entries = {f"k{n}": _entry(draw, n) for n in range(count)}
    return {"work": work, "edition": {"published_on": "2026-01-01", "entries": entries}}


def _entry(draw: random.Random, number: int) -> dict:
    return {
        "article": number, "id": number + 1, "number": 1, "digest": str(number), "title": _words(draw, 9),
        "slug": f"article-{number}", "published_on": "2026-01-01", "summary_label": "Executive Summary",
        "authors": [{"id": number % 20, "name": f"Name {number % 20}", "slug": f"name-{number % 20}"}],
        "points": [{"key": f"p{number}-{n}", "text": _words(draw, 45)} for n in range(3)],
        "series": None, "source_url": "", "has_body": False, "language": "en",
    }  # fmt: skip


def shuffled(content: dict, share: int) -> dict:
    """Return a copy in which one article of every `share` is reworded in two places of each point, and moved."""
    draw, copied = random.Random(2), deepcopy(content)
    for number, entry in enumerate(copied["edition"]["entries"].values()):
        if number % share == 0:
            entry["number"] = 2
            for point in entry["points"]:
                words = point["text"].split()
                words[draw.randrange(45)] = words[draw.randrange(45)] = "another"
                point["text"] = " ".join(words)
    sections = copied["work"]["sections"]
    for section in sections:
        moving = [each for each in section["placements"] if int(each["key"][1:]) % share == 0]
        section["placements"] = [each for each in section["placements"] if each not in moving]
        for each in moving:
            draw.choice(sections)["placements"].insert(0, each)
    return copied


def _words(draw: random.Random, count: int) -> str:
    return " ".join(draw.choices(WORDS, k=count))
