"""manage.py make_backup_key FILE: create the key that encrypts backups."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from operations.encryption import make_key


class Command(BaseCommand):
    help = "Make a key for backups (age, X25519). Without its secret part no backup can be read: keep a copy elsewhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="where to write the key")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            public = make_key(file)
        except OSError as error:
            raise CommandError(f"The key was not made: {error}") from error
        self.stdout.write(f"{file} holds the secret key. Copy it to a safe place outside this machine.")
        self.stdout.write(f"Public key, enough for making backups: {public}")
