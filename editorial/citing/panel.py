"""What the component cite_panel.html shows of an edition."""

from django.urls import reverse

from editorial.citing.cited import Cited
from editorial.citing.files import FORMATS
from editorial.citing.styles import STYLES


def panel(work: Cited, name: str, slug: str, number: int) -> dict:
    """Return what cite_panel.html takes of the edition `number` of what stands under `slug`.

    `name` is that of the kind's address patterns; the files cite the edition shown, as the styles do.
    """
    return {
        "edition_number": number,
        "styles": [{"key": key, "name": title, "html": style(work).html} for key, (title, style) in STYLES.items()],
        "downloads": downloads(name, slug, number),
    }


def downloads(name: str, slug: str, number: int) -> list[dict]:
    """Return the citation files of an edition, a list of {name, url}."""
    numbered = {"slug": slug, "number": number}
    return [
        {"name": each.name, "url": reverse(f"{name}-edition-{key}", kwargs=numbered)} for key, each in FORMATS.items()
    ]
