"""Propagating corrections: a live snapshot gets an article's newer edition, or keeps the older one."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, ArticleEdition
from articles.models.desk import new_key
from record import freezing, publishing, revisions
from record.models import Edition
from record.notices import notable_edition
from record.publishing import Terms
from record.terms import refuse
from snapshot.desk import acts
from snapshot.draft import entry_of
from snapshot.models import DeclinedCorrection, Placement, Snapshot, SnapshotEdition
from text import prose

TAB = "corrections"  # the tab recorded for acts of the corrections page


@transaction.atomic
def take_in(
    snapshot: Snapshot,
    articles: Collection[Article],
    by: AbstractBaseUser | None,
    note: str | None = None,
    at: datetime | None = None,
    live_from: datetime | None = None,
) -> SnapshotEdition:
    """Publish the live edition of the snapshot again, with the public editions of `articles` in place of older ones.

    Everything else stays as in the live edition, and changes at the desk are not included. Older editions of these
    articles are no longer kept, in the new edition and at the desk. The new edition is a correction if one of the
    articles was corrected since, minor if all of their changes are minor, otherwise an update. `note` is shown to
    readers (None: the proposed note). `live_from` may be in the future. A scheduled edition is frozen again at its
    scheduled moment with the same articles updated. Raises Refused with all reasons.
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
    """Return the kind of an edition that includes these editions: for each article, those since the one shown."""
    kinds = {each.kind for editions in since for each in editions}
    if Edition.Kind.CORRECTION in kinds:
        return Edition.Kind.CORRECTION
    return Edition.Kind.MINOR if kinds == {Edition.Kind.MINOR} else Edition.Kind.UPDATE


def proposed_note(since: Iterable[list[ArticleEdition]]) -> str:
    """Return the proposed note for readers: a sentence for each article, with the note of the article's edition."""
    sentences = []
    for editions in since:
        notable = notable_edition(editions) or editions[-1]
        words = (
            _("Includes the correction to “%s”")
            if notable.kind == Edition.Kind.CORRECTION
            else _("Includes the new edition of “%s”")
        )
        sentences.append(words % notable.title + (f": {notable.note}" if notable.note else "."))
    return " ".join(sentences)


@transaction.atomic
def keep_old(
    snapshot: Snapshot, article: Article, reason: str, by: AbstractBaseUser | None, at: datetime | None = None
) -> DeclinedCorrection:
    """Keep the article's older edition in the live snapshot, with a reason.

    The desk keeps that edition as one act that can be undone there. The notice disappears until the article gets a
    newer edition that is not minor. Raises Refused.
    """
    at, live = _taken_in_hand(snapshot, at)
    reason = prose.one_line(reason)[:300]
    if not reason:
        refuse([_("Explain why the older edition is kept.")])
    since = _since(live, {article.pk: article}, at)
    refuse(_reasons(live, {article.pk: article}, since))
    current, shown = since[article.pk][-1], _entries(live)
    older = {key: entry for key, entry in shown.items() if entry["article"] == article.pk and entry["id"] != current.pk}
    if ArticleEdition.objects.filter(pk__in=[entry["id"] for entry in older.values()]).exclude(withdrawn_at=None):
        refuse([_("The edition of “%s” shown here was withdrawn, so it can't be kept.") % article])
    newest = max(older.values(), key=lambda entry: entry["number"])["id"]
    placed = Placement.objects.filter(section__snapshot=snapshot, article=article).values_list("key", flat=True)
    kept = {key: older[key]["id"] if key in older else newest for key in placed if key in older or key not in shown}
    _keep_at_desk(snapshot, kept, reason, by, at)
    values = {"reason": reason, "by": by, "by_name": revisions.name_of(by), "at": at}
    return DeclinedCorrection.objects.update_or_create(snapshot=snapshot, edition=current, defaults=values)[0]


def _taken_in_hand(snapshot: Snapshot, at: datetime | None) -> tuple[datetime, SnapshotEdition]:
    """Lock the snapshot and return the current moment and the edition that is live at it.

    Nobody else can publish or arrange the snapshot until this act ends.
    """
    publishing.one_act_at_a_time()
    at = at or timezone.now()  # after locking: otherwise an edition from the meantime would look scheduled
    Snapshot.objects.select_for_update().get(pk=snapshot.pk)
    live = SnapshotEdition.objects.public(at).filter(parent=snapshot).select_related("content").first()
    if live is None:
        refuse([_("“%s” has no public edition.") % snapshot])
    return at, live


def _entries(edition: SnapshotEdition) -> dict[str, dict]:
    return freezing.read(edition.content)["edition"]["entries"]


def _since(live: SnapshotEdition, articles: Collection[int], moment: datetime) -> dict[int, list[ArticleEdition]]:
    """Return, for each article public at `moment`, its editions since the oldest one that the snapshot shows.

    Leaves out editions that were withdrawn individually. Empty if the snapshot shows the public edition everywhere.
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
    reasons = [] if articles else [_("Nothing was selected for “%s”.") % live.title]
    for pk, article in articles.items():
        names = {"article": article, "snapshot": live.title}
        if pk not in shown:
            reasons.append(_("“%(article)s” is not in the public edition of “%(snapshot)s”.") % names)
        elif pk not in since:
            reasons.append(_("“%(article)s” will not be public by then.") % names)
        elif not since[pk]:
            reasons.append(_("“%(snapshot)s” already shows the current edition of “%(article)s”.") % names)
    return reasons


def _with_texts(content: dict, articles: Collection[int], moment: datetime) -> dict:
    """Return a snapshot's content with the editions of `articles` public at `moment`, none of them kept."""
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
    """Set or clear the kept edition of placements as one desk act, so that other screens show it and undo works."""
    if not kept:
        return
    count = Snapshot.objects.values_list("act_count", flat=True).get(pk=snapshot.pk)
    items = [{"key": key, "kept_edition": edition, "kept_reason": reason} for key, edition in kept.items()]
    acts.act(snapshot.pk, acts.Sent(new_key(), TAB, count, {"op": "keep", "items": items}), by, at)
    revisions.keep_revision(Snapshot.objects.get(pk=snapshot.pk), by, at)
