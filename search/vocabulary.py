"""“Did you mean”: words of the archive that are spelled much like the search.

Each word is stored under itself and under each form with one letter left out. A typed word is looked up by the same
forms, so one query by equality finds a letter that was added, omitted, wrong or swapped with its neighbor (symmetric
deletion).
"""

from collections.abc import Callable, Iterable

from django.db import connection
from django.db.models import F

from search.index import Entry
from search.models import ArchiveWord
from search.stemming import words_of

SHORTEST, LONGEST = 4, 24
MOST_CANDIDATES = 4
MOST_APART = 2


def forms_of(word: str) -> set[str]:
    """Return the word and each form with one letter left out."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def words_in(entry: Entry) -> set[str]:
    """Return the folded words of an edition's title and lead that are worth suggesting."""
    found = {word for text in (*entry.texts.title, *entry.texts.lead) for word in words_of(text)}
    return {word for word in found if SHORTEST <= len(word) <= LONGEST and not any(map(str.isnumeric, word))}


def learn(words: Iterable[str]) -> None:
    """Keep the words under their forms. Two queries, without models: an edition brings thousands of forms."""
    words = set(words)
    known = set(ArchiveWord.objects.filter(form__in=words, word=F("form")).values_list("word", flat=True))
    rows = [(form, word) for word in sorted(words - known) for form in sorted(forms_of(word))]
    if rows:
        table = connection.ops.quote_name(ArchiveWord._meta.db_table)
        sql = f"INSERT INTO {table} (form, word) {{}} ON CONFLICT DO NOTHING"
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.executemany(sql.format("VALUES (%s, %s)"), rows)
            else:
                columns = [list(column) for column in zip(*rows, strict=True)]
                cursor.execute(sql.format("SELECT * FROM unnest(%s::text[], %s::text[])"), columns)


def like(word: str) -> list[str]:
    """Return words of the archive with a similar spelling to `word` (folded), most similar first. Runs one query."""
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    found = set(ArchiveWord.objects.filter(form__in=forms_of(word)).values_list("word", flat=True)) - {word}
    near = sorted((distance(word, each), each) for each in found)
    return [each for apart, each in near if apart <= MOST_APART][:MOST_CANDIDATES]


def distance(one: str, other: str) -> int:
    """Return the Damerau distance: how many letters must be added, removed, changed or swapped with a neighbor."""
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
    """Return `typed` with one word replaced by the similar word that finds most; "" if none finds anything.

    `finds` returns the number of results for words; it is called only a few times.
    """
    best, most = "", 0
    for word in dict.fromkeys(typed.split()):
        letters = words_of(word)
        for each in like(letters[0]) if len(letters) == 1 and not word.startswith("-") else ():
            other = " ".join(each if part == word else part for part in typed.split())
            number = finds(other)
            if number > most:
                best, most = other, number
        if best:
            break
    return best
