"""Pages of editions cached on disk: an edition never changes, so its page changes only with its surroundings.

A file's name is a digest of everything on the page: the content, the program, and current facts about the edition. The
folder is limited to KEPT_PAGES_MB and drops the least recently used files first. It may be emptied at any time.
"""

import hashlib
import json
import logging
import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from outbox.post import is_set_up
from record.models import Edition
from record.organization import menu_links, organization
from web.program import program_digest
from web.public_pages import absolute
from web.stylesheet import stylesheet_version

log = logging.getLogger(__name__)
SWEPT_EVERY = 200  # files written by a process
NOT_SHOWN = ("_state", "search_text", "card", "is_counted")  # on the page of an edition
ROOM_LEFT = 0.8  # share of the limit that is left after sweeping
INDENTATION = re.compile("\n[ \t\n]+")  # not \s: no-break spaces are text
AS_TYPED = ("<pre", "<textarea")
_written = count(1)


def cached_page(request: HttpRequest, edition: Edition, facts: object, make: Callable[[], bytes]) -> bytes:
    """Return the page of `edition` from its file, or from `make` if there is none.

    `facts` is everything on the page besides the edition's row and content: data, dates and rows.
    """
    if not settings.KEPT_PAGES_MB or settings.DEBUG:
        return make()
    path = _folder() / f"{_digest(request, edition, facts)}.html"
    found = _read(path)
    if found is None:
        found = make()
        _write(path, found)
    return found


def page_bytes(markup: str) -> bytes:
    """Return a page without the indentation and blank lines of its templates: four hundred bytes less, compressed.

    For a long page, that can be one round trip less before a phone shows it. A page with text as typed stays as it is.
    """
    return (markup if any(tag in markup for tag in AS_TYPED) else INDENTATION.sub("\n", markup)).encode()


def _digest(request: HttpRequest, edition: Edition, facts: object) -> str:
    year = timezone.localtime(request.moment).year
    house = [organization(), menu_links(), stylesheet_version(), year, is_set_up()]
    row = {name: value for name, value in vars(edition).items() if name not in NOT_SHOWN}
    went_in = [program_digest(), absolute(request, request.path), row, facts, house]
    return hashlib.sha256(json.dumps(went_in, default=_plain, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return {name: each for name, each in vars(value).items() if name != "_state"}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)


def _folder() -> Path:
    return Path(settings.RENDITIONS_ROOT) / "pages"


def _read(path: Path) -> bytes | None:
    """Return the page, or None if the file is missing or damaged."""
    try:
        said, _, content = path.read_bytes().partition(b"\n")
        os.utime(path)
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest().encode() == said else None


def _write(path: Path, content: bytes) -> None:
    """Write the file atomically. If the disk refuses it, the page is made again for the next request."""
    beside = path.with_name(f".{path.stem}-{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        beside.replace(path)
        if next(_written) % SWEPT_EVERY == 0:
            sweep()
    except OSError as error:
        log.warning("%s could not be kept: %s", path, error)
        with suppress(OSError):
            beside.unlink()


def sweep() -> None:
    """Delete the least recently used files if the folder holds more than KEPT_PAGES_MB."""
    found = []
    for each in os.scandir(_folder()):
        with suppress(FileNotFoundError):  # another process may be sweeping
            found.append((each.stat().st_mtime_ns, each.stat().st_size, each.path))
    most, size = settings.KEPT_PAGES_MB * 2**20, sum(size for _used, size, _path in found)
    if size <= most:
        return
    for _used, freed, path in sorted(found):
        with suppress(FileNotFoundError):
            os.unlink(path)
        size -= freed
        if size <= most * ROOM_LEFT:
            return
