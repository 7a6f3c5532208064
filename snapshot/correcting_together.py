"""Taking newer texts into several snapshots: a list of them, or all that hold an article being published."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, ArticleEdition
from editorial import publishing
from editorial.terms import Refused, Terms, refuse
from snapshot.correcting import take_in
from snapshot.models import Snapshot, SnapshotEdition


@dataclass(frozen=True)
class Choice:
    """What to take in: into which snapshot, which articles, with what note (None: as proposed)."""

    snapshot: Snapshot
    articles: list[Article]
    note: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a choice: an edition, or why not."""

    choice: Choice
    edition: SnapshotEdition | None = None
    reasons: list[str] = field(default_factory=list)


def take_in_each(
    choices: list[Choice], by: AbstractBaseUser | None, at: datetime | None = None, all_or_none: bool = False
) -> list[Outcome]:
    """Take in each choice, each as an act of its own: one that is refused does not stop the others.

    With `all_or_none` they are one act, and one that is refused stops all.
    """
    if not all_or_none:
        return [_outcome(choice, by, at) for choice in choices]
    with transaction.atomic():
        outcomes = [_outcome(choice, by, at) for choice in choices]
        if not any(outcome.reasons for outcome in outcomes):
            return outcomes
        transaction.set_rollback(True)
    stopped = [_("Not published, since another was refused.")]
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
    """Publish the article and take it into `snapshots`, in one act: all, or none of it (Refused, with every reason).

    A scheduled edition of the article goes live in all of them at its moment. A snapshot that has an edition
    scheduled already cannot have another: that is refused.
    """
    publishing.one_act_at_a_time()
    at = at or timezone.now()
    edition = publishing.publish(article, by, terms, at)
    is_scheduled = bool(terms and terms.live_from and terms.live_from > at)
    now = at if is_scheduled else edition.live_from  # published twice within a tick of the clock, it is a moment later
    made, reasons = [], []
    for snapshot in snapshots:
        try:
            made.append(take_in(snapshot, [article], by, None, now, edition.live_from))
        except Refused as refused:
            reasons += refused.reasons
    refuse(reasons)
    return edition, made
