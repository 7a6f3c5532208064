"""manage.py move_database --to URL: move the site from SQLite to PostgreSQL."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from operations.moving import NotMoved, move


class Command(BaseCommand):
    help = "Copy every row from SQLite to an empty PostgreSQL database, and compare the two. Stop the site first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", required=True, help="postgres://user@host/name; the password can be in ~/.pgpass")

    def handle(self, *, to: str, **options: Any) -> None:
        try:
            moved = move(to, self.stdout.write)
        except (NotMoved, Error) as error:
            raise CommandError(f"Not moved: {error}") from error
        self.stdout.write(f"Moved {moved.rows:,} rows in {moved.tables} tables; both databases hold the same.")
        self.stdout.write("Now set DATABASE_URL to the new one, start the site, and run: manage.py verify_editions")
