"""What has changed in an article since its last edition, in words."""

from django.utils.translation import gettext as _

from articles.models import Article
from editorial.admin.changes import changed_blocks, changed_names, changed_rows, changed_values

VALUES = (
    "title", "slug", "standfirst", "published_on", "series", "volume", "issue",
    "summary_label", "source_url", "doi", "language",
)  # fmt: skip


def changes(before: dict, after: dict) -> list[str]:
    """Return a sentence for each difference between two frozen articles."""
    found = [
        *changed_values(Article, before, after, VALUES),
        *changed_names(_("byline"), before["authors"], after["authors"]),
        *changed_rows(_("summary point"), before["points"], after["points"], lambda point: point["text"]),
        *changed_blocks(_("full text"), before["body"], after["body"]),
        *changed_names(_("topics"), before["topics"], after["topics"]),
        *changed_names(_("tags"), before["tags"], after["tags"]),
    ]
    if before["translation_of"] != after["translation_of"]:
        found.append(_("Of what it is a translation has changed."))
    return found
