"""Lists in a sentence, such as “A, B and C”, in the active language."""

from collections.abc import Sequence

from django.utils.translation import pgettext


def comma() -> str:
    return pgettext("between the parts of a list", ", ")


def both(names: Sequence[str]) -> str:
    """Return “A, B and C”."""
    return _joined(names, pgettext("before the last of a list", " and "))


def either(names: Sequence[str]) -> str:
    """Return “A or B or C”."""
    return pgettext("between the parts of a choice", " or ").join(names)


def each(names: Sequence[str]) -> str:
    """Return “A and B and C”, for conditions that must all be true."""
    return pgettext("before the last of a list", " and ").join(names)


def _joined(names: Sequence[str], last: str) -> str:
    return last.join([comma().join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
