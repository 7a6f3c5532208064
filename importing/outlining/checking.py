"""Warnings about a finished outline: gaps, inconsistent spellings, conflicts with metadata."""

import re
import unicodedata
from collections import defaultdict
from itertools import combinations

from importing.lines import Warning
from importing.outline import Outline
from importing.outlining.bylines import split_byline
from importing.outlining.dates import read_date

FOLDED = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e"})

LONG_WORD = 5  # in shorter words one letter makes a different name (Jane, June)


def check_outline(outline: Outline, claims: dict[str, str]) -> list[Warning]:
    """Return warnings about missing parts of `outline` and about conflicts with the document's metadata."""
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
    """Return `name` without case, accents, dots and dashes, so that spellings of one person's name compare equal."""
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
    alike: dict[tuple[int, str], list[tuple[str, int]]] = defaultdict(list)
    for name, line in firsts:
        words = fold_name(name).split() or [""]
        alike[0, words[0]].append((name, line))
        alike[-1, words[-1]].append((name, line))
        alike[1, "".join(words)].append((name, line))
    for (end, _), group in alike.items():
        pairs += [
            [first, second]
            for first, second in combinations(group, 2)
            if end == 1 or _is_near(first[0], second[0]) or (end == -1 and _may_be_one(first[0], second[0]))
        ]
    pairs = {frozenset(name for name, _ in pair): pair for pair in pairs}.values()
    return [
        Warning(
            "name-spelling",
            max(first[1], second[1]),
            f"“{first[0]}” and “{second[0]}” may be one person; both spellings were kept.",
        )
        for first, second in pairs
    ]


def _is_near(first: str, second: str) -> bool:
    """Return whether two names differ by one typo in one long word ("Kowalczyk", "Kowalczyck")."""
    ours, theirs = fold_name(first).split(), fold_name(second).split()
    if len(ours) != len(theirs):
        return False
    other = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    return len(other) == 1 and max(map(len, other[0])) >= LONG_WORD and _is_one_slip(*other[0])


def _is_one_slip(first: str, second: str) -> bool:
    """Return whether the words differ by one added, missing or changed letter or two swapped letters."""
    short, long = sorted((first, second), key=len)
    start = next((at for at, (one, two) in enumerate(zip(short, long, strict=False)) if one != two), len(short))
    rest, longer = short[start:], long[start:]
    if len(short) < len(long):
        return rest == longer[1:]
    return rest[1:] == longer[1:] or (rest[2:] == longer[2:] and rest[:2] == longer[1::-1])


def _may_be_one(first: str, second: str) -> bool:
    """Return whether two names with one last name differ only by initials ("J. Roe", "Jane Roe", "Jane A. Roe")."""
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
    """Return whether the metadata has the title shown, with or without the site's name after it."""
    bare = fold_name(claimed)
    return any(
        bare == fold_name(title) or bare.startswith(fold_name(title) + " ") or fold_name(title).endswith(" " + bare)
        for title in shown
    )
