"""A snapshot in which nothing is found, to differ from; and what is found in one."""

from record.findings import Finding
from snapshot.desk.findings import all_findings
from tests import make
from tests.make import NOON, later

LATER = later(hours=1)


def public(title: str = "", **differences):
    """Return an article that is public since NOON and in which no check finds anything."""
    made = make.article(title, **differences)
    make.published(made, at=NOON)
    return made


def sound(**differences):
    """Return a snapshot in which no check finds anything but what differs."""
    values = {"sections": {"One": [public()]}, "coverage": make.topic(), "coverage_label": "For more, see here."}
    return make.snapshot(**{**values, **differences})


def codes(snapshot, at=LATER) -> list[str]:
    return [finding.code for finding in all_findings(snapshot, at)]


def only(snapshot, code: str, at=LATER) -> Finding:
    [found] = [finding for finding in all_findings(snapshot, at) if finding.code == code]
    return found


def place_of(snapshot, number: int = 0) -> str:
    return f"placement:{make.placements_of(snapshot)[number].key}"
