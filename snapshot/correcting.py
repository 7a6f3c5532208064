"""Corrections travel: a newer text of an article is taken into a live snapshot, or the older one is kept."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, ArticleEdition
from articles.models.desk import new_key
from editorial import freezing, prose, publishing, revisions
from editorial.models import Edition
from editorial.notices import worth_telling
from editorial.publishing import Terms
from editorial.terms import refuse
from snapshot.desk import acts
from snapshot.drafting import entry_of
from snapshot.models import DeclinedCorrection, Placement, Snapshot, SnapshotEdition

TAB = "corrections"  # what the desk's acts are told to come from


@transaction.atomic
def take_in(
    snapshot: Snapshot,
    articles: Collection[Article],
    by: AbstractBaseUser | None,
    note: str | None = None,
    at: datetime | None = None,
    live_from: datetime | None = None,
) -> SnapshotEdition:
    """Publish what readers have of the snapshot once more, with the public texts of `articles` in place of older ones.

    All else is as in the live edition, whatever stands at the desk. An older text of theirs is no longer kept, here
    and at the desk. The new edition is a correction where one of them was corrected since, else an update, or minor
    where all that is new is. `note` is what readers are told (None: as proposed); `live_from` may be a later moment.
    A scheduled edition is frozen again at its moment with the same articles taken in. Raises Refused with all reasons.
    """
    at, live = _taken_in_hand(snapshot, at)
    moment = max(live_from or at, at)
    chosen = {article.pk: article for article in articles}
    since = _since(live, chosen, moment)
    refuse(_reasons(live, chosen, since))
    _keep_at_desk(snapshot, dict.fromkeys(_kept_at_desk(snapshot, chosen)), "", by, at)
    if note is None:
        note = proposed_note(since.values())
    terms = Terms(live_from, kind_taking_in(since.values()), note)
    return publishing.amend(snapshot, lambda content, then: _with_texts(content, chosen, then), by, terms, at)


def kind_taking_in(since: Iterable[list[ArticleEdition]]) -> str:
    """Return of which kind an edition is that takes these in: of each article, its editions since the one shown."""
    kinds = {each.kind for editions in since for each in editions}
    if Edition.Kind.CORRECTION in kinds:
        return Edition.Kind.CORRECTION
    return Edition.Kind.MINOR if kinds == {Edition.Kind.MINOR} else Edition.Kind.UPDATE


def proposed_note(since: Iterable[list[ArticleEdition]]) -> str:
    """Return what readers may be told: a sentence for each article, with the note of its own edition."""
    sentences = []
    for editions in since:
        told = worth_telling(editions) or editions[-1]
        words = (
            _("Takes in the correction of “%s”")
            if told.kind == Edition.Kind.CORRECTION
            else _("Takes in the new edition of “%s”")
        )
        sentences.append(words % told.title + (f": {told.note}" if told.note else "."))
    return " ".join(sentences)


@transaction.atomic
def keep_old(
    snapshot: Snapshot, article: Article, reason: str, by: AbstractBaseUser | None, at: datetime | None = None
) -> DeclinedCorrection:
    """Stay with the older text of the article that readers of the snapshot have, and say why.

    The desk keeps that edition, as one act that can be undone there, and the notice goes away until the article gets
    a newer edition that is not minor. Raises Refused.
    """
    at, live = _taken_in_hand(snapshot, at)
    reason = " ".join(prose.printable(reason).split())[:300]
    if not reason:
        refuse([_("Say why the older text is kept.")])
    since = _since(live, {article.pk: article}, at)
    refuse(_reasons(live, {article.pk: article}, since))
    current, shown = since[article.pk][-1], _entries(live)
    older = {key: entry for key, entry in shown.items() if entry["article"] == article.pk and entry["id"] != current.pk}
    if ArticleEdition.objects.filter(pk__in=[entry["id"] for entry in older.values()]).exclude(withdrawn_at=None):
        refuse([_("The text of “%s” that it shows was withdrawn. It cannot be kept.") % article])
    newest = max(older.values(), key=lambda entry: entry["number"])["id"]
    placed = Placement.objects.filter(section__snapshot=snapshot, article=article).values_list("key", flat=True)
    kept = {key: older[key]["id"] if key in older else newest for key in placed if key in older or key not in shown}
    _keep_at_desk(snapshot, kept, reason, by, at)
    values = {"reason": reason, "by": by, "by_name": revisions.name_of(by), "at": at}
    return DeclinedCorrection.objects.update_or_create(snapshot=snapshot, edition=current, defaults=values)[0]


def _taken_in_hand(snapshot: Snapshot, at: datetime | None) -> tuple[datetime, SnapshotEdition]:
    """Return the present moment, and what readers have of the snapshot at it.

    Nobody else publishes or arranges it until this act ends.
    """
    publishing.one_act_at_a_time()
    at = at or timezone.now()  # not before: what another did meanwhile would look scheduled
    Snapshot.objects.select_for_update().get(pk=snapshot.pk)
    live = SnapshotEdition.objects.public(at).filter(parent=snapshot).select_related("content").first()
    if live is None:
        refuse([_("Nothing of “%s” is public.") % snapshot])
    return at, live


def _entries(edition: SnapshotEdition) -> dict[str, dict]:
    return freezing.read(edition.content)["edition"]["entries"]


def _since(live: SnapshotEdition, articles: Collection[int], moment: datetime) -> dict[int, list[ArticleEdition]]:
    """Return, of each article that is public at the moment, the editions since the oldest that the snapshot shows.

    Those withdrawn alone are left out. Empty where it shows the public one everywhere.
    """
    shown: dict[int, int] = {}
    for entry in _entries(live).values():
        shown[entry["article"]] = min(entry["number"], shown.get(entry["article"], entry["number"]))
    since: dict[int, list[ArticleEdition]] = {}
    editions = ArticleEdition.objects.citable(moment).filter(parent__in=articles).defer("card", "search_text")
    for each in editions.order_by("parent", "number"):
        newer = since.setdefault(each.parent_id, [])
        if each.number > shown.get(each.parent_id, each.number):
            newer.append(each)
    public = ArticleEdition.objects.public(moment).filter(parent__in=articles).values_list("parent_id", flat=True)
    return {pk: since[pk] for pk in public}


def _reasons(live: SnapshotEdition, articles: dict[int, Article], since: dict[int, list[ArticleEdition]]) -> list[str]:
    shown = {entry["article"] for entry in _entries(live).values()}
    reasons = [] if articles else [_("Nothing was chosen of “%s”.") % live.title]
    for pk, article in articles.items():
        names = {"article": article, "snapshot": live.title}
        if pk not in shown:
            reasons.append(_("“%(article)s” does not stand in what readers have of “%(snapshot)s”.") % names)
        elif pk not in since:
            reasons.append(_("“%(article)s” is not public by then.") % names)
        elif not since[pk]:
            reasons.append(_("“%(snapshot)s” shows “%(article)s” as it is now.") % names)
    return reasons


def _with_texts(content: dict, articles: Collection[int], moment: datetime) -> dict:
    """Return a snapshot's content with the texts of `articles` that are public at the moment, none of them kept."""
    public = {each.parent_id: each for each in ArticleEdition.objects.public(moment).filter(parent__in=articles)}
    entries = {
        key: entry_of(public[entry["article"]]) if entry["article"] in public else entry
        for key, entry in content["edition"]["entries"].items()
    }
    free = {"kept_edition": None, "kept_reason": ""}
    sections = [
        section | {"placements": [each | free if each["article"] in public else each for each in section["placements"]]}
        for section in content["work"]["sections"]
    ]
    return {"work": content["work"] | {"sections": sections}, "edition": content["edition"] | {"entries": entries}}


def _kept_at_desk(snapshot: Snapshot, articles: Collection[int]) -> list[str]:
    rows = Placement.objects.filter(section__snapshot=snapshot, article__in=articles).exclude(kept_edition=None)
    return list(rows.values_list("key", flat=True))


def _keep_at_desk(
    snapshot: Snapshot, kept: dict[str, int | None], reason: str, by: AbstractBaseUser | None, at: datetime
) -> None:
    """Let placements keep an older edition, or none, as one act of the desk: other screens show it, undo knows it."""
    if not kept:
        return
    count = Snapshot.objects.values_list("act_count", flat=True).get(pk=snapshot.pk)
    items = [{"key": key, "kept_edition": edition, "kept_reason": reason} for key, edition in kept.items()]
    acts.act(snapshot.pk, acts.Sent(new_key(), TAB, count, {"op": "keep", "items": items}), by, at)
    revisions.keep_revision(Snapshot.objects.get(pk=snapshot.pk), by, at)
