"""manage.py restore FILE: fill an empty site from a backup."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from operations.backup import restore, settings_in
from operations.backup_file import Damaged
from operations.databases import NotDone
from operations.encryption import BadKey
from operations.saved_settings import saved_settings


class Command(BaseCommand):
    """Needs no confirmation, because it only fills an empty database and an empty media storage."""

    help = "Restore a backup into an empty database and an empty media storage, and bring them up to this version."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--key", type=Path, help="the file of the secret key, if the backup is encrypted")
        parser.add_argument("--database-only", action="store_true", help="leave the media as they are")

    def handle(self, *, file: Path, key: Path | None, database_only: bool, **options: Any) -> None:
        try:
            kept = restore(file, key, with_media=not database_only)
            before = settings_in(file, key)
        except (Damaged, NotDone, BadKey, OSError) as error:
            raise CommandError(f"Not restored: {error}") from error
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(f"Restored {kept}.")
        now = saved_settings()
        for name in sorted(name for name in before if before[name] != now.get(name)):
            self.stdout.write(f"{name} was {before[name]}" + ("" if name in os.environ else ", and is not set now"))
        self.stdout.write("Now run: manage.py verify_editions")
