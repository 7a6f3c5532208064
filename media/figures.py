"""Figures within a text, as pages and files show them. Their places are marks in the text (media/marks.py)."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from media.pictures.shown import shown_picture


def shown_figures(frozen: list[dict], absolute: Callable[[str], str] = str) -> list[dict]:
    """Return frozen figures for figure.html and similar components: the figure's `number` and its picture."""
    return [{"number": number, "picture": shown_picture(each, absolute)} for number, each in enumerate(frozen, 1)]


def figure_line(figure: dict) -> str:
    """Return a shown figure as one line of plain text: caption or alternative text, then credit and license."""
    picture = figure["picture"]
    said = picture["caption"] or picture["alternative_text"]
    credit = ", ".join(filter(None, (picture["credit"], picture["license"])))
    values = {"number": figure["number"], "words": f"{said} ({credit})" if said and credit else said or credit}
    return (_("[Figure %(number)s: %(words)s]") if values["words"] else _("[Figure %(number)s]")) % values
