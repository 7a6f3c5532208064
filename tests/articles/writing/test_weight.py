"""What the writing desk loads before one can write."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from dev.build_editor import MADE, source_digest
from tests import make
from tests.accounts import editor

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BUDGET = 160_000  # bytes, in Brotli's best, as finished static files are served
IMPORT = re.compile(r"""^(?:import|export)\b[^;]*?["'](\.{1,2}/[^"']+)["'];""", re.M)


def page(client) -> str:
    client.force_login(editor())
    return client.get(reverse("admin:articles_article_write", args=[make.article("Ports").pk])).content.decode()


def loaded(name: str, found: dict[Path, int]) -> dict[Path, int]:
    """Add to `found` what a script and the modules that it imports weigh, in bytes."""
    path = Path(finders.find(name) or name).resolve()
    if path not in found:
        text = path.read_text()
        found[path] = len(brotli.compress(text.encode(), quality=11))
        for needed in IMPORT.findall(text):
            loaded(str(path.parent / needed), found)
    return found


def test_the_scripts_of_the_writing_desk_weigh_at_most_160_kb(client):
    found = {}
    addresses = re.findall(r'(?:<script [^>]*?src|data-editor)="([^"]+)"', page(client))
    for address in addresses:
        assert address.startswith("/static/"), f"{address} is not a static file."
        loaded(address.removeprefix("/static/"), found)
    assert {"writing.js", "body.js", "editor.js"} <= {path.name for path in found}
    lines = (f"{size:8,} {path.name}" for path, size in sorted(found.items(), key=lambda each: -each[1]))
    assert sum(found.values()) <= BUDGET, "\n".join(lines)


def test_neither_desk_loads_jquery_or_the_admins_pickers(client):
    snapshot = make.snapshot("Winter")
    for shown in (page(client), client.get(f"/admin/snapshot/snapshot/{snapshot.pk}/desk/").content.decode()):
        assert not re.search(r"<script [^>]*(?:jquery|select2|calendar)", shown)


@pytest.mark.parametrize("name", ["editor.js", "linkify.js"])
def test_the_desks_editor_is_made_from_the_installed_library(name):
    first, _, _ = (MADE / name).read_text().partition("\n")
    assert source_digest() in first, "Run python dev/build_editor.py."
