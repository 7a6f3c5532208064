"""What has changed in a snapshot since its last edition, in words."""

from django.utils.translation import gettext as _

from articles.models import Article
from editorial.admin.changes import changed_blocks, changed_names, changed_rows, changed_values
from snapshot.models import Snapshot

VALUES = (
    "title", "slug", "series", "standfirst", "published_on", "selection_heading",
    "pdf_label", "coverage", "coverage_label", "language", "doi",
)  # fmt: skip


def changes(before: dict, after: dict) -> list[str]:
    """Return a sentence for each difference between two frozen snapshots."""
    old, new = _placements(before), _placements(after)
    titles = dict(Article.objects.filter(pk__in={row["article"] for row in old + new}).values_list("pk", "title"))
    sections = {row["key"]: row["section"] for row in old}
    crossed = [row for row in new if sections.get(row["key"], row["section"]) != row["section"]]
    found = [
        *changed_values(Snapshot, before, after, VALUES),
        *changed_names(_("compilers"), before["compilers"], after["compilers"]),
        *changed_blocks(_("introduction"), before["introduction"], after["introduction"]),
        *changed_rows(_("section"), _heads(before), _heads(after), lambda row: row["title"] or _("without a title")),
        *changed_rows(_("article"), _alone(old), _alone(new), lambda row: titles.get(row["article"], "?")),
        *(_("“%s” stands in another section.") % titles.get(row["article"], "?") for row in crossed),
        *changed_names(_("topics"), before["topics"], after["topics"]),
        *changed_names(_("tags"), before["tags"], after["tags"]),
    ]
    if before["translation_of"] != after["translation_of"]:
        found.append(_("Of what it is a translation has changed."))
    return found


def _heads(work: dict) -> list[dict]:
    return [{name: section[name] for name in ("key", "title", "note")} for section in work["sections"]]


def _placements(work: dict) -> list[dict]:
    return [row | {"section": section["key"]} for section in work["sections"] for row in section["placements"]]


def _alone(rows: list[dict]) -> list[dict]:
    return [{name: value for name, value in row.items() if name != "section"} for row in rows]
