"""The next two weeks on the desk's start page: what goes live when, with links to reschedule or cancel it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from permissions.rules import visible_to
from record.kinds import Kind, all_kinds
from record.models import Edition
from text.zones import zone_name

DAYS = 14
MOST = 200  # per kind; the calendar shows longer lists


@dataclass(frozen=True)
class Coming:
    """An edition that goes live on a day of the strip.

    `clock` is the time in the organization's zone, with the zone's name.
    """

    title: str
    words: str
    at: datetime
    clock: str
    url: str
    reschedule_url: str
    cancel_url: str


@dataclass(frozen=True)
class ComingDay:
    """A day in the next two weeks."""

    day: date
    is_today: bool
    lines: list[Coming]


def coming_days(user: AbstractBaseUser, at: datetime) -> list[ComingDay]:
    """Return the two weeks from today in the active zone, with the scheduled editions that the user may read."""
    today = timezone.localtime(at).date()
    lines: dict[date, list[Coming]] = {}
    for kind in reversed(all_kinds()):
        for edition in _scheduled(kind, user, at, end_of_strip(at)):
            lines.setdefault(timezone.localtime(edition.live_from).date(), []).append(_line(kind, edition))
    days = [today + timedelta(days=n) for n in range(DAYS)]
    return [ComingDay(day, day == today, sorted(lines.get(day, []), key=lambda line: line.at)) for day in days]


def end_of_strip(at: datetime) -> datetime:
    """Return the first moment after the two weeks that start today in the active zone."""
    end = timezone.localtime(at).date() + timedelta(days=DAYS)
    return timezone.make_aware(datetime.combine(end, datetime.min.time()))


def _scheduled(kind: Kind, user: AbstractBaseUser, at: datetime, end: datetime) -> list[Edition]:
    visible = visible_to(user, kind.draft_model._default_manager.all())
    thin = kind.edition_model.objects.only("parent", "number", "title", "live_from")
    return list(thin.filter(live_from__gt=at, live_from__lt=end, parent__in=visible).order_by("live_from")[:MOST])


def _line(kind: Kind, edition: Edition) -> Coming:
    opts = kind.draft_model._meta
    local = timezone.localtime(edition.live_from)
    words = _("%(kind)s, edition %(number)d") % {"kind": opts.verbose_name, "number": edition.number}

    def address(act: str) -> str:
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{act}", args=[edition.parent_id])

    return Coming(
        edition.title, words, edition.live_from, f"{local:%H:%M} {zone_name(local)}",
        address("change"), address("reschedule"), address("cancel"),
    )  # fmt: skip
