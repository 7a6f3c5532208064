"""Positions: 1, 2, 3, … without gaps, kept so by this function alone (SQLite cannot defer a unique constraint)."""

from collections.abc import Iterable

from django.db import models


def renumber(rows: Iterable[models.Model]) -> None:
    """Give `rows`, which stand in their order, the positions 1…n; only those that change are written."""
    changed = []
    for position, row in enumerate(rows, 1):
        if row.position != position:
            row.position = position
            changed.append(row)
    if changed:
        type(changed[0])._default_manager.bulk_update(changed, ["position"])
