"""What the acts of publishing ask of snapshots, and publishing one together with its articles."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, ArticleEdition, SelectedIn
from articles.publishing import series_address, topic_addresses, window
from editorial import prose, publishing
from editorial.finding import vocabulary
from editorial.finding.keys import key_of
from editorial.publishables import Finding, PublishableType
from editorial.publishing import Pending, Terms
from snapshot.comparing import compare
from snapshot.desk.acts import note_replaced
from snapshot.drafting import bears, draft, entry_of
from snapshot.finding import INDEX, entry
from snapshot.freezing import freeze, thaw
from snapshot.linking import links
from snapshot.models import (
    Placement,
    Snapshot,
    SnapshotEdition,
    SnapshotEditionCompiler,
    SnapshotEditionFile,
    SnapshotEditionPicture,
    SnapshotEditionTopic,
)
from snapshot.public.typeset import snapshot_sheets
from snapshot.verifying import differences

LINKS = (SnapshotEditionTopic, SnapshotEditionCompiler, SnapshotEditionPicture, SnapshotEditionFile)


def publish_with_articles(
    snapshot: Snapshot,
    articles: Collection[Article],
    by: AbstractBaseUser | None,
    terms: Terms | None = None,
    at: datetime | None = None,
) -> SnapshotEdition:
    """Publish `articles` and the snapshot they stand in, in one act: all, or none of it (Refused, with every reason).

    Each article goes live with the snapshot; one whose own edition is scheduled for later is brought forward.
    """
    terms, reasons = terms or Terms(), []
    with transaction.atomic():
        publishing.one_act_at_a_time()
        at = at or timezone.now()
        live_from = max(terms.live_from or at, at)
        latest = live_from
        for article in articles:
            try:
                together = Terms(live_from, terms.kind, terms.note if article.editions.exists() else "", Pending.CANCEL)
                latest = max(latest, publishing.publish(article, by, together, at).live_from)
            except publishing.Refused as refused:
                reasons += [
                    reason if article.title in reason else f"“{article.title}”: {reason}" for reason in refused.reasons
                ]
        if reasons:
            told = {f"article-{article.pk}" for article in articles}
            own = [finding for finding in publishing.findings(snapshot, live_from) if finding.is_error]
            raise publishing.Refused(reasons + [finding.message for finding in own if finding.about not in told])
        # An article published twice within one tick of the clock goes live a moment later; so does the snapshot then.
        return publishing.publish(snapshot, by, replace(terms, live_from=latest), at)


def not_public_by(snapshot: Snapshot, live_from: datetime) -> list[Article]:
    """Return the articles of the snapshot that will not be public at the moment, in the snapshot's order."""
    placements = _placements(snapshot).filter(kept_edition=None)
    public = set(
        ArticleEdition.objects.public(live_from)
        .filter(parent__in=placements.values("article"))
        .values_list("parent_id", flat=True)
    )
    missing = [placement.article for placement in placements if placement.article_id not in public]
    return list(dict.fromkeys(missing))


def findings(snapshot: Snapshot, live_from: datetime) -> list[Finding]:
    """Return what stands in the way of publishing the snapshot, and what is merely worth knowing."""
    found = []
    if not snapshot.title.strip():
        found.append(Finding("no-title", _("It has no title."), True, "title"))
    for article in not_public_by(snapshot, live_from):
        withdrawn = article.editions.filter(withdrawn_at__isnull=False).exists()
        words = _("“%s” was withdrawn.") if withdrawn else _("“%s” is not public by then.")
        found.append(Finding("article-not-public", words % article.title, True, f"article-{article.pk}"))
    for placement in _placements(snapshot).exclude(kept_edition=None).select_related("kept_edition"):
        if placement.kept_edition.parent_id != placement.article_id:
            words = _("The kept text of “%s” is another article’s.")
            found.append(Finding("kept-another", words % placement.article.title, True, "sections"))
        elif placement.kept_edition.withdrawn_at:
            found.append(
                Finding(
                    "kept-withdrawn",
                    _("The kept text of “%s” was withdrawn.") % placement.article.title,
                    True,
                    "sections",
                )
            )
        elif placement.kept_edition.live_from > live_from:
            found.append(
                Finding(
                    "kept-not-public",
                    _("The kept text of “%s” is not public by then.") % placement.article.title,
                    True,
                    "sections",
                )
            )
    if not _placements(snapshot).exists():
        found.append(Finding("no-articles", _("It holds no article."), about="sections"))
    for section in snapshot.sections.filter(placements=None):
        found.append(Finding("empty-section", _("The section “%s” is empty.") % section.title, about="sections"))
    return found


def _placements(snapshot: Snapshot):
    return (
        Placement.objects.filter(section__snapshot=snapshot)
        .select_related("article")
        .order_by("section__position", "position")
    )


def _resolve(snapshot: Snapshot, work: dict, live_from: datetime) -> dict:
    """Return, under each placement's key, the article edition its reader sees: the one public then, or the kept one."""
    placements = [placement for section in work["sections"] for placement in section["placements"]]
    public = {
        edition.parent_id: edition
        for edition in ArticleEdition.objects.public(live_from).filter(
            parent_id__in={each["article"] for each in placements}
        )
    }
    kept = ArticleEdition.objects.in_bulk([each["kept_edition"] for each in placements if each["kept_edition"]])
    chosen = {each["key"]: kept.get(each["kept_edition"]) or public[each["article"]] for each in placements}
    return {
        "published_on": bears(snapshot, work, live_from),
        "entries": {key: entry_of(edition) for key, edition in chosen.items()},
    }


def _columns(work: dict, part: dict) -> dict:
    # By the placements: frozen content keeps its keys sorted, and from it the columns must come out the same.
    shown = [part["entries"][each["key"]] for section in work["sections"] for each in section["placements"]]
    return {
        "slug": work["slug"],
        "title": work["title"],
        "language": work["language"],
        "original_id": work["translation_of"],
        "published_on": date.fromisoformat(part["published_on"]),
        "series_id": work["series"]["id"] if work["series"] else None,
        "card": {
            "title": work["title"],
            "series": work["series"],
            "standfirst": work["standfirst"] or _first_sentences(work["introduction"]),
            "sections": [section["title"] for section in work["sections"] if section["title"]],
            "article_count": len({entry["article"] for entry in shown}),
            "authors": list(dict.fromkeys(author["name"] for entry in shown for author in entry["authors"])),
        },
        "search_text": "\n".join(
            [
                work["title"],
                work["standfirst"],
                *(prose.plain(block) for block in work["introduction"]),
                *(section["title"] for section in work["sections"]),
                *(entry["title"] for entry in shown),
            ]
        ),
    }


def _first_sentences(introduction: list[str], most: int = 240) -> str:
    words = prose.plain(introduction[0]) if introduction else ""
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(",;:–—") + "…"


def _link(edition: SnapshotEdition, work: dict, part: dict) -> None:
    for model, rows in links(edition, work, part).items():
        model.objects.bulk_create(rows)
    found_by = entry(edition, work, part)
    INDEX.put([found_by])
    vocabulary.learn(vocabulary.words_in(found_by))


def _unlink(edition: SnapshotEdition) -> None:
    INDEX.remove(key_of(edition.published_on, edition.pk))
    SelectedIn.objects.filter(snapshot_edition_id=edition.pk).delete()


def _move_window(edition: SnapshotEdition) -> None:
    for link in LINKS:
        link.objects.filter(edition=edition).update(**window(edition))
    SelectedIn.objects.filter(snapshot_edition_id=edition.pk).update(
        live_from=edition.live_from, live_until=edition.live_until, withdrawn_at=edition.withdrawn_at
    )
    INDEX.move(key_of(edition.published_on, edition.pk), edition.live_from, edition.live_until, edition.withdrawn_at)


def _houses(work: dict) -> list[tuple[str, str, int]]:
    coverage = [work["coverage"]] if work["coverage"] else []
    compilers = [("authors", author["slug"], author["id"]) for author in work["compilers"]]
    return compilers + topic_addresses(work["topics"] + coverage) + series_address(work)


def _not_ready_by(edition: SnapshotEdition, live_from: datetime) -> list[str]:
    late = ArticleEdition.objects.filter(selected_in__snapshot_edition_id=edition.pk, live_from__gt=live_from)
    return [_("“%s” is not public by then.") % article.title for article in late]


SNAPSHOT = PublishableType(
    name="snapshot",
    collection="snapshots",
    copy=Snapshot,
    edition=SnapshotEdition,
    freeze=freeze,
    thaw=thaw,
    findings=findings,
    resolve=_resolve,
    draft=draft,
    compare=compare,
    columns=_columns,
    link=_link,
    unlink=_unlink,
    move_window=_move_window,
    index=INDEX,
    entry=entry,
    houses=_houses,
    stands_in=lambda edition: [],
    not_ready_by=_not_ready_by,
    replaced=note_replaced,
    differences=differences,
    sheets=snapshot_sheets,
)
