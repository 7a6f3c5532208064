"""Titles that are hard to tell apart."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from editorial.folding import fold
from editorial.publishables import Finding
from snapshot.desk.findings import check
from snapshot.desk.material import Material
from snapshot.importing.folding import is_near

LEAST_SHARED = 0.6  # of their groups of three letters; near titles share more
BITS = 1_024


@check
def titles_differ(material: Material) -> Iterator[Finding]:
    """No two articles bear nearly the same title."""
    known = []
    for entry in material.entries:
        letters = _groups(entry.title)
        size = letters.bit_count()
        for other, theirs, their_size in known:
            if other.article.pk == entry.article.pk:
                continue  # the same article twice has the same title; another check tells of that
            shared = (letters & theirs).bit_count()
            if shared >= LEAST_SHARED * max(size, their_size) and is_near(entry.title, other.title):
                words = _("“%(title)s” and “%(other)s” are nearly the same title.")
                message = words % {"title": entry.title, "other": other.title}
                yield Finding("near-titles", message, about=entry.about)
                break
        known.append((entry, letters, size))


def _groups(title: str) -> int:
    """Return the title's groups of three letters as bits: comparing every pair letter by letter would take a second."""
    folded = f" {fold(title)} "
    bits = 0
    for start in range(max(1, len(folded) - 2)):
        bits |= 1 << (hash(folded[start : start + 3]) % BITS)
    return bits
