"""Checks whether the site can work: database, migrations, disk."""

import shutil
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor

LEAST_ROOM = 64 * 1024 * 1024  # bytes
OK = "ok"


def checks() -> dict[str, str]:
    """Return “ok” or a short reason for each part; checks the primary database."""
    database = _database()
    migrations = _migrations() if database == OK else "unknown: the database is not available"
    return {"database": database, "migrations": migrations, "disk": _disk()}


def is_ready(found: dict[str, str]) -> bool:
    return all(result == OK for result in found.values())


def room() -> dict[str, int]:
    """Return the free bytes for each folder that the site writes to."""
    folders = [Path(settings.MEDIA_ROOT), Path(settings.RENDITIONS_ROOT)]
    name = settings.DATABASES[DEFAULT_DB_ALIAS]["NAME"]
    if connections[DEFAULT_DB_ALIAS].vendor == "sqlite" and not str(name).startswith(("file:", ":memory:")):
        folders.append(Path(name).parent)
    return {str(folder): shutil.disk_usage(_existing(folder)).free for folder in folders}


def _database() -> str:
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return f"not available: {type(error).__name__}"
    return OK


def _migrations() -> str:
    try:
        return OK if _is_migrated() else "missing: run manage.py migrate"
    except (Error, LookupError) as error:
        return f"unknown: {type(error).__name__}"


def _is_migrated() -> bool:
    missing = _missing_migrations()
    if missing:
        _missing_migrations.cache_clear()  # cache only success
    return not missing


@cache
def _missing_migrations() -> int:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _disk() -> str:
    full = [folder for folder, free in room().items() if free < LEAST_ROOM]
    return f"less than {LEAST_ROOM >> 20} MB free" if full else OK


def _existing(folder: Path) -> Path:
    """Return the folder, or its nearest parent that exists."""
    return next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
