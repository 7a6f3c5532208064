"""Rows of the corrections page: each snapshot that shows an outdated edition of an article."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.comparison import compare
from articles.models import ArticleEdition
from record import freezing
from record.models import Edition
from record.notices import comparison_address
from record.publishing import when
from snapshot.corrections.outdated import NewerText, OutdatedSnapshot
from snapshot.corrections.propagation import proposed_note
from snapshot.models import SnapshotEdition


def rows(found: list[OutdatedSnapshot], at: datetime) -> list[dict]:
    """Return the template data for each snapshot, in the same order. Always three queries."""
    live = SnapshotEdition.objects.filter(pk__in=[each.edition_id for each in found]).select_related("content")
    works = {edition.pk: freezing.read(edition.content)["work"] for edition in live}
    scheduled = dict(
        SnapshotEdition.objects.filter(parent__in=[each.snapshot_id for each in found], live_from__gt=at).values_list(
            "parent_id", "live_from"
        )
    )
    changed = _sentences([text for each in found for text in each.texts])
    return [
        {
            "pk": each.snapshot_id,
            "title": each.title,
            "number": each.number,
            "desk_url": reverse("admin:desk", args=[each.snapshot_id]),
            "scheduled": when(scheduled[each.snapshot_id]) if each.snapshot_id in scheduled else "",
            "note": proposed(each),
            "texts": [_text(text, each, works[each.edition_id], changed) for text in each.texts],
        }
        for each in found
    ]


def proposed(found: OutdatedSnapshot) -> str:
    """Return the proposed note for applying everything listed for a snapshot."""
    return proposed_note([text.since for text in found.texts])


def value_of(text: NewerText, found: OutdatedSnapshot) -> str:
    """Return the form value that identifies an outdated article: snapshot, article, and both editions shown."""
    return f"{found.snapshot_id}-{text.article_id}-{text.current.number}-{found.number}"


def _text(text: NewerText, found: OutdatedSnapshot, work: dict, changed: Callable[[NewerText], list[str]]) -> dict:
    placed = [
        (section["title"] or _("Untitled section"), placement)
        for section in work["sections"]
        for placement in section["placements"]
        if placement["article"] == text.article_id
    ]
    return {
        "value": value_of(text, found),
        "title": text.shown.title,
        "shown": text.shown.number,
        "current": text.current.number,
        "sections": list(dict.fromkeys(title for title, _placement in placed)),
        "has_own_words": any(placement["title"] or placement["summary"] for _title, placement in placed),
        "is_published_again": text.is_published_again,
        "since": [each for each in text.since if each.kind != Edition.Kind.MINOR] or text.since[-1:],
        "changes": changed(text),
        "comparison_url": ""
        if text.is_published_again
        else comparison_address("article", text.current.slug, text.shown.number, text.current.number),
        "article_url": reverse("admin:articles_article_change", args=[text.article_id]),
    }


def _sentences(texts: list[NewerText]) -> Callable[[NewerText], list[str]]:
    """Return a function that describes an article's changes and compares each article only once."""
    pairs = {(text.shown.pk, text.current.pk) for text in texts}
    editions = ArticleEdition.objects.filter(pk__in={pk for pair in pairs for pk in pair}).select_related("content")
    contents = {edition.pk: freezing.read(edition.content) for edition in editions.defer("card", "search_text")}
    compared = {(shown, current): compare(contents[shown], contents[current]).change_lines for shown, current in pairs}
    return lambda text: compared[text.shown.pk, text.current.pk]
