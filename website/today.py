"""The lists of the admin's first page: what waits for the user, and what was done lately."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from permissions.matrix import Act
from permissions.models import Assignment
from permissions.rules import may, visible_to
from record.kinds import Kind, all_kinds, kind_of
from record.models import Edition, Publishable
from record.revisions import name_of
from snapshot.desk import dashboard
from snapshot.desk.coming import end_of_strip

SHOWN = 8
LOOKED_AT = 3 * SHOWN  # newest editions of a kind, of which the same item may have several
THIN = ("parent", "number", "title", "live_from", "kind", "note", "published_by")


def desk_lists(request: HttpRequest) -> list[dict]:
    """Return what waits for the user, their drafts, what goes live after two weeks, and what went live."""
    kinds = list(reversed(all_kinds())) if may(request.user, Act.READ_DESK) else []
    lists = [
        _list("waiting", _("Waiting for you"), chain.from_iterable(_waiting(kind, request) for kind in kinds)),
        _list("drafts", _("My drafts"), (_draft(copy) for kind in kinds for copy in _drafts_of(kind, request))),
        _list(
            "scheduled",
            _("Scheduled for later"),
            (_edition(row) for kind in kinds for row in _later(kind, request)),
            newest_first=False,
        ),
        _list(
            "recent",
            _("Recently published"),
            (_edition(row) for kind in kinds for row in _recent(kind, request.moment)),
        ),
    ]
    if may(request.user, Act.ARRANGE):
        lists += [
            _panel("outdated", _("Snapshots whose articles have newer editions"), dashboard.outdated(request.moment)),
            _panel("ageing", _("Not updated for six months"), dashboard.ageing(request.moment)),
        ]
    return [each for each in lists if each["rows"]]


def short(moment: datetime) -> str:
    """Return the moment in the active time zone, which the page names once."""
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def _panel(name: str, title: str, lines: list[dashboard.Line]) -> dict:
    rows = [{"url": line.url, "title": line.title, "words": f"{line.note}, {short(line.at)}"} for line in lines]
    return {"name": name, "title": title, "rows": rows}


def _list(name: str, title: str, rows: Iterator[dict], newest_first: bool = True) -> dict:
    ordered = sorted(rows, key=lambda row: row["moment"], reverse=newest_first)
    return {"name": name, "title": title, "rows": ordered[:SHOWN]}


def _waiting(kind: Kind, request: HttpRequest) -> Iterator[dict]:
    """Yield the drafts in review that the user may approve, and the unpublished ones assigned to the user."""
    visible = visible_to(request.user, kind.draft_model.objects.select_related("updated_by")).order_by("-updated_at")
    due = _assigned(kind, request.user)
    shown = set()
    if may(request.user, Act.APPROVE):
        for draft in visible.filter(state=Publishable.State.IN_REVIEW)[:SHOWN]:
            shown.add(draft.pk)
            yield _draft(draft, _("in review, from %(who)s") % {"who": name_of(draft.updated_by) or _("Someone")})
    if due:
        for draft in visible.filter(pk__in=due.keys() - shown).exclude(state=Publishable.State.AS_PUBLISHED)[:SHOWN]:
            day = due[draft.pk]
            words = _("assigned to you, due %(day)s") % {"day": date_format(day, "SHORT_DATE_FORMAT")} if day else ""
            yield _draft(draft, words or _("assigned to you"))


def _assigned(kind: Kind, user: AbstractBaseUser) -> dict:
    rows = Assignment.objects.filter(kind=kind.draft_model._meta.model_name, account=user)
    return dict(rows.values_list("parent_id", "due_on"))


def _drafts_of(kind: Kind, request: HttpRequest) -> QuerySet:
    mine = visible_to(request.user, kind.draft_model.objects.filter(updated_by=request.user)).exclude(
        state=kind.draft_model.State.AS_PUBLISHED
    )
    return mine.order_by("-updated_at")[:SHOWN]


def _later(kind: Kind, request: HttpRequest) -> QuerySet:
    visible = visible_to(request.user, kind.draft_model.objects.all())
    later = kind.edition_model.objects.filter(live_from__gte=end_of_strip(request.moment), parent__in=visible)
    return later.only(*THIN).order_by("live_from")[:SHOWN]


def _recent(kind: Kind, at: datetime) -> list[Edition]:
    """Return the newest edition of each item published lately."""
    newest: dict[int, Edition] = {}
    for edition in kind.edition_model.objects.citable(at).only(*THIN).order_by("-live_from", "-number")[:LOOKED_AT]:
        newest.setdefault(edition.parent_id, edition)
    return list(newest.values())[:SHOWN]


def _draft(draft: Publishable, words: str = "") -> dict:
    return _row(type(draft), draft.pk, str(draft), draft.updated_at, [words or draft.get_state_display()])


def _edition(edition: Edition) -> dict:
    number = _("edition %(number)d") % {"number": edition.number}
    if edition.number > 1:
        number = f"{number} ({edition.get_kind_display()})"
    words = [number, edition.published_by]
    return _row(kind_of(edition).draft_model, edition.parent_id, edition.title, edition.live_from, words, edition.note)


def _row(draft: type[Publishable], pk: int, title: str, moment: datetime, words: list[str], note: str = "") -> dict:
    opts = draft._meta
    url = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[pk])
    parts = [capfirst(str(opts.verbose_name)), *filter(None, words), short(moment)]
    return {"url": url, "title": title, "moment": moment, "words": " · ".join(parts), "note": note}
