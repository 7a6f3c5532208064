"""A selected list of articles and snapshots, given as addresses."""

import re
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from record.models import Address

PATH = re.compile(r"/(analysis|snapshots)/([^/.]+)/?")
MOST = 50


def read_items(text: str) -> list[list]:
    """Return [collection, parent id] for each address, one per line. Raises ValidationError that names the line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise ValidationError({"chosen": _("Choose at most %(most)s items.") % {"most": MOST}})
    return [_item(line) for line in lines]


def _item(line: str) -> list:
    found = PATH.fullmatch(unquote(_path(line)))
    row = found and Address.objects.filter(collection=found[1], slug=found[2]).first()
    if not row:
        words = _("“%(line)s” is not the address of a published article or snapshot.")
        raise ValidationError({"chosen": words % {"line": line}})
    return [row.collection, row.parent_id]


def _path(line: str) -> str:
    try:
        return urlsplit(line).path
    except ValueError:
        return ""
