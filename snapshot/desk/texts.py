"""The texts edited in place at the desk, and their allowed content."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from snapshot.desk.structure import Impossible
from snapshot.models import Placement, Section, Snapshot
from text import prose

MOST_PROSE = 200_000
MOST_POINTS = 50


def clean_text(model: type, field: str, value: Any) -> Any:
    """Return `value` cleaned for that field.

    Raises Impossible if the field is not editable here or the text is too long.
    """
    cleaner = TEXTS.get(model, {}).get(field)
    if cleaner is None:
        raise Impossible(_("“%s” can't be changed here.") % field)
    return cleaner(value)


def _line(most: int, is_required: bool = False) -> Callable[[Any], str]:
    def clean(value: Any) -> str:
        text = " ".join(prose.one_line(_text(value)).split())
        if len(text) > most:
            raise Impossible(_("That is too long: at most %d characters.") % most)
        if is_required and not text:
            raise Impossible(_("This field is required."))
        return text

    return clean


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Impossible(_("That is not text."))
    return value


def _inline(value: Any) -> str:
    return _bounded(prose.clean_inline(_text(value)))


def _prose(value: Any) -> str:
    return _bounded("\n".join(prose.blocks(_text(value))))


def _points(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise Impossible(_("A summary is a list of points."))
    if len(value) > MOST_POINTS:
        raise Impossible(_("A summary has at most %d points.") % MOST_POINTS)
    return [point for point in (_inline(each) for each in value) if prose.plain(point)]


def _bounded(markup: str) -> str:
    if len(markup) > MOST_PROSE:
        raise Impossible(_("That is too long."))
    return markup


TEXTS: dict[type, dict[str, Callable[[Any], Any]]] = {
    Snapshot: {
        "title": _line(300, is_required=True),
        "standfirst": _line(2_000),
        "introduction": _prose,
        "selection_heading": _line(300),
        "pdf_label": _line(200),
        "coverage_label": _line(300),
    },
    Section: {"title": _line(300), "note": _inline},
    Placement: {"note": _inline, "title": _line(300), "summary": _points},
}
