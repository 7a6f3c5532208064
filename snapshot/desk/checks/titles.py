"""Checks for similar titles."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from record.findings import Finding
from snapshot.desk.findings import check
from snapshot.desk.material import Material
from text.folding import fold, is_near

LEAST_SHARED = 0.6  # share of their trigrams; similar titles have more in common
BITS = 1_024


@check
def titles_differ(material: Material) -> Iterator[Finding]:
    """No two articles have nearly the same title."""
    known = []
    for entry in material.entries:
        letters = _groups(entry.title)
        size = letters.bit_count()
        for other, theirs, their_size in known:
            if other.article.pk == entry.article.pk:
                continue  # the same article twice has the same title, which another check reports
            shared = (letters & theirs).bit_count()
            if shared >= LEAST_SHARED * max(size, their_size) and is_near(entry.title, other.title):
                words = _("The titles “%(title)s” and “%(other)s” are nearly identical.")
                message = words % {"title": entry.title, "other": other.title}
                yield Finding("near-titles", message, about=entry.about)
                break
        known.append((entry, letters, size))


def _groups(title: str) -> int:
    """Return the title's trigrams as bits, because comparing every pair as text would take a second."""
    folded = f" {fold(title)} "
    bits = 0
    for start in range(max(1, len(folded) - 2)):
        bits |= 1 << (hash(folded[start : start + 3]) % BITS)
    return bits
