"""The site's status for the people who run it: one line per part, and whether it is a problem."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring import health, shown
from outbox.kinds import MAIL
from outbox.last_run import is_overdue, last_run
from outbox.models import OutboxEntry
from outbox.post import is_set_up
from record import replica
from record.models import RecordVersion

BACKUP_OVERDUE = timedelta(days=2)
LITTLE_ROOM = 10 * health.LEAST_ROOM  # bytes


@dataclass(frozen=True)
class Line:
    """A part of the site, its status, and whether that is a problem."""

    name: str
    words: str
    is_problem: bool = False


def lines(at: datetime) -> list[Line]:
    return [
        _shown(), _record(), _runner(at), _mail(at), _backup(at), *_disks(), *_replica(), *_parts(),
    ]  # fmt: skip


def alarms() -> list[str]:
    """Return the messages that editors must see on the desk's front page."""
    titles = shown.missing()
    if not titles:
        return []
    told = _("Readers don’t see this change yet: %s. Tell the person who runs this site.")
    return [told % ", ".join(f"“{title}”" for title in titles)]


def _shown() -> Line:
    titles = shown.missing()
    if not settings.SITE_URL:
        return Line(_("Public pages"), _("Not checked: SITE_URL is not set."))
    if titles:
        return Line(_("Public pages"), _("Not showing what was published: %s.") % ", ".join(titles), True)
    return Line(_("Public pages"), _("Showing what was published."))


def _record() -> Line:
    number = RecordVersion.objects.values_list("number", flat=True).first() or 0
    return Line(_("Record version"), str(number))


def _runner(at: datetime) -> Line:
    last = last_run()
    words = _("Last ran %s ago.") % timesince(last, at) if last else _("“manage.py run_due” has not run yet.")
    return Line(_("Background jobs"), words, is_overdue(last, at))


def _mail(at: datetime) -> Line:
    if not is_set_up():
        return Line(_("Email"), _("Not set up: EMAIL_URL is not set."), True)
    waiting = OutboxEntry.objects.waiting().filter(kind__in=MAIL, due_at__lte=at).count()
    failed = OutboxEntry.objects.troubled().count()
    words = ngettext("%d email waiting", "%d emails waiting", waiting) % waiting
    return Line(_("Email"), _("%(waiting)s, %(failed)d failed.") % {"waiting": words, "failed": failed}, failed > 0)


def _backup(at: datetime) -> Line:
    try:
        made = datetime.fromtimestamp(Path(settings.BACKUP_MARKER).stat().st_mtime, UTC)
    except OSError:
        return Line(_("Last backup"), _("None known."), True)
    return Line(_("Last backup"), _("%s ago.") % timesince(made, at), made <= at - BACKUP_OVERDUE)


def _disks() -> list[Line]:
    return [
        Line(_("Free disk space"), f"{filesizeformat(free)} ({folder})", free < LITTLE_ROOM)
        for folder, free in health.room().items()
    ]


def _replica() -> list[Line]:
    if not settings.REPLICA_URL:
        return []
    is_used, lag = replica.watch.usable(), replica.watch.lag
    words = _("Not available.") if lag == float("inf") else _("%.1f seconds behind.") % lag
    return [Line(_("Replica"), words, not is_used)]


def _parts() -> list[Line]:
    names = {"database": _("Database"), "migrations": _("Migrations"), "disk": _("Disk")}
    return [Line(names[part], words, words != health.OK) for part, words in health.checks().items()]
