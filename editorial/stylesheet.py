"""The site's style in one file: what every page needs, with the colors of the house. One request, kept for a year.

A page that waits for five files waits for five connections. What few pages need (comparing, the API) stays apart.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from editorial.organization import organization
from editorial.record_version import held

FOLDER = Path(settings.BASE_DIR) / "static" / "css"
FILES = (
    "tokens",
    "fonts",
    "base",
    "components",
    "archive",
    "pictures",
    "images",
)  # in this order: the first declares the layers
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS = re.compile(r'url\("\.\./([^"]+)"\)')


def stylesheet() -> str:
    """Return the files as one, then the house's two colors: the content policy allows no inline style."""
    house = organization()
    colors = f":root{{--brand:{house.brand_color};--brand-dark:{house.brand_color_dark}}}\n"
    return (_written.__wrapped__() if settings.DEBUG else _written()) + colors


def stylesheet_version() -> str:
    """Return what changes whenever the style does."""
    return _digest() if settings.DEBUG else held("stylesheet", _digest)


def stylesheet_url() -> str:
    """Return an address at which this very style may be kept for ever."""
    return f"{reverse('site-css')}?v={stylesheet_version()}"


def _digest() -> str:
    return hashlib.sha256(stylesheet().encode()).hexdigest()[:12]


@cache
def _written() -> str:
    """Return the files without comments and indents, their fonts at the addresses under which those may be kept."""
    css = _COMMENT.sub("", "".join((FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in FILES))
    css = re.sub(r"\s*\n\s*", "\n", css).strip() + "\n"
    return _ADDRESS.sub(lambda found: f'url("{static(found[1])}")', css)
