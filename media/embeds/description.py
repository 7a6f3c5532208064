"""Descriptions of changes to embeds, and embeds as lines for a side-by-side comparison."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from record.comparison.changes import Act, Change
from record.comparison.description import ChangeLine, at, changed_words, whole
from record.comparison.shapes import Row, Rows, Shape
from record.comparison.sides import Line

EMBEDS = Rows(Shape(), key="key", also=("address",))
CHANGED = {
    "title": gettext_lazy("Changed the title of embed %(number)s"),
    "source": gettext_lazy("Changed the source of embed %(number)s"),
    "address": gettext_lazy("Changed the address of embed %(number)s"),
}


def embed_changes(change: Change, before: list[Row], after: list[Row]) -> list[ChangeLine]:
    old, new = ({row.identity: row.value for row in rows} for rows in (before, after))
    if change.act is Act.ADD:
        return [ChangeLine(_("Added embed %(number)s") % {"number": change.to + 1}, whole(words(new[change.row])))]
    if change.act is Act.REMOVE:
        return [ChangeLine(_("Removed embed %(number)s") % {"number": change.at + 1}, whole(words(old[change.row])))]
    if change.act is Act.MOVE:
        values = {"from": at(change.at), "to": at(change.to)}
        sentence = _("Moved an embed from %(from)s to %(to)s place among the embeds") % values
        return [ChangeLine(sentence, whole(words(new[change.row])))]
    key, name = change.path[-2:]
    number = next(place for place, row in enumerate(after, 1) if row.identity == key)
    if name in CHANGED:
        return [ChangeLine(CHANGED[name] % {"number": number}, changed_words(old[key][name], new[key][name]))]
    if name == "picture":
        return [ChangeLine(_("Changed the picture of embed %(number)s") % {"number": number})]
    return []  # the provider changes with the address


def words(embed: Mapping) -> str:
    return " · ".join(filter(None, (embed["title"], embed["source"], embed["address"])))


def embed_lines(rows: list[Row]) -> list[Line]:
    found = []
    for number, row in enumerate(rows, 1):
        name, embed = f"embeds/{row.identity}/", row.value
        found.append(Line(f"{name}words", words(embed), _("embed %(number)s") % {"number": number}))
        if embed["picture"]:
            label = _("the picture of embed %(number)s") % {"number": number}
            seen = embed["picture"]["alternative_text"] or _("decorative, without words")
            found.append(Line(f"{name}{embed['picture']['digest']}", seen, label))
    return found
