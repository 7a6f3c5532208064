"""Which newer edition editors and readers get a notice about."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from record.models import Edition


def notable_edition(newer: Iterable[Edition]) -> Edition | None:
    """Return the newer edition that a notice is about, or None if all are minor changes.

    This is the newest correction, or, if there is none, the newest update. Minor changes bring no notice and do not
    replace one.
    """
    told = sorted((each for each in newer if each.kind != Edition.Kind.MINOR), key=lambda each: each.number)
    corrections = [each for each in told if each.kind == Edition.Kind.CORRECTION]
    return (corrections or told or [None])[-1]


def comparison_address(name: str, slug: str, number: int, other: int) -> str:
    """Return the path of the public comparison; `name` is the registered type, such as "article"."""
    return reverse(f"{name}-comparison", kwargs={"slug": slug, "number": number, "other": other})


def changes_since(name: str, number: int, editions: Iterable[Edition]) -> dict[str, Any] | None:
    """Return the data that corrected_since.html shows to a reader of edition `number`, or None if there is no notice.

    `editions` are the editions of one parent that the reader may see. The link compares `number` with the newest of
    them.
    """
    newer = sorted((each for each in editions if each.number > number), key=lambda each: each.number)
    told = notable_edition(newer)
    if told is None:
        return None
    slug = newer[-1].slug
    return {
        "is_correction": told.kind == Edition.Kind.CORRECTION,
        "number": told.number,
        "live_from": told.live_from,
        "note": told.note,
        "url": comparison_address(name, slug, number, newer[-1].number),
    }
