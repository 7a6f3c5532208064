"""manage.py import_snapshot: import a document as a snapshot. docs/importing.md describes the formats."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from articles.models import Series
from importing import applying, provenance, totals
from importing.contract import as_json
from importing.lines import Unreadable
from importing.matching import Plan, make_plan
from importing.models import ImportedDocument
from importing.outline import Outline
from importing.outlining import make_outline
from importing.reading import read
from importing.report import lines_of
from record.publishing import Refused

MOST_BYTES = 64 * 1024 * 1024  # far above any reader's limit
UNREADABLE = 2
NOT_PUBLISHED = 3


class Command(BaseCommand):
    """Dry run by default; `--apply` creates the drafts, `--publish` publishes them, `--json` prints the outline."""

    help = "Import a strategic snapshot from a text, Markdown, HTML or Word document. Without options: a dry run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the document")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--apply", action="store_true", help="make the snapshot and its articles at the desk")
        what.add_argument("--publish", action="store_true", help="and publish them; prints the address")
        what.add_argument(
            "--json", action="store_true", help="print what the document says as one JSON object; save nothing"
        )
        parser.add_argument("--note", default="", help="what changed, where this makes a further edition")

    def handle(self, *args, **options) -> None:
        """Read, match and do what was asked. Exits 2 if it can't be read, 3 if it must not be published."""
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
            self._apply(plan, Path(options["file"]), options["publish"], options["note"])
        else:
            self.stdout.write(f"{totals.document_totals(plan)}.")
            self.stdout.write("Nothing was saved. --apply makes it at the desk, --publish publishes it too.")

    def _outline(self, path: Path) -> Outline:
        return make_outline(read(_bytes_of(path), path.name), list(Series.objects.values_list("name", flat=True)))

    def _apply(self, plan: Plan, path: Path, is_published: bool, note: str) -> None:
        account = applying.import_account()
        if not is_published:
            applied = applying.apply(plan, account)
            self._say_applied(applied, path)
            self.stdout.write(f"At the desk: {reverse('admin:snapshot_snapshot_change', args=[applied.snapshot.pk])}")
            return
        try:
            applied, edition = applying.apply_and_publish(plan, account, note)
        except Refused as refused:
            self.stderr.write(
                "Not published, and nothing saved:\n" + "\n".join(f"- {reason}" for reason in refused.reasons)
            )
            raise SystemExit(NOT_PUBLISHED) from None
        self._say_applied(applied, path)
        if edition:
            self.stdout.write(f"Published as edition {edition.number}: {edition.get_absolute_url()}")
        else:
            self.stdout.write(f"Nothing to publish: {reverse('snapshot', kwargs={'slug': applied.snapshot.slug})}")

    def _say_applied(self, applied: applying.Applied, path: Path) -> None:
        if applied.did_nothing:
            self.stdout.write("Nothing changed: all of this has already been imported.")
            return
        # The import page compares against what the last document set.
        made = {"snapshot": applied.snapshot, "applied": provenance.trace(applied), "by": applying.import_account()}
        ImportedDocument.objects.create(
            name=path.name[:255], title=applied.snapshot.title, data=_bytes_of(path), **made
        )
        snapshot = "new" if applied.is_new else "changed" if applied.is_changed else "unchanged"
        counts = (len(each) for each in (applied.created, applied.changed, applied.authors, applied.topics))
        told = totals.brought(*counts)
        self.stdout.write(f"Done: snapshot {snapshot}{'; ' if told else ''}{told}.")


def _bytes_of(path: Path) -> bytes:
    """Return the file's bytes, up to the size limit. Raises Unreadable if the file doesn't exist."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable("no-file", f"It cannot be read: {error.strerror}.") from None
