"""The version of the program, because an update may render the same content differently."""

import hashlib
import json
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

MAKES_PAGES = ("*/**/*.py", "templates/**/*.html", "locale/**/*.mo", "staticfiles/staticfiles.json")
APART = ("tests", "dev", "var", "migrations", "node_modules")


@cache
def program_digest() -> str:
    """Return a digest of the code, the templates, the translations, the addresses of static files, and the settings."""
    digest = hashlib.sha256(json.dumps([version("django"), _settings()]).encode())
    for path in _files():
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def program_changed_at() -> datetime:
    """Return when the newest of these files was last modified."""
    return datetime.fromtimestamp(max(path.stat().st_mtime for path in _files()), UTC)


def _settings() -> dict[str, str | int | float | bool]:
    """Return the plain settings. Others are computed from them."""
    found = {name: getattr(settings, name) for name in sorted(dir(settings)) if name.isupper()}
    return {name: value for name, value in found.items() if isinstance(value, str | int | float)}


def _files() -> list[Path]:
    root = Path(settings.BASE_DIR)
    folders = [each for each in root.iterdir() if each.is_dir() and not each.name.startswith(".")]
    found = [
        path
        for folder in folders
        if folder.name not in APART
        for pattern in MAKES_PAGES
        for path in root.glob(pattern.replace("*/", f"{folder.name}/", 1) if pattern.startswith("*/") else pattern)
    ]
    return sorted({path for path in found if not set(APART) & set(path.relative_to(root).parts)})
