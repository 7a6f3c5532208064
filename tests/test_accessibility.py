"""docs/accessibility.md speaks of every criterion, and of tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOLD = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d\.\d+\.\d+) \| ([^|]+) \((A|AA)\) \| ([^|]+) \|([^|]*)\|$", TOLD, re.MULTILINE)


def test_all_criteria_of_wcag_2_2_a_and_aa_stand_there_once():
    numbers = [number for number, *_ in ROWS]
    assert len(set(numbers)) == len(numbers) == 55
    assert [level for _, _, level, *_ in ROWS].count("A") == 31
    assert all(how.strip() for _, _, _, how, _ in ROWS)


def test_every_test_that_is_named_is_there():
    names = set(re.findall(r"`((?:tests/[\w/]+/)?(?:tests/)?test_\w+\.py)`", TOLD))
    assert len(names) > 10
    missing = {
        name for name in names if not (ROOT / name).exists() and not (ROOT / "tests" / "browser" / name).exists()
    }
    assert missing == set()
