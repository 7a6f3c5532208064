"""The same text in other languages: what is public of it now, told on each of them."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from editorial.languages import own_name
from editorial.models import Edition


def translations(edition: Edition, at: datetime, name: str) -> list[dict]:
    """Return the original and its translations that are public, but for `edition`'s own: {language, name, url}.

    `name` is that of the kind's address patterns. In order of their languages; one query.
    """
    root = edition.original_id or edition.parent_id
    rows = type(edition).objects.public(at).filter(Q(parent_id=root) | Q(original_id=root))
    found = [
        {"language": row.language, "name": own_name(row.language), "url": reverse(name, kwargs={"slug": row.slug})}
        for row in rows.only("id", "parent_id", "slug", "language")
        if row.parent_id != edition.parent_id
    ]
    return sorted(found, key=lambda each: (each["language"], each["url"]))
