"""A snapshot edition's content, less the articles withdrawn since: every rendition begins here."""

from articles.public.archive import withdrawn_editions
from editorial.freezing import read
from snapshot.models.record import SnapshotEdition


def shown_content(edition: SnapshotEdition) -> dict:
    """Return the frozen content with each article withdrawn since cut down to its title and the notice."""
    return withhold(read(edition.content))


def withhold(content: dict) -> dict:
    """Return `content` with what was withdrawn since cut out.

    Of such an article the entry keeps `article`, `id`, `number`, `digest` and `title`, and gains `withdrawn`: the
    notice (plain text, may be empty). What the snapshot itself said of it goes too.
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


def _cut(entry: dict, notice: str) -> dict:
    return {**{name: entry[name] for name in ("article", "id", "number", "digest", "title")}, "withdrawn": notice}


def _bare(placement: dict) -> dict:
    return placement | {"title": "", "summary": [], "note": ""}
