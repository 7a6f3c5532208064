"""A snapshot edition's content without articles withdrawn since: the starting point of every rendition."""

from articles.models.record import ArticleEdition
from articles.public.archive import withdrawn_editions
from record.freezing import read
from snapshot.fields import Entry, SnapshotPart, SnapshotWork, placements_of
from snapshot.models.record import SnapshotEdition


def shown_content(edition: SnapshotEdition) -> dict:
    """Return the frozen content, with each article withdrawn since reduced to its title and the notice."""
    return withhold(read(edition.content))


def withhold(content: dict) -> dict:
    """Return `content` without withdrawn text.

    The entry of a withdrawn article keeps `article`, `id`, `number`, `digest` and `title`, and gains `withdrawn`: the
    notice (plain text, may be empty). The snapshot's texts about it are removed too.
    """
    notices = withdrawn_editions()
    cut = {key for key, entry in content["edition"]["entries"].items() if entry["id"] in notices}
    if not cut:
        return content
    entries = {
        key: _cut(entry, notices[entry["id"]]) if key in cut else entry
        for key, entry in content["edition"]["entries"].items()
    }
    sections = [
        section | {"placements": [_bare(each) if each["key"] in cut else each for each in section["placements"]]}
        for section in content["work"]["sections"]
    ]
    return {"work": content["work"] | {"sections": sections}, "edition": content["edition"] | {"entries": entries}}


def entries_left(work: SnapshotWork, part: SnapshotPart) -> dict[str, Entry]:
    """Return the entries of frozen content that are not withdrawn, in page order. One query.

    The columns for lists and search come from these. It reads the database and not a cache, because an act that writes
    these columns must see what it has just changed.
    """
    # In placement order: frozen content sorts its keys, and the columns must not depend on that.
    entries = {each["key"]: part["entries"][each["key"]] for each in placements_of(work)}
    ids = [entry["id"] for entry in entries.values()]
    frozen = ArticleEdition.objects.filter(pk__in=ids, withdrawn_at__isnull=False)
    withdrawn = set(frozen.values_list("pk", flat=True))
    return {key: entry for key, entry in entries.items() if entry["id"] not in withdrawn}


def _cut(entry: dict, notice: str) -> dict:
    return {**{name: entry[name] for name in ("article", "id", "number", "digest", "title")}, "withdrawn": notice}


def _bare(placement: dict) -> dict:
    return placement | {"title": "", "summary": [], "note": ""}
