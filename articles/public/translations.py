"""The public translations of a text, for links between them."""

from datetime import datetime

from django.db.models import Q

from record.models import Edition
from record.prepared import Prepared
from web.languages import native_name
from web.paths import path_to

_rooted_in = Prepared(
    lambda edition, at, root: (
        edition.objects.public(at).filter(Q(parent_id=root) | Q(original_id=root)).only("parent_id", "slug", "language")
    )
)


def translations(edition: Edition, at: datetime, name: str) -> list[dict]:
    """Return the public original and translations except `edition` itself: {language, name, url}, ordered by language.

    `name` is the prefix of the kind's URL names. One query.
    """
    root = edition.original_id or edition.parent_id
    found = [
        {"language": row.language, "name": native_name(row.language), "url": path_to(name, slug=row.slug)}
        for row in _rooted_in(type(edition), at=at, root=root)
        if row.parent_id != edition.parent_id
    ]
    return sorted(found, key=lambda each: (each["language"], each["url"]))
