"""Snapshot editions and the home page at the desk, and how snapshots say that something is in use."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import SelectedIn
from editorial.admin import deletion
from editorial.admin.citing import CitingActs
from editorial.admin.editions import EditionAdmin, day, paragraphs, points
from editorial.admin.house import SingleRowAdmin
from snapshot.models import (
    Compiler,
    HomePage,
    Placement,
    Snapshot,
    SnapshotEdition,
    SnapshotEditionCompiler,
    SnapshotEditionTopic,
)
from snapshot.public.citing import cited_snapshot


@admin.register(SnapshotEdition)
class SnapshotEditionAdmin(CitingActs, EditionAdmin):
    """Snapshots as published."""

    cite = staticmethod(cited_snapshot)

    def frozen_page(self, work: dict, part: dict) -> SafeString:
        sections = format_html_join(
            "", "<h3>{}</h3>{}", ((s["title"], _section(s, part["entries"])) for s in work["sections"])
        )
        heading = (
            format_html("<p><strong>{}</strong></p>", work["selection_heading"]) if work["selection_heading"] else ""
        )
        return format_html("<h2>{}</h2>{}{}{}", work["title"], paragraphs(work["introduction"]), heading, sections)


def _section(section: dict, entries: dict) -> SafeString:
    rows = [(placement, entries[placement["key"]]) for placement in section["placements"]]
    return format_html_join(
        "", "<h4>{}</h4><p>{} · {}</p>{}",
        (
            (
                placement["title"] or entry["title"], ", ".join(author["name"] for author in entry["authors"]) or "–",
                day(entry["published_on"]),
                points(placement["summary"] or [point["text"] for point in entry["points"]]),
            )
            for placement, entry in rows
        ),
    )  # fmt: skip


@admin.register(HomePage)
class HomePageAdmin(SingleRowAdmin):
    """Which snapshot leads the home page."""

    fields = ["lead"]
    autocomplete_fields = ["lead"]


def _placed(row: Placement) -> str:
    words = _("It stands in {}, in the section {}. Take it out there first.")
    section = deletion.linked(row.section, _("“%s”") % row.section)
    return format_html(words, deletion.linked(row.section.snapshot, _("“%s”") % row.section.snapshot), section)


def _published(edition: SnapshotEdition) -> str:
    words = _("It was published as {}. What was published is never deleted: withdraw it instead.")
    return format_html(words, deletion.linked(edition, _("edition %d") % edition.number))


deletion.say(Placement, _placed)
deletion.say(SnapshotEdition, _published)
deletion.say(Snapshot, lambda row: format_html(_("It is named in the snapshot {}."), deletion.linked(row)))
deletion.say(
    Compiler, lambda row: format_html(_("It stands among the compilers of {}."), deletion.linked(row.snapshot))
)
deletion.say(
    SnapshotEditionCompiler,
    lambda row: format_html(_("It is printed in {}, which was published."), deletion.linked(row.edition)),
)
deletion.say(
    SnapshotEditionTopic, lambda row: format_html(_("{} was published under it."), deletion.linked(row.edition))
)
deletion.say(SelectedIn, lambda row: format_html(_("It is frozen in {}, edition {}."), row.title, row.number))
