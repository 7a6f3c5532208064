"""What the component cite_panel.html shows of an edition."""

from django.urls import reverse

from editorial.citing.cited import Cited
from editorial.citing.files import FORMATS
from editorial.citing.styles import STYLES


def panel(work: Cited, files: list[dict]) -> dict:
    """Return what cite_panel.html takes; `files` are the edition's own, as `downloads` gives them."""
    return {
        "edition_number": work.edition,
        "styles": [{"key": key, "name": title, "html": style(work).html} for key, (title, style) in STYLES.items()],
        "downloads": files,
    }


def downloads(name: str, slug: str, number: int) -> list[dict]:
    """Return the citation files of an edition, a list of {name, url}. `name` is that of its kind's address patterns."""
    numbered = {"slug": slug, "number": number}
    return [
        {"name": each.name, "url": reverse(f"{name}-edition-{key}", kwargs=numbered)} for key, each in FORMATS.items()
    ]
