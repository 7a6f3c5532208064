"""With a rule of the importer switched off, each document is put right on the import page in a few moves."""

import statistics

import pytest

from tests.importing.documents import needs_the_cases
from tests.importing.moves import wrong_readings

MEDIAN, WORST = 2, 6


@needs_the_cases
@pytest.mark.full
def test_a_wrong_reading_is_put_right_in_two_moves_and_in_six_at_most():
    counts = {f"{path.parent.name}, without “{rule}”": editor.put_right() for path, rule, editor in wrong_readings()}
    print("\n".join(f"{count}  {name}" for name, count in counts.items()))  # noqa: T201 - for docs/reliability.md
    assert None not in counts.values()
    assert statistics.median(counts.values()) <= MEDIAN
    assert max(counts.values()) <= WORST
