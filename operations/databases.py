"""Copies the whole database to a file and back: with SQLite's online backup, or with pg_dump and pg_restore."""

import os
import secrets
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import pq
from psycopg.conninfo import make_conninfo

from operations.tables import Facts, postgresql_facts, sqlite_facts

FILES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
LIBPQ = {each.keyword.decode() for each in pq.Conninfo.get_defaults()}  # names of connection parameters
NOT_EMPTY = "The database is not empty. Restore into a new one, and keep the old until you have looked."


class NotDone(Exception):
    """The database was not dumped or restored. The message is one plain sentence."""


def dump(path: Path) -> Facts:
    """Write a consistent copy of the database to a new file, and return the facts about its tables.

    Others can read and write meanwhile. Raises NotDone, OSError and sqlite3.Error.
    """
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            return sqlite_facts(copy)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (moment,) = cursor.fetchone()
        _run(connection.settings_dict, "pg_dump", "--format=custom", f"--file={path}", f"--snapshot={moment}")
        return postgresql_facts(connection)


def load(path: Path) -> None:
    """Fill the site's empty database from a dump. Raises NotDone, and then the database is still empty."""
    if not is_empty():
        raise NotDone(NOT_EMPTY)
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(path)) as copy:
            copy.backup(connection.connection)
    else:
        _restore(path, connection.settings_dict)


def is_empty() -> bool:
    return not connection.introspection.table_names()


def facts(database: BaseDatabaseWrapper) -> Facts:
    """Return the facts about a database's tables. Nothing should write to it meanwhile."""
    if database.vendor != "sqlite":
        return postgresql_facts(database)
    with closing(sqlite3.connect(database.settings_dict["NAME"])) as plain:  # Django's connection would convert values
        return sqlite_facts(plain)


@contextmanager
def scratch(path: Path, vendor: str) -> Iterator[dict]:
    """Restore a dump into a temporary database that is dropped after the block; yield Django's settings for it.

    Raises NotDone, also if `vendor` is PostgreSQL but the site's own database is not.
    """
    if vendor == "sqlite":
        with closing(sqlite3.connect(path)) as copy:
            (said,) = copy.execute("PRAGMA integrity_check").fetchone()
        if said != "ok":
            raise NotDone(f"SQLite finds the database damaged: {said}.")
        yield {**connection.settings_dict, "ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": {}}
        return
    if connection.vendor != vendor:
        raise NotDone("To try a PostgreSQL backup, DATABASE_URL must lead to a PostgreSQL server.")
    name = f"scratch_{secrets.token_hex(6)}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        options = {name: value for name, value in connection.settings_dict["OPTIONS"].items() if name in LIBPQ}
        settings = {**connection.settings_dict, "NAME": name, "OPTIONS": options}
        _restore(path, settings)
        yield settings
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _restore(path: Path, settings: dict) -> None:
    _run(settings, "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", str(path))


def _run(settings: dict, program: str, *arguments: str) -> None:
    """Run a PostgreSQL program. The password goes in the environment, because other users can read command lines."""
    where = {"dbname": settings["NAME"], "user": settings["USER"], "host": settings["HOST"], "port": settings["PORT"]}
    where |= {name: value for name, value in settings["OPTIONS"].items() if name in LIBPQ}
    address = make_conninfo(**{name: value for name, value in where.items() if value})
    password = {"PGPASSWORD": settings["PASSWORD"]} if settings["PASSWORD"] else {}
    try:
        done = subprocess.run(  # noqa: S603 - the command is ours
            [program, f"--dbname={address}", *arguments],
            env={**os.environ, **password},
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise NotDone(f"{program} is not installed: it comes with PostgreSQL's client programs.") from error
    if done.returncode:
        raise NotDone(f"{program} failed: {done.stderr.strip()}")
