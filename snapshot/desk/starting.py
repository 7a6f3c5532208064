"""Ways to start a snapshot: blank, as a copy, or from articles in the library."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Series
from record import addresses
from record.revisions import keep_revision
from snapshot.desk.operations import MOST_PLACEMENTS
from snapshot.freezing import freeze, thaw
from snapshot.models import Placement, Section, Snapshot
from text.slugs import slug_for


def free_slug(title: str) -> str:
    """Return an unused slug for a new snapshot with this title; earlier slugs count as used."""

    def is_taken(slug: str) -> bool:
        return Snapshot.objects.filter(slug=slug).exists() or addresses.is_taken("snapshots", slug, None)

    return slug_for(title, is_taken, "snapshot")


@transaction.atomic
def blank(title: str, by: AbstractBaseUser) -> Snapshot:
    """Create an empty snapshot with one section, in the organization's first series."""
    series = Series.objects.filter(merged_into=None).order_by("pk").first()
    snapshot = Snapshot.objects.create(title=title, slug=free_slug(title), series=series, created_by=by, updated_by=by)
    Section.objects.create(snapshot=snapshot, title="", position=1)
    keep_revision(snapshot, by)
    return snapshot


@transaction.atomic
def start_copy(original: Snapshot, title: str, by: AbstractBaseUser) -> Snapshot:
    """Create a copy without the original's date, address and DOI.

    Keys stay the same, so that the two can be compared.
    """
    work = {**freeze(original), "title": title, "slug": free_slug(title), "published_on": None, "doi": ""}
    snapshot = Snapshot(created_by=by, updated_by=by)
    thaw(work, snapshot)
    keep_revision(snapshot, by)
    return snapshot


@transaction.atomic
def from_articles(title: str, article_ids: Iterable[int], by: AbstractBaseUser) -> Snapshot:
    """Create a snapshot with one section that contains the articles in the given order."""
    snapshot = blank(title, by)
    section = snapshot.sections.get()
    section.title = _("Selected analysis")
    section.save(update_fields=["title"])
    Placement.objects.bulk_create(
        Placement(section=section, article_id=pk, position=position)
        for position, pk in enumerate(list(dict.fromkeys(article_ids))[:MOST_PLACEMENTS], 1)
    )
    keep_revision(snapshot, by)
    return snapshot
