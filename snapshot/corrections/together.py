"""Applying corrections to several snapshots: a list of choices, or all that contain an article being published."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, ArticleEdition
from record import publishing
from record.terms import Refused, Terms, refuse
from snapshot.corrections.propagation import take_in
from snapshot.models import Snapshot, SnapshotEdition


@dataclass(frozen=True)
class Choice:
    """One correction to apply: the snapshot, the articles, and the note (None: the proposed one)."""

    snapshot: Snapshot
    articles: list[Article]
    note: str | None = None


@dataclass(frozen=True)
class Outcome:
    """The result of a choice: an edition, or the reasons for refusal."""

    choice: Choice
    edition: SnapshotEdition | None = None
    reasons: list[str] = field(default_factory=list)


def take_in_each(
    choices: list[Choice], by: AbstractBaseUser | None, at: datetime | None = None, all_or_none: bool = False
) -> list[Outcome]:
    """Apply each choice as a separate act: if one is refused, the others still go ahead.

    With `all_or_none` they are one act, and one refusal cancels all.
    """
    if not all_or_none:
        return [_outcome(choice, by, at) for choice in choices]
    with transaction.atomic():
        outcomes = [_outcome(choice, by, at) for choice in choices]
        if not any(outcome.reasons for outcome in outcomes):
            return outcomes
        transaction.set_rollback(True)
    stopped = [_("Not published, because another one was refused.")]
    return [Outcome(each.choice, None, each.reasons or stopped) for each in outcomes]


def _outcome(choice: Choice, by: AbstractBaseUser | None, at: datetime | None) -> Outcome:
    try:
        return Outcome(choice, take_in(choice.snapshot, choice.articles, by, choice.note, at))
    except Refused as refused:
        return Outcome(choice, None, refused.reasons)


@transaction.atomic
def publish_and_take_in(
    article: Article,
    snapshots: Collection[Snapshot],
    by: AbstractBaseUser | None,
    terms: Terms | None = None,
    at: datetime | None = None,
) -> tuple[ArticleEdition, list[SnapshotEdition]]:
    """Publish the article and update `snapshots` in one act: all or none. Raises Refused with every reason.

    A scheduled edition of the article goes live in all of them at its moment. Refused for a snapshot that already has a
    scheduled edition, because it cannot have another.
    """
    publishing.one_act_at_a_time()
    at = at or timezone.now()
    edition = publishing.publish(article, by, terms, at)
    is_scheduled = bool(terms and terms.live_from and terms.live_from > at)
    now = at if is_scheduled else edition.live_from  # if published twice within one clock tick, it is slightly later
    made, reasons = [], []
    for snapshot in snapshots:
        try:
            made.append(take_in(snapshot, [article], by, None, now, edition.live_from))
        except Refused as refused:
            reasons += refused.reasons
    refuse(reasons)
    return edition, made
