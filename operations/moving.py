"""Moves the whole site from SQLite to PostgreSQL, and checks that every row is identical."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time

import environ
from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

from operations.tables import facts_of_rows

TARGET = "target"  # alias of the new database


class NotMoved(Exception):
    """The move failed: do not use the new database. The message is one plain sentence. The old one is unchanged."""


@dataclass(frozen=True)
class Moved:
    """The number of moved tables and rows."""

    tables: int
    rows: int


def move(url: str, say: Callable[[str], None] = lambda words: None) -> Moved:
    """Copy everything from the site's SQLite database to an empty PostgreSQL database, and compare the two.

    The old one is locked for writing meanwhile. Raises NotMoved, and django.db.Error if a database fails.
    """
    source = connections["default"]
    told = environ.Env.db_url_config(url)
    if source.vendor != "sqlite" or not told["ENGINE"].endswith("postgresql"):
        raise NotMoved("This moves a site from SQLite (DATABASE_URL) to PostgreSQL (--to).")
    connections.databases[TARGET] = {**connections.configure_settings({"default": told})["default"]}
    target = connections[TARGET]
    try:
        if target.introspection.table_names():
            raise NotMoved("The new database is not empty.")
        _manage(url, "migrate", "--verbosity", "0")
        say("The new database has its tables.")
        with transaction.atomic():
            with transaction.atomic(using=TARGET):
                _empty(target)
                rows = sum(_copy(model, target) for model in _models())
            say(f"{rows:,} rows are copied.")
            with target.cursor() as cursor:
                for statement in target.ops.sequence_reset_sql(no_style(), _models()):
                    cursor.execute(statement)
                cursor.execute("ANALYZE")
            _compare()  # before what is built next, which counts editions as it goes
            _manage(url, "rebuild_record", "--search")
            say("The search tables are built.")
        return Moved(len(_models()), rows)
    finally:
        target.close()
        del connections[TARGET]
        del connections.databases[TARGET]


def _models() -> list[type[Model]]:
    """Return the model of every table that Django creates, including many-to-many tables."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not model._meta.proxy]


def _fields(model: type[Model]) -> list[Field]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _empty(target: BaseDatabaseWrapper) -> None:
    """Delete the rows that migrations added, because the old database has them with other ids.

    Foreign keys are only checked at the end.
    """
    with target.cursor() as cursor:
        for model in _models():
            if model._base_manager.using(TARGET).exists():
                cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608


def _copy(model: type[Model], target: BaseDatabaseWrapper) -> int:
    fields, count = _fields(model), 0
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with target.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as into:
        for row in _rows(model, "default"):
            into.write_row([field.get_db_prep_save(value, target) for field, value in zip(fields, row, strict=True)])
            count += 1
    return count


def _rows(model: type[Model], alias: str) -> Iterator[tuple]:
    names = [field.attname for field in _fields(model)]
    return model._base_manager.using(alias).order_by().values_list(*names).iterator()


def _compare() -> None:
    """Raise NotMoved unless every table has the same values in both databases."""
    for model in _models():
        before, after = (facts_of_rows(map(_written, _rows(model, alias))) for alias in ("default", TARGET))
        if before != after:
            raise NotMoved(f"The table {model._meta.db_table} differs: {before[0]:,} rows before, {after[0]:,} after.")


def _written(row: tuple) -> bytes:
    """Return a row as JSON that does not depend on the database."""
    return json.dumps(row, sort_keys=True, default=_plain).encode("utf-8", "surrogatepass")


def _plain(value: object) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def _manage(url: str, *arguments: str) -> None:
    """Run manage.py on the new database, because migrations and search only use the default one."""
    done = subprocess.run(  # noqa: S603 - the command is ours
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotMoved(f"manage.py {arguments[0]} failed on the new database: {done.stderr.strip()}")
