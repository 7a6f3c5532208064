"""manage.py import_snapshot: a document becomes a snapshot. docs/importing.md says what it reads."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from articles.models import Series
from editorial.publishing import Refused
from snapshot.importing import applying
from snapshot.importing.contract import as_json
from snapshot.importing.lines import Unreadable
from snapshot.importing.matching import Plan, make_plan
from snapshot.importing.outline import Outline
from snapshot.importing.outlining import make_outline
from snapshot.importing.reading import read
from snapshot.importing.report import counted, lines_of

MOST_BYTES = 64 * 1024 * 1024  # far above what any reader takes
UNREADABLE = 2
NOT_PUBLISHED = 3


class Command(BaseCommand):
    """Dry run by default; `--apply` makes the desk copy, `--publish` publishes it, `--json` prints the outline."""

    help = "Import a strategic snapshot from a text, Markdown, HTML or Word document. Without options: a dry run."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and what to do with it."""
        parser.add_argument("file", help="the document")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--apply", action="store_true", help="make the snapshot and its articles at the desk")
        what.add_argument("--publish", action="store_true", help="and publish them; prints the address")
        what.add_argument(
            "--json", action="store_true", help="print what the document says as one JSON object; save nothing"
        )
        parser.add_argument("--note", default="", help="what changed, where this makes a further edition")

    def handle(self, *args, **options) -> None:
        """Read, match, and do what was asked for. Exits 2 where it cannot read, 3 where it must not publish."""
        try:
            outline = self._outline(Path(options["file"]))
        except Unreadable as unreadable:
            sentence = f"{options['file']}: {unreadable.message}"
            if options["json"]:
                self.stdout.write(
                    json.dumps({"error": {"code": unreadable.code, "message": sentence}}, ensure_ascii=False)
                )
            self.stderr.write(sentence)
            raise SystemExit(UNREADABLE) from None
        if options["json"]:
            self.stdout.write(json.dumps(as_json(outline), ensure_ascii=False, indent=1))
            return
        plan = make_plan(outline)
        self.stdout.write("\n".join(lines_of(plan)))
        if options["apply"] or options["publish"]:
            self._apply(plan, options["publish"], options["note"])
        else:
            self.stdout.write("Nothing was saved. --apply makes it at the desk, --publish publishes it too.")

    def _outline(self, path: Path) -> Outline:
        return make_outline(read(_bytes_of(path), path.name), list(Series.objects.values_list("name", flat=True)))

    def _apply(self, plan: Plan, is_published: bool, note: str) -> None:
        account = applying.import_account()
        if not is_published:
            applied = applying.apply(plan, account)
            self._say_applied(applied)
            self.stdout.write(f"At the desk: {reverse('admin:snapshot_snapshot_change', args=[applied.snapshot.pk])}")
            return
        try:
            applied, edition = applying.apply_and_publish(plan, account, note)
        except Refused as refused:
            self.stderr.write(
                "Not published, and nothing saved:\n" + "\n".join(f"- {reason}" for reason in refused.reasons)
            )
            raise SystemExit(NOT_PUBLISHED) from None
        self._say_applied(applied)
        if edition:
            self.stdout.write(f"Published as edition {edition.number}: {edition.get_absolute_url()}")
        else:
            self.stdout.write(f"Nothing to publish: {reverse('snapshot', kwargs={'slug': applied.snapshot.slug})}")

    def _say_applied(self, applied: applying.Applied) -> None:
        if applied.did_nothing:
            self.stdout.write("Nothing changed: the desk says all of this already.")
            return
        snapshot = "new" if applied.is_new else "changed" if applied.is_changed else "unchanged"
        articles = f"{counted(len(applied.created), 'article')} new, {len(applied.changed)} changed"
        house = f"{counted(len(applied.authors), 'author')} and {counted(len(applied.topics), 'topic')} new"
        self.stdout.write(f"Done: snapshot {snapshot}; {articles}; {house}.")


def _bytes_of(path: Path) -> bytes:
    """Return the file's bytes, no more than would be refused anyway. Raises Unreadable where there is no such file."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable("no-file", f"It cannot be read: {error.strerror}.") from None
