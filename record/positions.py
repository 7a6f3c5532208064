"""Positions 1, 2, 3, … without gaps, set only by this function, because SQLite cannot defer unique constraints."""

from collections.abc import Iterable

from django.db import models


def renumber(rows: Iterable[models.Model]) -> None:
    """Set the positions of the ordered `rows` to 1…n, and write only those that change."""
    changed = []
    for position, row in enumerate(rows, 1):
        if row.position != position:
            row.position = position
            changed.append(row)
    if changed:
        type(changed[0])._default_manager.bulk_update(changed, ["position"])
