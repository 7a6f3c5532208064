"""The recipe “add a field to Article” of CONTRIBUTING.md, carried out in a copy of the tree.

The database is made before, with an article and a snapshot published; then the field comes, as one entry in the list
and a line in the model and in the template.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.served import migrated

ROOT = Path(__file__).resolve().parent.parent
pytestmark = [pytest.mark.slow]

MODEL = '    subtitle = models.CharField(_("subtitle"), max_length=300, blank=True, help_text=_("Under the title."))\n'
ENTRY = (
    '    subtitle: Annotated[str, Text(_("the subtitle"), "A line under the title. May be empty.", search="lead", '
    "passage=True, card=True, export=True, api=True, text=True, added=True)]\n"
)
TEMPLATE = "    <p>{{ page.subtitle }}</p>\n"

BEFORE = """
from tests import make
from tests.make import NOON, changed, later, published
from snapshot.models import Snapshot

article = make.article("Ferries", slug="ferries")
published(article, NOON)
published(make.snapshot("Caspian", slug="caspian", sections={"One": [article]}), later(hours=1))
"""
AFTER = """
import contextlib, io, json, sys
import time_machine
from django.core.management import call_command
from django.test import Client
from articles.models import Article, ArticleEdition
from record.models import FrozenContent
from snapshot.models import Snapshot
from tests.make import changed, later, published

WORDS = "Quillons at low tide"

def said(command, *args):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        try:
            call_command(command, *args, stdout=out)
            code = 0
        except SystemExit as ended:
            code = ended.code
    return code, out.getvalue()

def look(address):
    answer = Client().get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body.decode()

with time_machine.travel(later(hours=2), tick=False):
    pages = ["/", "/analysis/", "/search/?q=ferries", "/analysis/ferries/", "/analysis/ferries.txt",
             "/snapshots/caspian/", "/api/v1/articles/", "/api/v1/articles/ferries/", "/analysis/export.json",
             "/analysis/export.csv", "/analysis/feed.atom", "/analysis/ferries/editions/1.json"]
    old = {page: look(page)[0] for page in pages}
    first_verified = said("verify_editions")
    rebuilt = said("rebuild_record", "--outdated")[0]
    then_verified = said("verify_editions")
    article = Article.objects.get()
    unchanged = "subtitle" not in ArticleEdition.objects.get().content.text
    from record.publishing import differs
    same = not differs(article, later(hours=2))
    second = published(changed(article, subtitle=WORDS), later(hours=2))
    published(changed(Snapshot.objects.get(), title="Caspian again"), later(hours=2))
with time_machine.travel(later(hours=3), tick=False):
    new = {
        "page": "/analysis/ferries/", "text": "/analysis/ferries.txt", "JSON": "/analysis/ferries.json",
        "API": "/api/v1/articles/ferries/", "export.json": "/analysis/export.json",
        "export.csv": "/analysis/export.csv", "comparison": "/analysis/ferries/editions/1/to/2/",
        "snapshot’s JSON": "/snapshots/caspian.json",
    }
    shows = {name: WORDS in look(address)[1] for name, address in new.items()}
    shows["search"] = "/analysis/ferries/" in look("/analysis/?q=quillons")[1]
    shows["passage"] = "Quillons" in look("/analysis/?q=quillons")[1].partition("/analysis/ferries/")[2]
    shows["described change"] = "Added the subtitle" in look(new["comparison"])[1]
    shows["API’s document"] = '"subtitle"' in look("/api/v1/schema/")[1] or "subtitle:" in look("/api/v1/schema/")[1]
    schema = json.loads(look("/schemas/article-1.json")[1])["properties"]["work"]
    shows["JSON Schema"] = "subtitle" in schema["properties"] and "subtitle" not in schema["required"]
    from django.contrib.admin import site
    from django.contrib.admin.utils import flatten_fieldsets
    shows["form"] = "subtitle" in flatten_fieldsets(site.get_model_admin(Article).fieldsets)
    article.subtitle = ""
    article.save()
    from articles.freezing import thaw
    from record.freezing import read
    thaw(read(second.content)["work"], article)
    article.refresh_from_db()
    shows["thawed"] = article.subtitle == WORDS
    last_verified = said("verify_editions")
sys.stderr.write("RESULT" + json.dumps({
    "old": old, "first": first_verified, "rebuilt": rebuilt, "then": then_verified, "unchanged": unchanged,
    "same": same, "shows": shows, "last": last_verified,
}))
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Path:
    """A copy of the tree with the new field, and a migrated database that was made before."""
    copy = tmp_path_factory.mktemp("recipe") / "tree"
    left_out = shutil.ignore_patterns(
        ".git", ".venv", "__pycache__", "var", "staticfiles", "*.sqlite3*", "node_modules"
    )
    shutil.copytree(ROOT, copy, ignore=left_out)
    shutil.copy(migrated(), copy / "recipe.sqlite3")
    run(copy, BEFORE)
    insert(copy / "articles/models/desk.py", "    standfirst = models.TextField(", MODEL)
    insert(copy / "articles/fields.py", "    authors: Annotated[", ENTRY)
    insert(copy / "templates/articles/article_page.html", '      <div class="reading-main">', TEMPLATE)
    manage(copy, "makemigrations", "articles", "--name", "article_subtitle")
    manage(copy, "migrate", "--verbosity", "0")
    return copy


def insert(path: Path, before: str, line: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{path.name} has no single line {before}"
    path.write_text(text.replace(before, line + before), encoding="utf-8")


def manage(copy: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=copy,
        env=environment(copy),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


def run(copy: Path, script: str) -> str:
    return manage(copy, "shell", "--no-imports", "-c", script)


def environment(copy: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_"))}
    here = {
        "DEBUG": "true",
        "ALLOWED_HOSTS": "testserver",
        "DATABASE_URL": f"sqlite:///{copy / 'recipe.sqlite3'}",
        "PYTHONPATH": str(copy),
    }
    return own | here


def asked(copy: Path) -> dict:
    """Publish a second edition with a subtitle, and return what each output says; the database is kept as it was."""
    kept = copy / "recipe.sqlite3"
    before = kept.read_bytes()
    try:
        return json.loads(run(copy, AFTER).rpartition("RESULT")[2])
    finally:
        kept.write_bytes(before)


def test_one_entry_in_the_list_brings_the_field_to_every_output(tree):
    found = asked(tree)
    assert set(found["old"].values()) == {200}, found["old"]
    assert (found["unchanged"], found["same"]) == (True, True)
    assert [name for name, shown in found["shows"].items() if not shown] == []
    code, words = found["first"]
    assert code == 0, words
    assert "1 article edition has a card, search text and links from an older version of the site" in words
    assert found["rebuilt"] == 0
    assert found["then"] == [0, "Verified 2 editions and 2 revisions: all as published.\n"]
    assert found["last"][0] == 0, found["last"][1]


def test_an_output_whose_mark_is_forgotten_is_noticed(tree):
    path = tree / "articles/fields.py"
    marked = path.read_text(encoding="utf-8")
    bare = '    subtitle: Annotated[str, Text(description="A line under the title.", added=True)]\n'
    path.write_text(marked.replace(ENTRY, bare), encoding="utf-8")
    try:
        shows = asked(tree)["shows"]
    finally:
        path.write_text(marked, encoding="utf-8")
    assert sorted(name for name, shown in shows.items() if not shown) == sorted(
        ["API", "API’s document", "described change", "export.csv", "export.json", "passage", "search", "text",
         "snapshot’s JSON", "comparison"]
    )  # fmt: skip
