"""The SQLite database of an empty site: migrated once for each state of the code, and copied by every later run."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".pytest_cache"  # `make clean` removes it
NEWEST = 10


@cache
def kept() -> Path:
    """Return where the database for the code as it stands is kept, or will be."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for path in sorted(_code()):
        digest.update(path.as_posix().encode() + path.read_bytes())
    return FOLDER / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


def _code() -> Iterator[Path]:
    """Yield all that migrations and what follows them may run: every module of the site."""
    for folder in ROOT.glob("[a-z]*/"):
        if folder.name not in {"tests", "dev"}:
            yield from folder.rglob("*.py")


def keep(database: sqlite3.Connection) -> None:
    """Keep a copy of a database that was just migrated. The oldest copies go."""
    FOLDER.mkdir(exist_ok=True)
    unfinished = kept().with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(unfinished)) as copy:
        database.backup(copy)
    unfinished.replace(kept())
    for path in sorted(FOLDER.glob("migrated-*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-NEWEST]:
        path.unlink(missing_ok=True)


def fill(sender: type, connection: object, **differences) -> None:
    """Copy the kept database into an empty one that a connection was opened to: a receiver of `connection_created`."""
    if connection.vendor == "sqlite" and kept().exists() and not connection.introspection.table_names():
        with closing(sqlite3.connect(f"file:{kept()}?mode=ro", uri=True)) as source:
            source.backup(connection.connection)


def keep_if_new() -> None:
    """Keep the test database, if it is one of SQLite that nothing was kept for."""
    if connection.vendor == "sqlite" and not kept().exists():
        connection.ensure_connection()
        keep(connection.connection)
