"""Issues: the letters that went to a list of the house, as readers can look them up.

Recorded when the first of them was sent; they name editions, and nobody who got them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict

from alerts import following
from alerts.digest import paragraphs_of
from alerts.models import Issue, SeriesMailing, Subscription
from record import record_version
from record.kinds import all_kinds, kind_of
from record.models import Edition
from record.organization import site_time_zone


@dataclass(frozen=True)
class Shown:
    """An issue as readers see it: without what has been withdrawn since.

    `entries`: {kind, title, edition, note}; `note` is that of a correction.
    """

    number: int
    title: str
    list_name: str
    sent_at: datetime
    note: list[str] = field(default_factory=list)  # the editors' paragraphs
    entries: list[dict] = field(default_factory=list)
    left_out: int = 0


def of_the_house(subscription: Subscription) -> bool:
    """Return whether it is to a list that the house offers: once a week, all analysis or one topic's."""
    if (subscription.follows, subscription.often) != (Subscription.Follows.ARTICLES, Subscription.Often.WEEKLY):
        return False
    asked = QueryDict(subscription.query)
    return not asked or ([*asked] == ["topic"] and len(asked.getlist("topic")) == 1)


def record_digest(subscription: Subscription, told: Iterable[tuple[Edition, bool]], at: datetime) -> None:
    """Record what a digest to a list of the house showed. All digests to a list in one week are one issue."""
    if not of_the_house(subscription):
        return
    day = at.astimezone(site_time_zone()).date()
    monday = day - timedelta(days=day.weekday())
    entries = [
        [kind_of(edition).name, edition.pk, edition.note if is_correction else ""] for edition, is_correction in told
    ]
    wanted = {"follows": subscription.follows, "query": subscription.query, "key": monday.isoformat()}
    _record(wanted, {"entries": entries, "sent_at": at})


def record_mailing(mailing: SeriesMailing) -> None:
    """Record an editor's digest to a series' subscribers."""
    content = mailing.content
    wanted = {"follows": Subscription.Follows.SERIES, "target_id": mailing.series_id, "key": mailing.what}
    entries = [["snapshot", pk, ""] for pk in content["editions"]]
    _record(
        wanted, {"subject": content["subject"], "note": content["note"], "entries": entries, "sent_at": mailing.sent_at}
    )


@transaction.atomic
def _record(wanted: dict, values: dict) -> None:
    issue, is_new = Issue.objects.get_or_create(**wanted, defaults=values)
    if not is_new:
        issue = Issue.objects.select_for_update().get(pk=issue.pk)
        known = {(kind, pk) for kind, pk, _note in issue.entries}
        more = [entry for entry in values["entries"] if (entry[0], entry[1]) not in known]
        if not more:
            return
        Issue.objects.filter(pk=issue.pk).update(entries=[*issue.entries, *more])
    record_version.raise_version()


def shown(issues: Iterable[Issue], at: datetime) -> list[Shown]:
    """Return the issues as readers see them now; one of which nothing is public any more is left out."""
    issues = list(issues)
    editions = _editions(issues, at)
    names: dict[tuple, str] = {}
    found = []
    for issue in issues:
        entries = [
            {"kind": kind, "title": edition.title, "edition": edition, "note": note}
            for kind, pk, note in issue.entries
            if (edition := editions.get((kind, pk)))
        ]
        if not entries:
            continue
        of = (issue.follows, issue.query, issue.target_id)
        if of not in names:
            names[of] = _name(issue, at)
        left_out = len(issue.entries) - len(entries)
        # The editors' own words may speak of what has been withdrawn.
        subject, note = (issue.subject, paragraphs_of(issue.note)) if not left_out else ("", [])
        found.append(Shown(issue.pk, subject or names[of], names[of], issue.sent_at, note, entries, left_out))
    return found


def public_numbers(at: datetime) -> list[int]:
    """Return the numbers of the issues of which something is public, newest first."""
    issues = list(Issue.objects.order_by("-pk").only("entries"))
    public = {(kind, pk) for kind, rows in _named(issues, at) for pk in rows.values_list("pk", flat=True)}
    return [issue.pk for issue in issues if any((kind, pk) in public for kind, pk, _note in issue.entries)]


def _name(issue: Issue, at: datetime) -> str:
    followed = following.of_row(issue, at)
    return followed.words if followed else ""


def _editions(issues: list[Issue], at: datetime) -> dict[tuple[str, int], Edition]:
    """Return the editions that the issues name and that are not withdrawn, by kind and id. One query for each kind."""
    found = ((kind, rows.select_related("content").defer("search_text")) for kind, rows in _named(issues, at))
    return {(kind, row.pk): row for kind, rows in found for row in rows}


def _named(issues: list[Issue], at: datetime) -> Iterator[tuple[str, QuerySet[Edition]]]:
    for kind in all_kinds():
        ids = {pk for issue in issues for name, pk, _note in issue.entries if name == kind.name}
        if ids:
            yield kind.name, kind.edition_model.objects.citable(at).filter(pk__in=ids)
