"""Check the outline as a whole: features that no real snapshot has show that it was misread."""

import re
from collections import Counter

from importing.lines import Warning
from importing.outline import ArticleOutline, Outline
from importing.outlining.dates import read_date
from importing.outlining.impressions import sentence_score

LOOK = "look at the structure"
FEW = 3  # with fewer articles, half of them means little


def doubts_about(outline: Outline) -> list[Warning]:
    """Return warnings about the reading as a whole. A document with any is never published without review."""
    articles = [article for section in outline.sections for article in section.articles]
    titles = Counter(article.title.casefold() for article in articles)
    sections = {section.title.casefold() for section in outline.sections if section.title}
    names = {name.casefold() for article in articles for name in article.authors}
    checks = [
        ("have no author", [one for one in articles if not one.authors]),
        ("have no date", [one for one in articles if not one.date]),
        ("have no summary", [one for one in articles if not one.summary]),
    ]
    said = [
        f"{_share(len(found), len(articles))} of the articles {what}: {LOOK}. The first is “{found[0].title}”."
        for what, found in checks
        if len(articles) >= FEW and 2 * len(found) >= len(articles)
    ]
    for article in articles:
        said += _odd(article, titles, sections, names)
    empty = [section for section in outline.sections if not section.articles]
    if len(empty) > 1 and 2 * len(empty) >= len(outline.sections):
        many = _share(len(empty), len(outline.sections))
        said.append(f"{many} of the sections have no article: {LOOK}. The first is “{empty[0].title}”.")
    return [Warning("doubtful", 0, sentence) for sentence in dict.fromkeys(said)]


def _odd(article: ArticleOutline, titles: Counter, sections: set[str], names: set[str]) -> list[str]:
    said = []
    for name in article.authors:
        if re.search(r"\d", name):
            said.append(f"The author “{name}” of “{article.title}” has digits: {LOOK}.")
        elif titles[name.casefold()]:
            said.append(f"“{name}” is an author of “{article.title}” and the title of an article: {LOOK}.")
    day = read_date(article.title)
    if day and not day.is_weak:
        said.append(f"An article has the date “{article.title}” for its title: {LOOK}.")
    elif article.title.casefold() in names and not article.authors:
        said.append(f"An article has the name of an author, “{article.title}”, for its title: {LOOK}.")
    elif sentence_score(article.title) >= 0.9:
        said.append(f"An article has a paragraph for its title, “{article.title[:80]} …”: {LOOK}.")
    return said


def _share(found: int, count: int) -> str:
    return "All" if found == count else "Half" if 2 * found == count else f"{found} of {count}" if found < 2 else "Most"


def confidence_of(outline: Outline) -> float:
    """Return the confidence in the reading, 0 to 1: the mean of its parts, halved if there are doubts."""
    parts = [section.confidence for section in outline.sections]
    parts += [article.confidence for section in outline.sections for article in section.articles]
    mean = sum(parts) / len(parts) if parts else 0.5
    return round(mean / 2 if outline.doubts else mean, 2)
