"""Snapshot lists on the desk's start page: those that need review, and the calendar of publications."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Q, QuerySet, Window
from django.db.models.functions import RowNumber, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import ArticleEdition
from permissions.rules import visible_to
from record.models import Edition
from snapshot.corrections.outdated import NewerText, OutdatedSnapshot
from snapshot.corrections.outdated import outdated as snapshots_outdated
from snapshot.models import SnapshotEdition

AGEING = timedelta(days=180)  # a snapshot not republished for this long needs review
MOST = 8
THIN = ("title", "parent_id", "live_from", "number")


@dataclass(frozen=True)
class Line:
    """One line of a list: the item, its address, the time, and a short text."""

    title: str
    url: str
    at: datetime
    note: str = ""
    kind: str = ""


def outdated(at: datetime) -> list[Line]:
    """Return the live snapshots that show an outdated edition of an article, the newest correction first.

    Each line links to its entry on the corrections page.
    """
    page = reverse("admin:corrections")
    return [
        Line(found.title, f"{page}#snapshot-{found.snapshot_id}", found.newest_at, _newer(found))
        for found in snapshots_outdated(at)[:MOST]
    ]


def _newer(found: OutdatedSnapshot) -> str:
    return ", ".join(f"“{text.notable.title}” ({_kind(text)})" for text in found.texts)


def _kind(text: NewerText) -> str:
    return _("published again") if text.is_published_again else text.notable.get_kind_display()


def ageing(at: datetime) -> list[Line]:
    """Return the live snapshots whose current edition is older than AGEING, oldest first."""
    rows = SnapshotEdition.objects.public(at).filter(live_from__lt=at - AGEING).order_by("live_from").only(*THIN)
    return [Line(row.title, _place(row), row.live_from, _("edition %d") % row.number) for row in rows[:MOST]]


@dataclass(frozen=True)
class Day:
    """A day of the calendar, with the editions that go live on it."""

    day: date
    is_this_month: bool
    is_today: bool
    lines: list[Line]
    more: int  # number of lines left out for lack of space


def calendar(month: date, at: datetime, user: AbstractBaseUser) -> list[list[Day]]:
    """Return the weeks of the month, Monday first, with each day's editions, past and scheduled, in the active zone.

    Editions that are not public yet appear only if the user may read them at the desk.

    Each day lists the first MOST of each kind, because an import can publish a thousand articles at once.
    """
    first = month.replace(day=1)
    start = first - timedelta(days=first.weekday())
    begin = timezone.make_aware(datetime.combine(start, datetime.min.time()))
    lines: dict[date, list[Line]] = {}
    counts: Counter[date] = Counter()
    for editions in (SnapshotEdition, ArticleEdition):
        copies = editions._meta.get_field("parent").related_model
        kind = str(copies._meta.verbose_name)
        rows = editions.objects.filter(
            Q(live_from__lte=at) | Q(parent__in=visible_to(user, copies.objects.all())),
            live_from__gte=begin, live_from__lt=begin + timedelta(days=43), withdrawn_at=None,
        )  # fmt: skip
        for row in _first_of_each_day(rows):
            line = Line(row.title, _place(row), row.live_from, _("edition %d") % row.number, kind)
            lines.setdefault(row.day, []).append(line)
            counts[row.day] += row.of_day if row.turn == 1 else 0
    today = timezone.localtime(at).date()
    weeks = []
    while start <= first or start.month == first.month:
        days = [start + timedelta(days=n) for n in range(7)]
        weeks.append([_day(day, first, today, lines.get(day, []), counts[day]) for day in days])
        start += timedelta(days=7)
    return weeks


def _first_of_each_day(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Return the first MOST editions of each day, with `day`, `turn` (position in the day) and `of_day` (total)."""
    by_day = {"partition_by": TruncDate("live_from")}
    return editions.only(*THIN).annotate(
        day=TruncDate("live_from"), of_day=Window(Count("*"), **by_day),
        turn=Window(RowNumber(), order_by=("live_from", "pk"), **by_day),
    ).filter(turn__lte=MOST)  # fmt: skip


def _day(day: date, month: date, today: date, lines: list[Line], count: int) -> Day:
    ordered = sorted(lines, key=lambda line: line.at)
    return Day(day, day.month == month.month, day == today, ordered, count - len(lines))


def _desk(snapshot_id: int) -> str:
    return reverse("admin:desk", args=[snapshot_id])


def _place(row: Edition) -> str:
    if isinstance(row, SnapshotEdition):
        return _desk(row.parent_id)
    return reverse("admin:articles_article_change", args=[row.parent_id])
