"""Finding again, for a thawed working copy, the house data that an edition refers to."""

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from editorial.house_data import Mergeable
from editorial.models.pictures import Picture, StoredFile
from editorial.pictures.freezing import frozen_picture
from editorial.publishables import Thawed

Row = TypeVar("Row", bound=models.Model)


class HouseData:
    """Looks frozen references up, following mergings, and remembers what is not as it was printed."""

    def __init__(self) -> None:
        self._report = Thawed()

    def one(self, model: type[Row], frozen: dict | None) -> Row | None:
        """Return the row that `frozen` ({id, name, slug}) stands for, or None."""
        return next(iter(self.many(model, [frozen])), None) if frozen else None

    def many(self, model: type[Row], frozen: list[dict]) -> list[Row]:
        """Return the rows that the `frozen` references stand for, in their order, each once."""
        rows = model._default_manager.in_bulk([reference["id"] for reference in frozen])
        found: list[Row] = []
        for reference in frozen:
            row = rows.get(reference["id"])
            if row is None:
                self._report.missing.append(_("“%s” is no longer there.") % reference["name"])
                continue
            survivor = row.survivor() if isinstance(row, Mergeable) else row
            if survivor.pk != row.pk:
                self._report.merged.append(
                    _("“%(name)s” was merged into “%(into)s”.") % {"name": reference["name"], "into": survivor.name}
                )
            elif any(getattr(row, name) != printed for name, printed in reference.items()):
                self._report.renamed.append(
                    _("“%(name)s” is now “%(now)s”.") % {"name": reference["name"], "now": row.name}
                )
            if survivor not in found:
                found.append(survivor)
        return found

    def plain(self, model: type[Row], pk: int | None) -> Row | None:
        """Return the row with that id; None, and reported, where it is gone."""
        row = model._default_manager.filter(pk=pk).first() if pk is not None else None
        if pk is not None and row is None:
            self._report.missing.append(
                _("%(what)s %(id)d is no longer there.") % {"what": model._meta.verbose_name, "id": pk}
            )
        return row

    def picture(self, frozen: dict | None) -> Picture | None:
        """Return the picture that `frozen` stands for, as it is described in the library now; None for none."""
        if frozen is None:
            return None
        return self._as_described(Picture.objects.filter(digest=frozen["digest"]).first(), frozen)

    def _as_described(self, row: Picture | None, frozen: dict) -> Picture | None:
        """Return `row`, and report where it is gone or is not described as `frozen` any more."""
        name = frozen["alternative_text"]
        if row is None:
            self._report.missing.append(
                _("The picture “%s” is no longer in the library.") % name
                if name
                else _("Its picture is no longer in the library.")
            )
        elif frozen_picture(row) != frozen:
            self._report.renamed.append(_("The picture “%s” is described otherwise now.") % row)
        return row

    def figures(self, frozen: list[dict]) -> list[dict]:
        """Return the values of figure rows (key, picture, caption, position) that `frozen` stands for, in order.

        A caption that the picture has not (any more) becomes the figure's own.
        """
        pictures = {row.digest: row for row in Picture.objects.filter(digest__in=[each["digest"] for each in frozen])}
        rows = []
        for each in frozen:
            row, caption = pictures.get(each["digest"]), each["caption"]
            described = {name: value for name, value in each.items() if name != "key"}
            if row and caption:
                described["caption"] = row.caption  # whatever the library says, the figure keeps its own
            if self._as_described(row, described):
                own = "" if caption == row.caption else caption
                rows.append({"key": each["key"], "picture": row, "caption": own, "position": len(rows) + 1})
        return rows

    def attachments(self, frozen: list[dict]) -> list[dict]:
        """Return the values of attachment rows (key, title, file, position) that `frozen` stands for, in order."""
        files = {row.digest: row for row in StoredFile.objects.filter(digest__in=[each["digest"] for each in frozen])}
        rows = []
        for each in frozen:
            file = files.get(each["digest"])
            if file is None:
                self._report.missing.append(_("The attachment “%s” is no longer kept.") % each["title"])
                continue
            rows.append({"key": each["key"], "title": each["title"], "file": file, "position": len(rows) + 1})
        return rows

    def report(self) -> Thawed:
        """Return what was not found as it was."""
        return self._report
