"""Snapshot editions at the desk, and the sentences that explain why a row cannot be deleted."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import SelectedIn
from media.models import Picture
from snapshot.admin.frozen import frozen_snapshot
from snapshot.models import (
    Compiler,
    Placement,
    Snapshot,
    SnapshotAttachment,
    SnapshotEdition,
    SnapshotEditionCompiler,
    SnapshotEditionFile,
    SnapshotEditionPicture,
    SnapshotEditionTopic,
)
from snapshot.public.citations import cited_snapshot
from staff import deletion
from staff.citations import CitingActs
from staff.editions import EditionAdmin

MOST_CHOSEN = 50  # for one digest


@admin.register(SnapshotEdition)
class SnapshotEditionAdmin(CitingActs, EditionAdmin):
    """Published snapshots."""

    actions = ["mail_digest"]

    @admin.action(description=gettext_lazy("Email digest…"), permissions=["view"])
    def mail_digest(self, request: HttpRequest, queryset: QuerySet) -> HttpResponseRedirect:
        """Redirect to the page that combines the selected editions in one email digest."""
        ids = ",".join(str(pk) for pk in queryset.order_by().values_list("pk", flat=True)[:MOST_CHOSEN])
        return HttpResponseRedirect(f"{reverse('admin:snapshot_snapshot_digest')}?editions={ids}")

    cite = staticmethod(cited_snapshot)

    def frozen_page(self, work: dict, part: dict) -> SafeString:
        return frozen_snapshot(work, part["entries"])


def _placed(row: Placement) -> str:
    words = _("It is used in {}, in the section {}. Remove it there first.")
    section = deletion.linked(row.section, _("“%s”") % row.section)
    return format_html(words, deletion.linked(row.section.snapshot, _("“%s”") % row.section.snapshot), section)


def _published(edition: SnapshotEdition) -> str:
    words = _("This was published as {} and can’t be deleted. Withdraw it instead.")
    return format_html(words, deletion.linked(edition, _("edition %d") % edition.number))


deletion.say(Placement, _placed)
deletion.say(SnapshotEdition, _published)
deletion.say(Snapshot, lambda row: format_html(_("It is named in the snapshot {}."), deletion.linked(row)))
deletion.say(Snapshot, lambda row: format_html(_("The snapshot {} shows it."), deletion.linked(row)), of=Picture)
deletion.say(SnapshotAttachment, lambda row: format_html(_("It is attached to {}."), deletion.linked(row.snapshot)))
deletion.say(
    SnapshotEditionPicture,
    lambda row: format_html(_("It is shown in {}, which was published."), deletion.linked(row.edition)),
)
deletion.say(
    SnapshotEditionFile,
    lambda row: format_html(_("It is attached to {}, which was published."), deletion.linked(row.edition)),
)
deletion.say(Compiler, lambda row: format_html(_("It is a compiler of {}."), deletion.linked(row.snapshot)))
deletion.say(
    SnapshotEditionCompiler,
    lambda row: format_html(_("It is named in {}, which was published."), deletion.linked(row.edition)),
)
deletion.say(
    SnapshotEditionTopic, lambda row: format_html(_("{} was published under it."), deletion.linked(row.edition))
)
deletion.say(SelectedIn, lambda row: format_html(_("It is part of {}, edition {}."), row.title, row.number))
