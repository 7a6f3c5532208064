"""When two texts, folded, are the same or nearly so. For asking, never for merging."""

from difflib import SequenceMatcher

from editorial.folding import fold

__all__ = ["fold", "is_near"]


def is_near(one: str, other: str, least: float = 0.9) -> bool:
    """Return whether two texts, folded, are the same or nearly so."""
    one, other = fold(one), fold(other)
    return one == other or (
        abs(len(one) - len(other)) <= 12 and SequenceMatcher(None, one, other, autojunk=False).ratio() >= least
    )
