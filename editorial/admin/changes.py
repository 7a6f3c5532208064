"""What has changed between two frozen contents, in a few words for the page that publishes."""

from collections.abc import Callable

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial import prose


def changed_values(model: type[models.Model], before: dict, after: dict, names: tuple[str, ...]) -> list[str]:
    """Return a sentence for each of the plain values `names` that differs."""
    return [
        _changed(_label(model, name), before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]


def changed_blocks(label: str, before: list[str], after: list[str]) -> list[str]:
    """Return a sentence where a text's paragraphs differ."""
    if before == after:
        return []
    added, removed = len([b for b in after if b not in before]), len([b for b in before if b not in after])
    words = _("%(what)s: %(added)s new or reworded, %(removed)s gone or reworded.")
    return [words % {"what": capfirst(label), "added": _paragraphs(added), "removed": _paragraphs(removed)}]


def changed_names(label: str, before: list[dict], after: list[dict]) -> list[str]:
    """Return what came, went or moved in a list of house data ({id, name, slug})."""
    old, new = {row["id"]: row["name"] for row in before}, {row["id"]: row["name"] for row in after}
    found = _came_and_went(label, [old[pk] for pk in old if pk not in new], [new[pk] for pk in new if pk not in old])
    renamed = [f"{old[pk]} → {new[pk]}" for pk in old if pk in new and old[pk] != new[pk]]
    found += (
        [_("%(what)s: now printed as %(names)s.") % {"what": capfirst(label), "names": ", ".join(renamed)}]
        if renamed
        else []
    )
    if [pk for pk in old if pk in new] != [pk for pk in new if pk in old]:
        found.append(_("%s: in another order.") % capfirst(label))
    return found


def changed_rows(label: str, before: list[dict], after: list[dict], name: Callable[[dict], str]) -> list[str]:
    """Return what came, went, moved or reads otherwise in a list of rows that keep their `key`."""
    old, new = {row["key"]: row for row in before}, {row["key"]: row for row in after}
    found = _came_and_went(
        label, [name(old[key]) for key in old if key not in new], [name(new[key]) for key in new if key not in old]
    )
    reworded = [name(new[key]) for key in new if key in old and old[key] != new[key]]
    if reworded:
        found.append(_("%(what)s changed: %(names)s.") % {"what": capfirst(label), "names": _listed(reworded)})
    if [key for key in old if key in new] != [key for key in new if key in old]:
        found.append(_("%s: in another order.") % capfirst(label))
    return found


def _came_and_went(label: str, gone: list[str], come: list[str]) -> list[str]:
    found = []
    if come:
        found.append(_("%(what)s added: %(names)s.") % {"what": capfirst(label), "names": _listed(come)})
    if gone:
        found.append(_("%(what)s taken out: %(names)s.") % {"what": capfirst(label), "names": _listed(gone)})
    return found


def _changed(label: str, before: object, after: object) -> str:
    values = {"what": capfirst(label), "before": _short(before), "after": _short(after)}
    if not before:
        return _("%(what)s: now “%(after)s”.") % values
    if not after:
        return _("%(what)s: taken out (it was “%(before)s”).") % values
    return _("%(what)s: “%(after)s” instead of “%(before)s”.") % values


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{_short(name)}”" for name in names)


def _short(value: object) -> str:
    words = prose.plain(value["name"] if isinstance(value, dict) else str(value))
    return words if len(words) <= 90 else f"{words[:90].rsplit(' ', 1)[0]}…"


def _label(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)


def _paragraphs(count: int) -> str:
    return ngettext("%d paragraph", "%d paragraphs", count) % count
