"""All components rendered in all their states."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe

from website.styleguide import cards, editions, frame, lists, people, pictures, programs, reading
from website.styleguide.isolation import set_apart

FOLDER = Path(settings.BASE_DIR) / "templates" / "components"
GROUPS = {
    "Around a page": frame.SAMPLES,
    "A text": reading.SAMPLES,
    "People": people.SAMPLES,
    "Cards": cards.SAMPLES,
    "Lists and filters": lists.SAMPLES,
    "Editions, citations, changes": editions.SAMPLES,
    "Pictures": pictures.SAMPLES,
    "For programs": programs.SAMPLES,
}
# Used only in the page head, so there is nothing to see.
OF_THE_HEAD = {"citation_meta", "feed_links", "linked_data", "social_meta", "translation_meta"}
WITHIN = {
    "author_line": "list",
    "edition_list_item": "list",
    "facet_value": "list",
    "change_line": "list",
    "side": "row",
}
HEADING = 4  # level of a sample's first heading, below the component's name
_COMMENT = re.compile(r"{#\s*(.*?)\s*#}", re.DOTALL)


def gallery() -> list[dict]:
    """Return the groups of components: [{name, key, components: [{name, about, key, states}]}]."""
    return [
        {
            "name": name,
            "key": f"group-{number}",
            "components": [_component(*each) for each in sorted(samples.items())],
        }
        for number, (name, samples) in enumerate(GROUPS.items(), 1)
    ]


def _component(name: str, samples: list[tuple[str, dict]]) -> dict:
    states = [_state(name, number, *sample) for number, sample in enumerate(samples, 1)]
    return {"name": name, "about": about(name), "key": name.replace("_", "-"), "states": states}


def _state(name: str, number: int, state_name: str, context: dict) -> dict:
    key = f"{name.replace('_', '-')}-{number}"
    html = render_to_string(f"components/{name}.html", context)
    apart = set_apart(html, f"{key}-", escape(f"{name}: {state_name}"), f"{key}-told", HEADING)
    shown = mark_safe(apart) if html.strip() else ""  # noqa: S308 - the component's own markup, rendered a line above
    return {"key": key, "told": state_name, "html": shown, "within": WITHIN.get(name, "")}


@cache
def about(name: str) -> str:
    """Return the comment at the start of a component's template, which documents its context."""
    found = _COMMENT.match((FOLDER / f"{name}.html").read_text(encoding="utf-8"))
    return found[1] if found else ""
