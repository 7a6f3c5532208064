"""Comparing at the desk: what is there with what was published, and any two states of it."""

from dataclasses import dataclass

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from editorial import freezing
from editorial.models import Edition, Publishable, Revision
from editorial.publishables import PublishableType, type_of
from editorial.publishing import when
from editorial.revisions import name_of
from editorial.standing import standing

MOST = 200  # states offered to choose from, the newest of each kind
DESK = "desk"


@dataclass(frozen=True)
class State:
    """A state of a working copy: as it is at the desk, an edition, or a revision. `key` names it in an address."""

    key: str
    name: str


def compare_page(model_admin: ModelAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show what changed from one state to another: from what is live to the desk, where no others are chosen."""
    copy = model_admin.get_object(request, unquote(object_id))
    if copy is None:
        raise Http404
    if not model_admin.has_view_or_change_permission(request, copy):
        raise PermissionDenied
    kind = type_of(copy)
    offered = states(kind, copy)
    stands = standing(copy, request.moment)
    shown = stands.live or stands.last or stands.pending
    before = _chosen(request, "from", offered, f"edition-{shown.number}" if shown else "")
    after = _chosen(request, "to", offered, DESK)
    found = None
    if before and after:
        found = kind.compare(_content(kind, copy, before.key, request), _content(kind, copy, after.key, request))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Compare “%s”") % copy, "subtitle": None, "original": copy, "opts": model_admin.opts,
        "states": offered, "before": before, "after": after, "comparison": found, "back": model_admin.page_of(copy),
    }  # fmt: skip
    return render(request, "admin/publishing/compare.html", context)


def states(kind: PublishableType, copy: Publishable) -> list[State]:
    """Return the states that can be compared: the desk's, then editions and revisions, the newest first."""
    editions = kind.edition.objects.filter(parent=copy).order_by("-number").only("number", "live_from")[:MOST]
    revisions = Revision.objects.filter(kind=kind.name, parent_id=copy.pk).select_related("by").order_by("-number")
    return [
        State(DESK, _("At the desk now")),
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


def _content(kind: PublishableType, copy: Publishable, key: str, request: HttpRequest) -> dict:
    """Return the content of a state. A revision holds no articles: they stand as they would be shown now."""
    if key == DESK:
        return kind.draft(copy, request.moment)
    name, _dash, number = key.partition("-")
    if name == "edition":
        row: Edition | Revision | None = (
            kind.edition.objects.filter(parent=copy, number=number).select_related("content").first()
        )
    else:
        rows = Revision.objects.filter(kind=kind.name, parent_id=copy.pk, number=number)
        row = rows.select_related("content").first()
    if row is None:
        raise Http404
    content = freezing.read(row.content)
    return content if "edition" in content else kind.draft(copy, request.moment, content["work"])
