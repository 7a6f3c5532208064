"""What the tests of citing cite: each test says only what differs."""

from dataclasses import replace
from datetime import date

from outputs.citations.cited import Cited, Name
from people.names import name_of

REPORT = Cited(
    "Ferries Wait",
    (name_of("Onnik James Krikorian"),),
    date(2026, 3, 1),
    series="Strategic Snapshot",
    publisher="Caspian Institute",
    url="https://example.org/analysis/ferries/editions/1/",
    language="en",
)
IN_PERIODICAL = replace(REPORT, series="Caspian Monitor", volume="22", issue="5")
HOUSE = (Name("Caspian Institute"),)
CROWD = [f"Ann Able{chr(97 + number)}" for number in range(21)]


def report(**differences) -> Cited:
    return replace(REPORT, **differences)


def in_periodical(**differences) -> Cited:
    return replace(IN_PERIODICAL, **differences)


def people(*printed: str) -> tuple[Name, ...]:
    return tuple(name_of(each) for each in printed)
