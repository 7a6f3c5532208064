"""Alarms: email about acts that may be an abuse, sent to people other than the actor."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Min, Model, Q
from django.utils.translation import gettext as _

from audit.models import AuditEntry
from audit.notices import message_of
from outbox import entries, kinds
from permissions.matrix import Act, Role

ALARM = "alarm"  # the outbox kind
OLD = timedelta(days=30)  # anything live for longer is rarely changed
MOST, WITHIN = 20, timedelta(minutes=10)  # live edits by one person
CHANGES_OF_LIVE = (Act.CHANGE_LIVE, Act.PUBLISH, Act.WITHDRAW)


def look_at(noted: Collection[tuple[AuditEntry, Model | None]]) -> None:
    """Send an alarm for each entry, with its thing, that calls for one, in the same transaction.

    All are by the same actor. The number of queries does not depend on their number.
    """
    noted = [(entry, thing) for entry, thing in noted if entry.act in CHANGES_OF_LIVE]
    first = _first_published([thing for _, thing in noted if thing])
    for entry, thing in noted:
        began = first.get(thing)
        if began and entry.at - began > OLD:
            words = _("It was first published on %(day)s.") % {"day": f"{began:%Y-%m-%d}"}
            sound(entry, _("Something published long ago was changed"), words)
    if not noted or noted[0][0].actor_id is None:
        return
    last = noted[-1][0]
    mine = AuditEntry.objects.filter(actor=last.actor_id, act__in=CHANGES_OF_LIVE, at__gt=last.at - WITHIN)
    if MOST < mine.count() <= MOST + len(noted):  # it was not too many before these
        sound(last, _("Many changes of published items"), _("More than %d within ten minutes.") % MOST)


def _first_published(things: Collection[Model]) -> dict[Model | None, datetime]:
    """Return when each thing first went live, or will."""
    found = {}
    for model in {type(thing) for thing in things}:
        of_model = {thing.pk: thing for thing in things if type(thing) is model}
        editions = model._meta.get_field("editions").related_model.objects.filter(parent__in=of_model)
        for pk, began in editions.values_list("parent").annotate(Min("live_from")).order_by():
            found[of_model[pk]] = began
    return found


def sound(entry: AuditEntry, subject: str, words: str, also: Iterable[str] = ()) -> None:
    """Schedule an email about the entry to everyone who receives alarms, and to `also`."""
    lines = [subject + ".", words, "", f"{entry.actor_name or '–'} · {entry.act} · {entry.object_name}",
             f"{entry.at:%Y-%m-%d %H:%M} UTC · {entry.address or '–'}"]  # fmt: skip
    payload = {"subject": subject, "text": "\n".join(lines)}
    causes = [
        (ALARM, f"{entry.pk} {to}", entry.at, {**payload, "to": to})
        for to in dict.fromkeys([*addresses(entry), *filter(None, also)])
    ]
    entries.write_all(causes)


def addresses(entry: AuditEntry) -> list[str]:
    """Return who receives alarms: ALARM_ADDRESSES, and every administrator except the actor.

    If there is nobody else, the actor is included, because someone may have taken over the account.
    """
    accounts = get_user_model().objects.filter(is_active=True, is_staff=True).exclude(email="")
    all_of_them = accounts.filter(Q(is_superuser=True) | Q(groups__name=Role.ADMINISTRATOR.group)).distinct()
    others = [account.email for account in all_of_them if account.pk != entry.actor_id]
    return list(dict.fromkeys([*settings.ALARM_ADDRESSES, *others])) or [account.email for account in all_of_them]


def register() -> None:
    kinds.register(ALARM, message_of, is_mail=True)
