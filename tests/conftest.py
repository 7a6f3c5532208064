"""Fixtures every test may use."""

import pytest

from editorial import record_version


@pytest.fixture(autouse=True)
def _nothing_held():
    """What a process keeps in memory per record version does not outlive a test's rolled-back transaction."""
    record_version.forget()
    yield
    record_version.forget()
