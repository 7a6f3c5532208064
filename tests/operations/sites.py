"""A whole site of its own, with a database, a media folder and processes, as an operator has it."""

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.db import connection

from tests.served import migrated
from tests.test_conventions import ROOT

BUILD = """
from datetime import UTC, datetime, timedelta
from django.core.files.uploadedfile import SimpleUploadedFile
from media import attachments
from media.pictures import library
from record.models import Organization
from tests import make, uploads
at = datetime(2026, 5, 1, 12, tzinfo=UTC)
Organization.objects.create(pk=1, name="Institute of the Sea", contact_email="desk@example.org")
picture = library.add(uploads.picture((960, 640), "JPEG"), "cranes.jpg", alternative_text="Cranes")
ada, ports, ice = make.author("Ada “A” Writer", photo=picture), make.topic("Ports"), make.tag("ice")
texts = [make.article(f"Łódź {n}", [ada], topics=[ports], tags=[ice], body="<p>Text.</p>") for n in range(4)]
for number, text in enumerate(texts):
    file = SimpleUploadedFile("a.pdf", uploads.PDF + bytes([number]))
    make.attached(text, file=attachments.stored(file))
texts[0].picture = picture
texts[0].save()
make.published(make.snapshot("Caspian", {"One": texts[:2], "Two": texts[2:3]}, [ada], [ports]), at)
make.published(texts[3], at)
make.published(make.changed(texts[0]), at + timedelta(days=1))
make.article("Unfinished")
"""
# Prints the SHA-256 of every public page that the sitemaps name, and of those that tests walk.
PAGES = """
import hashlib, json, re
from django.test import Client
from tests.public_site import PAGES
reader = Client(raise_request_exception=False)
names = re.findall("<loc>https?://testserver([^<]*)", reader.get("/sitemap.xml").content.decode())
found = {each for name in names for each in re.findall("<loc>https?://testserver([^<]*)", reader.get(name).content.decode())}
ends = {each[:-1] + end for each in found if each.count("/") == 3 for end in (".json", ".txt", ".bib", "/editions/")}
paths = sorted({*found, *ends, *(each for each in PAGES.values() if "{" not in each)})
answers = {path: reader.get(path) for path in paths}
print(json.dumps({path: [a.status_code, hashlib.sha256(a.getvalue()).hexdigest()] for path, a in answers.items()}))
"""
# Adds authors and attachments until it is stopped, and says each on a line.
WRITE = """
from itertools import count
from django.core.files.uploadedfile import SimpleUploadedFile
from media import attachments
from tests import make
for number in count(1):
    made = make.author(f"Written While Backing Up {number}", slug=f"while-{number}")
    body = b"%PDF-1.7 " + str(number).encode() * 20_000 + b" %%EOF"
    attachments.stored(SimpleUploadedFile(f"while-{number}.pdf", body))
    print(number, flush=True)
"""


class Site:
    """A site in a folder. Its database is of the kind that the tests run on, or SQLite where `url` says so."""

    def __init__(self, folder: Path, url: str = ""):
        self.folder, self.url = folder, url or f"sqlite:///{folder / 'site.sqlite3'}"
        self.media = folder / "media"

    def environment(self) -> dict[str, str]:
        told = {
            "DJANGO_SETTINGS_MODULE": "tests.settings", "SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "testserver,127.0.0.1",
            "DATABASE_URL": self.url, "MEDIA_ROOT": str(self.media), "RENDITIONS_ROOT": str(self.folder / "renditions"),
            "BACKUP_MARKER": str(self.folder / "last-backup"), "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        kept = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH")
        return told | {name: os.environ[name] for name in kept if name in os.environ}

    def start(self, *arguments: str) -> subprocess.Popen:
        """Start `manage.py` with these arguments."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *map(str, arguments)], cwd=ROOT, env=self.environment(),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def manage(self, *arguments: str) -> str:
        """Run `manage.py` to its end and return what it printed. Fails with its own words."""
        process = self.start(*arguments)
        out, err = process.communicate()
        assert process.returncode == 0, f"{arguments[0]}: {out}{err}"
        return out

    def refused(self, *arguments: str) -> str:
        """Run `manage.py` to its end, which must be a refusal, and return its words."""
        process = self.start(*arguments)
        _out, err = process.communicate()
        assert process.returncode == 1, err
        return err

    def shell(self, code: str) -> str:
        return self.manage("shell", "--verbosity", "0", "--command", code)

    def migrate(self) -> None:
        if self.url.startswith("sqlite"):
            shutil.copy(migrated(), self.folder / "site.sqlite3")
        else:
            self.manage("migrate", "--verbosity", "0")

    def build(self) -> None:
        self.migrate()
        self.shell(BUILD)

    def pages(self) -> dict[str, list]:
        return json.loads(self.shell(PAGES))

    def files(self) -> dict[str, str]:
        """Return the SHA-256 of each media file by its name."""
        paths = (path for path in self.media.rglob("*") if path.is_file() and not path.name.startswith("."))
        return {str(path.relative_to(self.media)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}

    def rows(self) -> dict[str, list]:
        """Return every row of every table, read past Django."""
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.folder / "site.sqlite3")) as database:
                return {"": sorted(database.iterdump())}
        with psycopg.connect(self.url) as database:
            names = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            return {
                name: sorted(row for (row,) in database.execute(f'SELECT t::text FROM "{name}" t').fetchall())
                for (name,) in names
            }

    def wipe(self) -> None:
        """Lose everything."""
        shutil.rmtree(self.media, ignore_errors=True)
        if self.url.startswith("sqlite"):
            for path in self.folder.glob("site.sqlite3*"):
                path.unlink()
        else:
            name = self.url.rpartition("?")[0].rpartition("/")[2]
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
                cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')


@contextmanager
def postgresql_site(folder: Path) -> Iterator[Site]:
    """Give a site with an empty database on the PostgreSQL server that the tests run on."""
    told = connection.settings_dict
    name = f"site_{secrets.token_hex(4)}"
    site = Site(folder, f"postgres://{told['USER']}@/{name}?host={told['OPTIONS'].get('host') or told['HOST']}")
    site.wipe()
    try:
        yield site
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
