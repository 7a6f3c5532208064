"""The coming two weeks on the desk's first page: what goes live when, and where that is changed or canceled."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.clock import zone_name
from editorial.models import Edition
from editorial.publishables import PublishableType, all_types

DAYS = 14
MOST = 200  # of a kind: a list longer than that is read in the calendar


@dataclass(frozen=True)
class Coming:
    """An edition that goes live on a day of the strip. `clock` is the time on the house's clock, with its name."""

    title: str
    words: str
    at: datetime
    clock: str
    url: str
    reschedule_url: str
    cancel_url: str


@dataclass(frozen=True)
class ComingDay:
    """A day of the coming two weeks."""

    day: date
    is_today: bool
    lines: list[Coming]


def coming_days(user: AbstractBaseUser, at: datetime) -> list[ComingDay]:
    """Return the two weeks from today on, in the active zone, with what goes live of what the person may change."""
    today = timezone.localtime(at).date()
    lines: dict[date, list[Coming]] = {}
    for kind in reversed(all_types()):
        for edition in _scheduled(kind, at, end_of_strip(at)) if user.has_perm(_right(kind)) else ():
            lines.setdefault(timezone.localtime(edition.live_from).date(), []).append(_line(kind, edition))
    days = [today + timedelta(days=n) for n in range(DAYS)]
    return [ComingDay(day, day == today, sorted(lines.get(day, []), key=lambda line: line.at)) for day in days]


def end_of_strip(at: datetime) -> datetime:
    """Return the first moment after the two weeks that begin today in the active zone."""
    end = timezone.localtime(at).date() + timedelta(days=DAYS)
    return timezone.make_aware(datetime.combine(end, datetime.min.time()))


def _scheduled(kind: PublishableType, at: datetime, end: datetime) -> list[Edition]:
    thin = kind.edition.objects.only("parent", "number", "title", "live_from")
    return list(thin.filter(live_from__gt=at, live_from__lt=end).order_by("live_from")[:MOST])


def _line(kind: PublishableType, edition: Edition) -> Coming:
    opts = kind.copy._meta
    local = timezone.localtime(edition.live_from)
    words = _("%(kind)s, edition %(number)d") % {"kind": opts.verbose_name, "number": edition.number}

    def address(act: str) -> str:
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{act}", args=[edition.parent_id])

    return Coming(
        edition.title, words, edition.live_from, f"{local:%H:%M} {zone_name(local)}",
        address("change"), address("reschedule"), address("cancel"),
    )  # fmt: skip


def _right(kind: PublishableType) -> str:
    return f"{kind.copy._meta.app_label}.change_{kind.copy._meta.model_name}"
