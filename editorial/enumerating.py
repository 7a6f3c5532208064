"""Names as a list in a sentence: “A, B and C”, with the joints of the language that is spoken."""

from collections.abc import Sequence

from django.utils.translation import pgettext


def comma() -> str:
    """Return what stands between two parts of a list."""
    return pgettext("between the parts of a list", ", ")


def both(names: Sequence[str]) -> str:
    """Return “A, B and C”."""
    return _joined(names, pgettext("before the last of a list", " and "))


def either(names: Sequence[str]) -> str:
    """Return “A or B or C”."""
    return pgettext("between the parts of a choice", " or ").join(names)


def each(names: Sequence[str]) -> str:
    """Return “A and B and C”: all of them are meant at once."""
    return pgettext("before the last of a list", " and ").join(names)


def _joined(names: Sequence[str], last: str) -> str:
    return last.join([comma().join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
