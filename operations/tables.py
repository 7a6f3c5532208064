"""Facts about the tables of a database: for each, the number of rows and a digest that ignores their order."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

Facts = dict[str, list]  # table → [rows, digest]
MODULUS = 1 << 256
# Virtual tables are skipped: SQLite stores their content in ordinary tables, which are read.
SQLITE_TABLES = """
    SELECT name FROM sqlite_master
    WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%'
"""
POSTGRESQL_TABLES = """
    SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind = 'r' AND nspname = current_schema()
"""


def facts_of_rows(rows: Iterable[bytes]) -> list:
    """Return the number of rows, and the sum of their SHA-256 digests, which is the same in any order."""
    count = total = 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.sha256(row).digest())
    return [count, f"{total % MODULUS:064x}"]


def sqlite_facts(database: sqlite3.Connection) -> Facts:
    names = sorted(name for (name,) in database.execute(SQLITE_TABLES))
    return {name: facts_of_rows(_repr(database, name)) for name in names}


def _repr(database: sqlite3.Connection, name: str) -> Iterator[bytes]:
    return (repr(row).encode() for row in database.execute(f'SELECT * FROM "{name}"'))  # noqa: S608


def postgresql_facts(connection: BaseDatabaseWrapper) -> Facts:
    """Return the facts about every table of a PostgreSQL database, from the server's COPY output."""
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL_TABLES)
        names = sorted(name for (name,) in cursor.fetchall())
    return {name: facts_of_rows(_copied(connection, name)) for name in names}


def _copied(connection: BaseDatabaseWrapper, name: str) -> Iterator[bytes]:
    with connection.cursor() as cursor, cursor.copy(f'COPY "{name}" TO STDOUT') as rows:
        for row in rows:  # each message from the server is one row
            yield bytes(row)


def differences(before: Facts, after: Facts) -> list[str]:
    said = []
    for name in sorted({*before, *after}):
        was, found = before.get(name), after.get(name)
        if was is None or found is None:
            said.append(f"The table {name} is {'missing' if found is None else 'new'}.")
        elif was != found:
            told = f"{found[0]:,} rows instead of {was[0]:,}" if found[0] != was[0] else "other values"
            said.append(f"The table {name} holds {told}.")
    return said
