"""The site's style in one file: what every page needs, with the organization's colors, cached for a year.

One file means one request instead of several. Styles that few pages need (comparisons, the API) are separate.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from record.organization import organization
from record.record_version import cached, remembered_value

FOLDER = Path(settings.BASE_DIR) / "static" / "css"
FILES = (
    "tokens",
    "fonts",
    "base",
    "components",
    "opening",
    "front",
    "newsletter",
    "archive",
    "pictures",
    "images",
)  # order matters: the first file declares the layers
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS = re.compile(r'url\("\.\./([^"]+)"\)')


def stylesheet() -> str:
    """Return the files and the organization's two colors, because the content policy allows no inline styles."""
    publisher = organization()
    colors = f":root{{--brand:{publisher.brand_color};--brand-dark:{publisher.brand_color_dark}}}\n"
    return (_written.__wrapped__() if settings.DEBUG else _written()) + colors


def stylesheet_version() -> str:
    """Return a value that changes whenever the style changes."""
    return _digest() if settings.DEBUG else cached("stylesheet", _digest)


def stylesheet_url() -> str:
    """Return an address with the version, so that this style can be cached forever."""
    return _address(stylesheet_version())


def remembered_stylesheet_url() -> str:
    """Return the same address without reading the database, or "" if this process does not have it in memory."""
    version = remembered_value("stylesheet")
    return _address(version) if version else ""


def _address(version: str) -> str:
    return f"{reverse('site-css')}?v={version}"


def _digest() -> str:
    return hashlib.sha256(stylesheet().encode()).hexdigest()[:12]


@cache
def _written() -> str:
    """Return the files without comments and indentation, with fonts at their cacheable addresses."""
    css = _COMMENT.sub("", "".join((FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in FILES))
    css = re.sub(r"\s*\n\s*", "\n", css).strip() + "\n"
    return _ADDRESS.sub(lambda found: f'url("{static(found[1])}")', css)
