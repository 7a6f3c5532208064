"""Email about assignments that are due today, at eight in the organization's time zone."""

from datetime import datetime, time

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from outbox import entries, kinds
from outbox.models import OutboxEntry
from outputs.mail.automatic import absolute
from permissions.models import Assignment
from permissions.rules import may_see
from record.kinds import kind_named
from record.models import Publishable
from record.organization import site_time_zone

DUE = "due-today"  # the outbox kind
MORNING = time(8)


def remind_today(at: datetime) -> None:
    """Schedule a reminder for each assignment that is due on the day of `at`; one for each, however often called."""
    day = at.astimezone(site_time_zone()).date()
    morning = datetime.combine(day, MORNING, site_time_zone())
    entries.write_all(
        (DUE, f"{kind} {parent_id} {day}", morning, {"kind": kind, "parent_id": parent_id, "due_on": day.isoformat()})
        for kind, parent_id in Assignment.objects.filter(due_on=day).values_list("kind", "parent_id")
    )


def reminder(entry: OutboxEntry, at: datetime) -> kinds.Outgoing | None:
    """Return the email to the current assignee; None if the work is done, moved to another day, or hidden."""
    row = Assignment.objects.filter(**entry.payload, account__is_active=True).exclude(account__email="").first()
    draft = row and kind_named(row.kind).draft_model._default_manager.filter(pk=row.parent_id).first()
    if not draft or draft.state == Publishable.State.AS_PUBLISHED or not may_see(row.account, draft):
        return None
    subject = _("Due today: “%s”") % draft
    path = reverse(f"admin:{draft._meta.app_label}_{draft._meta.model_name}_change", args=[draft.pk])
    text = f"{_('“%s” is assigned to you and due today.') % draft}\n\n{absolute(path)}"
    return kinds.Outgoing(EmailMessage(" ".join(subject.split())[:200], text, to=[row.account.email]))


def register() -> None:
    kinds.register(DUE, reminder, is_mail=True)
    kinds.daily.append(remind_today)
