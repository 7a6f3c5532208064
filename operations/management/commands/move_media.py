"""manage.py move_media FOLDER: copy pictures and attachments from a folder to the bucket, or back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from operations.moving_media import NotCopied, copy_media


class Command(BaseCommand):
    """Never removes files. Run it, switch the site to the new storage, and run it again for files added meanwhile."""

    help = "Copy what is missing from a folder to the bucket (MEDIA_BUCKET), or, with --back, the other way."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--back", action="store_true", help="from the bucket to the folder")

    def handle(self, *, folder: Path, back: bool, **options: Any) -> None:
        if not settings.MEDIA_BUCKET:
            raise CommandError("Set MEDIA_BUCKET for this command: docs/operating.md says how.")
        try:
            count = copy_media(folder, back, self.stdout.write)
        except (NotCopied, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Copied {count:,} files; the others were there.")
