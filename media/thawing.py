"""Finds the pictures and files that a thawed working copy refers to."""

from django.utils.translation import gettext as _

from media.models import Picture, StoredFile
from media.pictures.frozen import frozen_picture
from record.thawing import References


class MediaReferences(References):
    """Finds the pictures, figures and attachments of frozen content."""

    def picture(self, frozen: dict | None) -> Picture | None:
        """Return the picture that `frozen` refers to, with its current description; None if there is none."""
        if frozen is None:
            return None
        return self._as_described(Picture.objects.filter(digest=frozen["digest"]).first(), frozen)

    def _as_described(self, row: Picture | None, frozen: dict) -> Picture | None:
        """Return `row`, and report if it is missing or its description has changed since it was frozen."""
        name = frozen["alternative_text"]
        if row is None:
            self._report.missing.append(
                _("The picture “%s” is no longer in the library.") % name
                if name
                else _("Its picture is no longer in the library.")
            )
        elif frozen_picture(row) != frozen:
            self._report.renamed.append(_("The description of the picture “%s” has changed.") % row)
        return row

    def figures(self, frozen: list[dict]) -> list[dict]:
        """Return values for figure rows (key, picture, caption, position), in order.

        A caption that differs from the picture's current one becomes the figure's own.
        """
        pictures = {row.digest: row for row in Picture.objects.filter(digest__in=[each["digest"] for each in frozen])}
        rows = []
        for each in frozen:
            row, caption = pictures.get(each["digest"]), each["caption"]
            described = {name: value for name, value in each.items() if name != "key"}
            if row and caption:
                described["caption"] = row.caption  # no need to report a changed caption: the figure keeps its own
            if self._as_described(row, described):
                own = "" if caption == row.caption else caption
                rows.append({"key": each["key"], "picture": row, "caption": own, "position": len(rows) + 1})
        return rows

    def embeds(self, frozen: list[dict]) -> list[dict]:
        """Return values for embed rows (key, address, title, source, picture, position), in order."""
        own = ("key", "address", "title", "source")
        return [
            {**{name: each[name] for name in own}, "picture": self.picture(each["picture"]), "position": position}
            for position, each in enumerate(frozen, 1)
        ]

    def attachments(self, frozen: list[dict]) -> list[dict]:
        """Return values for attachment rows (key, title, file, position), in order."""
        files = {row.digest: row for row in StoredFile.objects.filter(digest__in=[each["digest"] for each in frozen])}
        rows = []
        for each in frozen:
            file = files.get(each["digest"])
            if file is None:
                self._report.missing.append(_("The attachment “%s” no longer exists.") % each["title"])
                continue
            rows.append({"key": each["key"], "title": each["title"], "file": file, "position": len(rows) + 1})
        return rows
