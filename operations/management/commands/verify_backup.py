"""manage.py verify_backup FILE: read a whole backup and restore its database into a temporary one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from operations.backup import verify
from operations.backup_file import Damaged
from operations.databases import NotDone
from operations.encryption import BadKey


class Command(BaseCommand):
    help = "Read a backup whole, restore its database into a temporary one, and compare every table and file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--key", type=Path, help="the file of the secret key, if the backup is encrypted")

    def handle(self, *, file: Path, key: Path | None, **options: Any) -> None:
        try:
            kept = verify(file, key)
        except (Damaged, NotDone, BadKey, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{file} is whole and was restored on trial: {kept}.")
