"""Email about comments: everyone whom a comment concerns gets one email a day, with all of the day.

It concerns the accounts that it mentions (“@username”), who made the text, who wrote in the same thread, and who made
the link through which it came.
"""

import re
from datetime import datetime, time, timedelta

from django.contrib.auth.models import AbstractBaseUser, User
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outbox import entries, kinds
from outbox.models import OutboxEntry
from outputs.mail.automatic import absolute
from permissions.rules import may_see
from record.kinds import kind_named
from record.models import Publishable
from record.organization import site_time_zone
from review.models import Comment, CommentNotice
from text import prose

DIGEST = "comments"  # the outbox kind
EVENING = time(17)
MOST_NAMED = 20
NAMED = re.compile(r"(?<![\w.@])@([\w.+-]*\w)")


def keep(comment: Comment, draft: Publishable) -> None:
    """Store whom the comment concerns, among those who may read the working copy, and schedule their digest.

    What the commenter sees does not tell whether an account exists.
    """
    due = digest_moment(comment.at)
    for account in concerned(comment, draft):
        CommentNotice.objects.create(comment=comment, account=account)
        entries.write(DIGEST, f"{account.pk} {due.isoformat()}", due, {"account": account.pk})


def concerned(comment: Comment, draft: Publishable) -> list[AbstractBaseUser]:
    names = list(dict.fromkeys(name.lower() for name in NAMED.findall(comment.words)))[:MOST_NAMED]
    found = [User.objects.filter(username__iexact=name).first() for name in names]
    found += [draft.created_by, comment.link and comment.link.made_by]
    if comment.thread:
        found += [each.by for each in (comment.thread, *comment.thread.replies.all())]
        found.append(comment.thread.link and comment.thread.link.made_by)
    others = {account.pk: account for account in found if account and account.pk != comment.by_id}
    return [account for account in others.values() if may_see(account, draft)]


def digest_moment(after: datetime) -> datetime:
    """Return the first 17:00 in the organization's time zone not before `after`."""
    zone = site_time_zone()
    day = after.astimezone(zone).date()
    if datetime.combine(day, EVENING, zone) < after:
        day += timedelta(days=1)
    return datetime.combine(day, EVENING, zone)


def digest_of_day(entry: OutboxEntry, at: datetime) -> kinds.Outgoing | None:
    """Return the account's email about comments not mailed yet; None without any that it may still read."""
    account = User.objects.filter(pk=entry.payload["account"], is_active=True).exclude(email="").first()
    waiting = CommentNotice.objects.filter(account=account, mailed_at=None).select_related("comment__revision")
    told = (
        [(notice, draft) for notice in waiting.order_by("pk") if (draft := _seen(notice, account))] if account else []
    )
    if not told:
        return None
    subject = ngettext("%d new comment", "%d new comments", len(told)) % len(told)
    text = "\n\n\n".join(_line(notice.comment, draft) for notice, draft in told)
    rows = CommentNotice.objects.filter(pk__in=[notice.pk for notice, _draft in told])
    return kinds.Outgoing(
        EmailMessage(subject, text, to=[account.email]), noted=lambda: rows.update(mailed_at=timezone.now())
    )


def _seen(notice: CommentNotice, account: AbstractBaseUser) -> Publishable | None:
    revision = notice.comment.revision
    draft = kind_named(revision.kind).draft_model._default_manager.filter(pk=revision.parent_id).first()
    return draft if draft and may_see(account, draft) else None


def _line(comment: Comment, draft: Publishable) -> str:
    opts = draft._meta
    path = reverse(f"admin:{opts.app_label}_{opts.model_name}_comments", args=[draft.pk])
    head = _("%(name)s, on “%(title)s”:") % {"name": comment.by_name, "title": draft}
    words = comment.words or _("Suggested words: %s") % prose.plain(comment.suggestion)
    return f"{head}\n\n{words}\n\n{absolute(path)}"


def register() -> None:
    kinds.register(DIGEST, digest_of_day, is_mail=True)
