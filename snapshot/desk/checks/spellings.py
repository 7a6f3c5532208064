"""Checks for a name or place spelled two ways in one snapshot."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

from record.findings import Finding
from search.spellings import spellings as kept_spellings
from snapshot.desk.findings import check
from snapshot.desk.material import Material
from snapshot.desk.spelling import DASHES, names_in, sound_of, spelling_of
from text import prose

sound = lru_cache(maxsize=20_000)(sound_of)


@check
def names_are_spelt_one_way(material: Material) -> Iterator[Finding]:
    """A name has one spelling in titles, summaries, bylines and the snapshot's texts. Dashes and accents count."""
    spellings: dict[str, Counter] = defaultdict(Counter)
    places: dict[str, str] = {}
    dictionary = kept_spellings()
    for about, name in _names(material):
        spellings[sound(dictionary.key(name) or name)][name] += 1
        places.setdefault(name, about)
    for names in spellings.values():
        if len({spelling_of(name) for name in names}) < 2:
            continue
        usual, *others = _one_of_each(names)
        if all(" " in name and not _is_compound(name) for name in names):
            continue  # a pair of words matters only if another spelling joins them; each is compared alone
        for other in others:
            words = _("“%(other)s” is spelled “%(usual)s” elsewhere in this snapshot.")
            yield Finding("two-spellings", words % {"other": other, "usual": usual}, about=places[other])


def _one_of_each(names: Counter) -> list[str]:
    """Return one name per spelling, the most frequent first."""
    uses = Counter()
    example: dict[str, str] = {}
    for name, count in names.items():
        uses[spelling_of(name)] += count
        example.setdefault(spelling_of(name), name)
    return [example[spelling] for spelling, _count in uses.most_common()]


def _is_compound(name: str) -> bool:
    return any(dash in name for dash in DASHES)


def _names(material: Material) -> Iterator[tuple[str, str]]:
    own = material.snapshot
    for field in ("title", "selection_heading", "coverage_label", "introduction"):
        yield from ((f"snapshot:{field}", name) for name in names_in(prose.plain(getattr(own, field))))
    for section in material.sections:
        yield from ((f"section:{section.key}", name) for name in names_in(section.title))
    for entry in material.entries:
        for text in (*entry.authors, entry.title, *entry.points, prose.plain(entry.placement.note)):
            yield from ((entry.about, name) for name in names_in(text))
