"""Which newer edition is told of, to editors and to readers."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from editorial.models import Edition


def worth_telling(newer: Iterable[Edition]) -> Edition | None:
    """Return the one of the `newer` editions that a notice is about; None where all are minor changes.

    The newest correction; without one, the newest of the others. A minor change brings no notice and hides none.
    """
    told = sorted((each for each in newer if each.kind != Edition.Kind.MINOR), key=lambda each: each.number)
    corrections = [each for each in told if each.kind == Edition.Kind.CORRECTION]
    return (corrections or told or [None])[-1]


def comparison_address(name: str, slug: str, number: int, other: int) -> str:
    """Return where two editions are compared for readers: `name` is the kind's ("article")."""
    return reverse(f"{name}-comparison", kwargs={"slug": slug, "number": number, "other": other})


def told_since(name: str, number: int, editions: Iterable[Edition]) -> dict[str, Any] | None:
    """Return what a reader of edition `number` is told of, as corrected_since.html takes it; None for nothing.

    `editions` are those of one parent that the reader may see. The address is that of the comparison with the newest.
    """
    newer = sorted((each for each in editions if each.number > number), key=lambda each: each.number)
    told = worth_telling(newer)
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
