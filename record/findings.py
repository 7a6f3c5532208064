"""Findings of the checks before publishing; the same finding on many items becomes one line that names them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A check result before publishing: an error blocks it, a notice does not; `about` names the field.

    If the same finding can apply to many items, `name` is the item's name, and `many` is the message for %(count)d of
    them.
    """

    code: str
    message: str
    is_error: bool = False
    about: str = ""
    name: str = ""
    many: str = ""


@dataclass(frozen=True)
class Line:
    """A finding, with the names of the items it concerns; `names` is empty if there is only one."""

    message: str
    is_error: bool
    names: list[str]
    abouts: list[str]


def lines_of(found: Iterable[Finding]) -> list[Line]:
    """Group the findings into lines, errors first, in the order they were first found."""
    alike: dict[tuple, list[Finding]] = {}
    for finding in found:
        alike.setdefault((finding.code, finding.is_error, finding.many or finding.message), []).append(finding)
    return sorted((_line(each) for each in alike.values()), key=lambda line: not line.is_error)


def _line(alike: list[Finding]) -> Line:
    first, messages = alike[0], dict.fromkeys(finding.message for finding in alike)
    several = len(messages) > 1
    return Line(
        first.many % {"count": len(messages)} if several else first.message,
        first.is_error,
        list(dict.fromkeys(finding.name for finding in alike)) if several else [],
        [finding.about for finding in alike],
    )
