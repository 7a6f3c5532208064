"""What the desk's first page tells of snapshots: which want another look, and the calendar of what goes live."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import ArticleEdition
from editorial.models import Edition
from snapshot.models import SnapshotEdition
from snapshot.outdated import NewerText, OutdatedSnapshot
from snapshot.outdated import outdated as snapshots_outdated

AGEING = timedelta(days=180)  # a snapshot nobody has published anew for so long wants a look
MOST = 8
THIN = ("title", "parent_id", "live_from", "number")


@dataclass(frozen=True)
class Line:
    """One line of a list: what, where it is changed, when, and a few words more."""

    title: str
    url: str
    at: datetime
    note: str = ""
    kind: str = ""


def outdated(at: datetime) -> list[Line]:
    """Return the live snapshots that show an older text of an article, the newest correction first.

    One line for each; each leads to its place on the page of corrections.
    """
    page = reverse("admin:corrections")
    return [
        Line(found.title, f"{page}#snapshot-{found.snapshot_id}", found.newest_at, _newer(found))
        for found in snapshots_outdated(at)[:MOST]
    ]


def _newer(found: OutdatedSnapshot) -> str:
    return ", ".join(f"“{text.told.title}” ({_kind(text)})" for text in found.texts)


def _kind(text: NewerText) -> str:
    return _("published again") if text.is_published_again else text.told.get_kind_display()


def ageing(at: datetime) -> list[Line]:
    """Return the live snapshots whose current edition is older than half a year, oldest first."""
    rows = SnapshotEdition.objects.public(at).filter(live_from__lt=at - AGEING).order_by("live_from").only(*THIN)
    return [Line(row.title, _place(row), row.live_from, _("edition %d") % row.number) for row in rows[:MOST]]


@dataclass(frozen=True)
class Day:
    """A day of the calendar with what goes live on it."""

    day: date
    is_this_month: bool
    is_today: bool
    lines: list[Line]


def calendar(month: date, at: datetime) -> list[list[Day]]:
    """Return the weeks of the month, Monday first, with what goes or went live on each day of the active zone.

    Of articles only what is still to come: the past would drown the rest.
    """
    first = month.replace(day=1)
    start = first - timedelta(days=first.weekday())
    begin = timezone.make_aware(datetime.combine(start, datetime.min.time()))
    within = {"live_from__gte": begin, "live_from__lt": begin + timedelta(days=43), "withdrawn_at": None}
    lines: dict[date, list[Line]] = {}
    for rows in (SnapshotEdition.objects.filter(**within), ArticleEdition.objects.filter(**within, live_from__gt=at)):
        for row in rows.only(*THIN).order_by("live_from")[:500]:
            kind = str(row._meta.get_field("parent").related_model._meta.verbose_name)
            line = Line(row.title, _place(row), row.live_from, _("edition %d") % row.number, kind)
            lines.setdefault(timezone.localtime(row.live_from).date(), []).append(line)
    today = timezone.localtime(at).date()
    weeks = []
    while start <= first or start.month == first.month:
        days = [start + timedelta(days=n) for n in range(7)]
        weeks.append([Day(day, day.month == first.month, day == today, lines.get(day, [])) for day in days])
        start += timedelta(days=7)
    return weeks


def _desk(snapshot_id: int) -> str:
    return reverse("admin:desk", args=[snapshot_id])


def _place(row: Edition) -> str:
    if isinstance(row, SnapshotEdition):
        return _desk(row.parent_id)
    return reverse("admin:articles_article_change", args=[row.parent_id])
