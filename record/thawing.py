"""Finds the taxonomy data that a thawed working copy refers to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Thawed:
    """Sentences for the editor about references that `thaw` could not restore exactly, one per reference."""

    renamed: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def is_exact(self) -> bool:
        return not (self.renamed or self.merged or self.missing)


# Rows by their model and id.
Rows = dict[type[models.Model], dict[int, models.Model]]


class References:
    """Resolves frozen references, follows merges, and records what differs from the printed form."""

    def __init__(self, rows: Rows | None = None) -> None:
        self._rows = {} if rows is None else rows
        self._report = Thawed()
        self.is_new = False  # the draft is not saved yet, so no rows refer to it

    def one(self, model: type[Row], frozen: dict | None) -> Row | None:
        """Return the current row for `frozen` ({id, name, slug}), or None."""
        return next(iter(self.many(model, [frozen])), None) if frozen else None

    def many(self, model: type[Row], frozen: list[dict]) -> list[Row]:
        """Return the current rows for the `frozen` references, in order, without duplicates."""
        rows = self._rows.setdefault(model, {})
        if missing := {reference["id"] for reference in frozen} - rows.keys():
            rows |= model._default_manager.in_bulk(missing)
        found: list[Row] = []
        for reference in frozen:
            row = rows.get(reference["id"])
            if row is None:
                self._report.missing.append(_("“%s” no longer exists.") % reference["name"])
                continue
            survivor = row.survivor() if hasattr(row, "survivor") else row
            if survivor.pk != row.pk:
                self._report.merged.append(
                    _("“%(name)s” was merged into “%(into)s”.") % {"name": reference["name"], "into": survivor.name}
                )
            elif any(getattr(row, name) != printed for name, printed in reference.items()):
                words = (
                    _("“%(name)s” is now “%(now)s”.")
                    if row.name != reference["name"]
                    else _("What is printed about “%(name)s” has changed since.")
                )
                self._report.renamed.append(words % {"name": reference["name"], "now": row.name})
            if survivor not in found:
                found.append(survivor)
        return found

    def plain(self, model: type[Row], pk: int | None) -> Row | None:
        """Return the row with that id. If it no longer exists, report it and return None."""
        row = model._default_manager.filter(pk=pk).first() if pk is not None else None
        if pk is not None and row is None:
            self._report.missing.append(
                _("%(what)s %(id)d no longer exists.") % {"what": model._meta.verbose_name, "id": pk}
            )
        return row

    def defaults_changed(self, labels: Iterable[str]) -> None:
        """Report defaults of the series or the organization that differ from the printed ones."""
        words = _("The default for %(what)s has changed since.")
        self._report.renamed.extend(words % {"what": label} for label in labels)

    def report(self) -> Thawed:
        """Return the references that could not be restored exactly."""
        return self._report
