"""Documents for tests, all of them invented; and where the real one lies, if it does."""

from pathlib import Path

import pytest

REAL = Path(__file__).resolve().parents[3] / "shared" / "documents" / "armenia-azerbaijan.txt"
# It is not ours to commit, so a checkout may stand without it; the skip says so.
needs_the_real_document = pytest.mark.skipif(
    not REAL.exists(), reason="the real document is not beside this checkout (../shared/documents)"
)
CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
needs_the_cases = pytest.mark.skipif(
    not CASES.exists(), reason="the documents with expected readings are not beside this checkout (../shared/cases)"
)

SMALL = """Strategic Snapshot: Ferries of the Inner Sea

The ferries of the inner sea carry more than cars.
They carry the wages of two coasts.
Selected Harborlight Analysis on the Inner Sea
Harbors and Hulls
Northport Dredges Its Last Channel
Ada Brandt
March 3, 2026
Executive Summary:
- Northport has deepened its channel to nine meters, enough for the new hulls.
- The harbor authority borrowed against tolls it does not yet collect.
The Yard at Sund Counts Its Orders
Ben Okoro and Ada Brandt
January 12, 2026
Executive Summary:
- Sund has eleven hulls on order and berths for seven.
Rules of the Crossing
A Treaty Nobody Reads Keeps the Ferries Moving
Chiara Lindqvist
February 9, 2026
Executive Summary:
- The treaty of the two coasts sets fares in a currency that no longer exists.
- Captains settle the difference in fuel.
See PDF version here.
For more Harborlight coverage on Inner Sea, see here.
"""


def without(*lines: str, of: str = SMALL) -> str:
    """Return the document without the lines that begin so."""
    return "\n".join(line for line in of.splitlines() if not line.startswith(lines)) + "\n"


def number_of(words: str, text: str = SMALL) -> int:
    """Return the number of the first line of `text` that begins so."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(words))
