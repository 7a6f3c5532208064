"""manage.py backup FILE: back up database, media and settings into one file, while the site runs."""

import sqlite3
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from operations.backup import back_up
from operations.databases import NotDone
from operations.encryption import BadKey


class Command(BaseCommand):
    help = "Back up database, media and settings (without secrets) into one encrypted file, while the site runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that does not exist yet")
        how = parser.add_mutually_exclusive_group(required=True)
        how.add_argument("--key", type=Path, help="a file of age keys, public (age1…) or secret")
        how.add_argument("--unencrypted", action="store_true", help="for a disk that is encrypted itself")

    def handle(self, *, file: Path, key: Path | None, **options: Any) -> None:
        try:
            kept = back_up(file, key)
        except (NotDone, BadKey, OSError, sqlite3.Error, Error) as error:
            raise CommandError(f"No backup was made: {error}") from error
        self.stdout.write(f"{file}: {kept}; {file.stat().st_size:,} bytes.")
