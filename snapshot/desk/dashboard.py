"""What the desk's first page tells: what waits, what comes, what has gone out, what wants another look."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, ArticleEdition, SelectedIn
from editorial.models import Edition, Publishable
from snapshot.models import Snapshot, SnapshotEdition

AGEING = timedelta(days=180)  # a snapshot nobody has touched for so long wants a look
MOST = 10


@dataclass(frozen=True)
class Line:
    """One line of a list: what, where it is changed, when, and a few words more."""

    title: str
    url: str
    at: datetime
    note: str = ""
    kind: str = ""


def my_drafts(by: AbstractBaseUser) -> list[Line]:
    """Return the working copies this person saved last that are not as published, newest first."""
    lines = []
    for model in (Snapshot, Article):
        rows = model.objects.filter(updated_by=by).exclude(state=Publishable.State.AS_PUBLISHED).order_by("-updated_at")
        lines += [Line(str(row), _desk(row), row.updated_at, kind=str(model._meta.verbose_name)) for row in rows[:MOST]]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:MOST]


def scheduled(at: datetime) -> list[Line]:
    """Return the editions that go live after the moment, soonest first."""
    return _editions(lambda model: model.objects.filter(live_from__gt=at).order_by("live_from"), reverse_order=False)


def recently_published(at: datetime) -> list[Line]:
    """Return the editions that went live last, newest first."""
    return _editions(lambda model: model.objects.citable(at).order_by("-live_from"), reverse_order=True)


def _editions(choose, reverse_order: bool) -> list[Line]:
    lines = []
    for model in (SnapshotEdition, ArticleEdition):
        rows = choose(model).only("title", "parent_id", "live_from", "number", "slug")[: MOST * 3]
        lines += [Line(row.title, _parent(row), row.live_from, _number(row), str(model._meta.verbose_name)) for row in rows]
    return sorted(lines, key=lambda line: line.at, reverse=reverse_order)[: MOST * 3]


def _number(row: Edition) -> str:
    return _("edition %d") % row.number


def outdated(at: datetime) -> list[Line]:
    """Return the live snapshots that froze an article edition which a newer one has replaced since.

    An edition of kind *minor* brings no notice. Newest correction first; one line for each snapshot.
    """
    newer = (
        ArticleEdition.objects.public(at)
        .exclude(kind=Edition.Kind.MINOR)
        .filter(parent_id__in=SelectedIn.objects.public(at).filter(edition__live_until__lte=at).values("article_id"))
    )
    latest = {edition.parent_id: edition for edition in newer.only("parent_id", "title", "number", "kind", "live_from")}
    found: dict[int, list[ArticleEdition]] = {}
    titles: dict[int, str] = {}
    for row in SelectedIn.objects.public(at).filter(article_id__in=latest).select_related("edition"):
        edition = latest[row.article_id]
        if row.edition.number < edition.number:
            found.setdefault(row.snapshot_id, []).append(edition)
            titles[row.snapshot_id] = row.title
    lines = [
        Line(
            titles[pk], _desk_of_snapshot(pk), max(edition.live_from for edition in editions),
            _("newer: %s") % ", ".join(f"“{edition.title}” ({edition.get_kind_display()})" for edition in editions),
        )
        for pk, editions in found.items()
    ]  # fmt: skip
    return sorted(lines, key=lambda line: line.at, reverse=True)[:MOST]


def ageing(at: datetime) -> list[Line]:
    """Return the live snapshots whose current edition is older than half a year, oldest first."""
    rows = SnapshotEdition.objects.public(at).filter(live_from__lt=at - AGEING).order_by("live_from")
    return [Line(row.title, _parent(row), row.live_from, _number(row)) for row in rows.only("title", "parent_id", "live_from", "number")[:MOST]]


@dataclass(frozen=True)
class Day:
    """A day of the calendar with what goes live on it."""

    day: date
    is_this_month: bool
    is_today: bool
    lines: list[Line]


def calendar(month: date, at: datetime) -> list[list[Day]]:
    """Return the weeks of the month (Monday first) with what is scheduled or went live on each day, in the active zone."""
    first = month.replace(day=1)
    start = first - timedelta(days=first.weekday())
    begin = timezone.make_aware(datetime.combine(start, datetime.min.time()))
    end = begin + timedelta(days=43)
    lines: dict[date, list[Line]] = {}
    for model in (SnapshotEdition, ArticleEdition):
        rows = model.objects.filter(live_from__gte=begin, live_from__lt=end, withdrawn_at=None)
        if model is ArticleEdition:
            rows = rows.filter(live_from__gt=at)  # of articles only what is still to come: the past would drown the rest
        for row in rows.only("title", "parent_id", "live_from", "number").order_by("live_from")[:500]:
            when = timezone.localtime(row.live_from)
            line = Line(row.title, _parent(row), row.live_from, _number(row), str(model._meta.verbose_name))
            lines.setdefault(when.date(), []).append(line)
    today = timezone.localtime(at).date()
    weeks = []
    while start <= first or start.month == first.month:
        days = [start + timedelta(days=n) for n in range(7)]
        weeks.append([Day(day, day.month == first.month, day == today, lines.get(day, [])) for day in days])
        start += timedelta(days=7)
    return weeks


def _desk(row: Snapshot | Article) -> str:
    if isinstance(row, Snapshot):
        return _desk_of_snapshot(row.pk)
    return reverse("admin:articles_article_change", args=[row.pk])


def _desk_of_snapshot(pk: int) -> str:
    return reverse("admin:desk", args=[pk])


def _parent(row: Edition) -> str:
    if isinstance(row, SnapshotEdition):
        return _desk_of_snapshot(row.parent_id)
    return reverse("admin:articles_article_change", args=[row.parent_id])
