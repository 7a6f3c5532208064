"""“Did you mean”: words of the archive that are written much like what was sought.

A word is kept under itself and under each form with a letter left out, and a typed word is looked up by its own such
forms, so that a letter added, missing, wrong or exchanged with its neighbor is found by equality alone, in one query
(the method of symmetric deletion).
"""

from collections.abc import Callable, Iterable

from editorial.finding.index import Entry
from editorial.folding import fold
from editorial.models import ArchiveWord
from editorial.stemming import split

SHORTEST, LONGEST = 4, 24
MOST_CANDIDATES = 4
MOST_APART = 2


def forms_of(word: str) -> set[str]:
    """Return the word and each form of it with a letter left out."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def words_in(entry: Entry) -> set[str]:
    """Return the folded words of an edition that are worth offering: of its title and of what leads it."""
    found = {fold(word) for text in (*entry.texts.title, *entry.texts.lead) for word in split(text)}
    return {word for word in found if SHORTEST <= len(word) <= LONGEST and word.isalpha()}


def learn(words: Iterable[str]) -> None:
    """Keep the words that are not known yet."""
    words = set(words)
    known = set(ArchiveWord.objects.filter(form__in=words, word__in=words).values_list("word", flat=True))
    rows = [ArchiveWord(form=form, word=word) for word in sorted(words - known) for form in sorted(forms_of(word))]
    ArchiveWord.objects.bulk_create(rows, batch_size=5_000, ignore_conflicts=True)


def like(word: str) -> list[str]:
    """Return words of the archive that are written like `word` (folded), the likest first. One query."""
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    found = set(ArchiveWord.objects.filter(form__in=forms_of(word)).values_list("word", flat=True)) - {word}
    near = sorted((distance(word, each), each) for each in found)
    return [each for apart, each in near if apart <= MOST_APART][:MOST_CANDIDATES]


def distance(one: str, other: str) -> int:
    """Return how many letters must be added, left out, changed or exchanged with their neighbors (Damerau)."""
    before, row = [], list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, last, row = row, before, [place]
        for at, theirs in enumerate(other, 1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != theirs))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == theirs:
                cost = min(cost, last[at - 2] + 1)
            row.append(cost)
    return row[-1]


def meant(typed: str, finds: Callable[[str], int]) -> str:
    """Return `typed` with one word exchanged for one of the archive's that finds most; "" where none finds anything.

    `finds` says how much is found by words: it is asked a few times at the most.
    """
    best, most = "", 0
    for word in dict.fromkeys(typed.split()):
        letters = [fold(each) for each in split(word)]
        for each in like(letters[0]) if len(letters) == 1 and not word.startswith("-") else ():
            other = " ".join(each if part == word else part for part in typed.split())
            number = finds(other)
            if number > most:
                best, most = other, number
        if best:
            break
    return best
