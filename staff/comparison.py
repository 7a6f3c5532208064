"""Comparing at the desk: the draft with a published edition, or any two states."""

from dataclasses import dataclass

from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from permissions.matrix import Act
from record import freezing
from record.kinds import Kind, kind_of
from record.models import Edition, Publishable, Revision
from record.publishing import when
from record.revisions import name_of
from record.status import publication_status
from staff.act_pages import draft_for_act

MOST = 200  # states offered, the newest of each kind
DESK = "desk"


@dataclass(frozen=True)
class State:
    """A state of a draft: the current one, an edition, or a revision. `key` identifies it in the address."""

    key: str
    name: str


def compare_page(model_admin: ModelAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the changes between two states, by default from the live edition to the draft."""
    draft = draft_for_act(model_admin, request, object_id, Act.READ_HISTORY)
    kind = kind_of(draft)
    offered = states(kind, draft)
    stands = publication_status(draft, request.moment)
    shown = stands.live or stands.last or stands.pending
    before = _chosen(request, "from", offered, f"edition-{shown.number}" if shown else "")
    after = _chosen(request, "to", offered, DESK)
    found = None
    if before and after:
        found = kind.compare(_content(kind, draft, before.key, request), _content(kind, draft, after.key, request))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Compare “%s”") % draft, "subtitle": None, "original": draft, "opts": model_admin.opts,
        "states": offered, "before": before, "after": after, "comparison": found, "back": model_admin.page_of(draft),
    }  # fmt: skip
    return render(request, "admin/publishing/compare.html", context)


def states(kind: Kind, draft: Publishable) -> list[State]:
    """Return the states available for comparison: the draft, then editions and revisions, the newest first."""
    editions = kind.edition_model.objects.filter(parent=draft).order_by("-number").only("number", "live_from")[:MOST]
    revisions = Revision.objects.filter(kind=kind.name, parent_id=draft.pk).select_related("by").order_by("-number")
    return [
        State(DESK, _("Working copy")),
        *(State(f"edition-{each.number}", _edition_name(each)) for each in editions),
        *(State(f"revision-{each.number}", _revision_name(each)) for each in revisions[:MOST]),
    ]


def _edition_name(edition: Edition) -> str:
    return _("Edition %(n)d, %(when)s") % {"n": edition.number, "when": when(edition.live_from)}


def _revision_name(revision: Revision) -> str:
    values = {"n": revision.number, "when": when(revision.at), "who": revision.by_name or name_of(revision.by) or "–"}
    return _("Revision %(n)d, %(when)s, %(who)s") % values


def _chosen(request: HttpRequest, name: str, offered: list[State], otherwise: str) -> State | None:
    wanted = request.GET.get(name) or otherwise
    return next((state for state in offered if state.key == wanted), None)


def _content(kind: Kind, draft: Publishable, key: str, request: HttpRequest) -> dict:
    """Return the content of a state. A revision has no entries, so articles appear as they would be shown now."""
    if key == DESK:
        return kind.preview(draft, request.moment)
    name, _dash, number = key.partition("-")
    if name == "edition":
        rows: QuerySet = kind.edition_model.objects.filter(parent=draft)
    else:
        rows = Revision.objects.filter(kind=kind.name, parent_id=draft.pk)
    content = freezing.read(get_object_or_404(rows.select_related("content"), number=number).content)
    return content if "edition" in content else kind.preview(draft, request.moment, content["work"])
