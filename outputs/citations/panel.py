"""The context of the component cite_panel.html."""

from outputs.citations.cited import Cited
from outputs.citations.files import FORMATS
from outputs.citations.styles import STYLES
from web.paths import path_to


def panel(work: Cited, files: list[dict]) -> dict:
    """Return the context of cite_panel.html. `files` are the edition's citation files, from `downloads`."""
    return {
        "edition_number": work.edition,
        "styles": [{"key": key, "name": title, "html": style(work).html} for key, (title, style) in STYLES.items()],
        "downloads": files,
    }


def downloads(name: str, slug: str, number: int) -> list[dict]:
    """Return the citation files of an edition: {name, url}. `name` is the prefix of the kind's URL names."""
    return [
        {"name": each.name, "url": path_to(f"{name}-edition-{key}", slug=slug, number=number)}
        for key, each in FORMATS.items()
    ]
