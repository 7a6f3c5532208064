"""What an editor should look at in a finished outline: gaps, two spellings, claims that differ."""

import re
import unicodedata
from collections import defaultdict

from snapshot.importing.lines import Warning
from snapshot.importing.outline import Outline
from snapshot.importing.outlining.bylines import split_byline
from snapshot.importing.outlining.dates import read_date

FOLDED = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e"})


def check_outline(outline: Outline, claims: dict[str, str]) -> list[Warning]:
    """Return the warnings about what `outline` lacks, and about what metadata claims against it."""
    return [*_gaps(outline), *_spellings(outline), *_claims(outline, claims)]


def _gaps(outline: Outline) -> list[Warning]:
    found = []
    if not any(section.articles for section in outline.sections):
        found.append(Warning("no-articles", outline.line, f"No article was found in “{outline.title}”."))
    for section in outline.sections:
        if not section.title:
            found.append(
                Warning(
                    "no-section",
                    section.line,
                    f"No section heading stands above “{section.articles[0].title}”.",
                )
            )
        if not section.articles:
            found.append(Warning("empty-section", section.line, f"The section “{section.title}” has no article."))
        for article in section.articles:
            if not article.authors:
                found.append(Warning("no-author", article.line, f"No author was found for “{article.title}”."))
            if article.date is None:
                found.append(Warning("no-date", article.line, f"“{article.title}” has no date."))
            if not article.summary:
                found.append(Warning("no-summary", article.line, f"No summary was found for “{article.title}”."))
    return found


def fold_name(name: str) -> str:
    """Return `name` without case, accents, dots and dashes: equal for spellings that may be one person's."""
    bare = unicodedata.normalize("NFD", name.casefold().translate(FOLDED))
    bare = "".join(character for character in bare if not unicodedata.combining(character))
    return " ".join(re.sub(r"[^\w]+", " ", bare).split())


def _spellings(outline: Outline) -> list[Warning]:
    spelled: dict[str, dict[str, int]] = defaultdict(dict)
    for section in outline.sections:
        for article in section.articles:
            for name in article.authors:
                spelled[fold_name(name)].setdefault(name, article.line)
    pairs = [list(found.items())[:2] for found in spelled.values() if len(found) > 1]
    firsts = [next(iter(found.items())) for found in spelled.values()]
    by_last: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, line in firsts:
        by_last[(fold_name(name).split() or [""])[-1]].append((name, line))
    for group in by_last.values():
        pairs += [
            [group[i], group[j]]
            for i in range(len(group))
            for j in range(i + 1, len(group))
            if _may_be_one(group[i][0], group[j][0])
        ]
    return [
        Warning(
            "name-spelling",
            max(first[1], second[1]),
            f"“{first[0]}” and “{second[0]}” may be one person; both spellings were kept.",
        )
        for first, second in pairs
    ]


def _may_be_one(first: str, second: str) -> bool:
    """Say whether two names with one last name differ by initials only ("J. Roe", "Jane Roe", "Jane A. Roe")."""
    short, long = sorted((fold_name(first).split()[:-1], fold_name(second).split()[:-1]), key=len)
    if not short or not any(len(word) == 1 for word in [*short, *long]):
        return False
    if short[0][0] != long[0][0] or (short[0] != long[0] and 1 not in (len(short[0]), len(long[0]))):
        return False
    rest = iter(long[1:])
    return all(
        any(word[0] == other[0] and (word == other or 1 in (len(word), len(other))) for other in rest)
        for word in short[1:]
    )


def _claims(outline: Outline, claims: dict[str, str]) -> list[Warning]:
    articles = [article for section in outline.sections for article in section.articles]
    found = []
    title = claims.get("title", "").strip()
    if title and not _same_title(title, [outline.title]):
        found.append(("title", title))
    shown = {fold_name(name) for article in articles for name in article.authors}
    claimed = split_byline(claims.get("authors", "")).names if claims.get("authors", "").strip() else []
    if claimed and not any(fold_name(name) in shown for name in claimed):
        found.append(("authors", claims["authors"].strip()))
    day = claims.get("date", "").strip()
    if day:
        read = read_date(day)
        if not read or read.value is None or read.value not in {article.date for article in articles}:
            found.append(("date", day))
    return [
        Warning(
            "metadata-differs",
            0,
            f"The document's metadata says {what} “{words}”, which its text does not show; the text was taken.",
        )
        for what, words in found
    ]


def _same_title(claimed: str, shown: list[str]) -> bool:
    """Say whether metadata names the title shown, with or without a site's name behind it."""
    bare = fold_name(claimed)
    return any(
        bare == fold_name(title) or bare.startswith(fold_name(title) + " ") or fold_name(title).endswith(" " + bare)
        for title in shown
    )
