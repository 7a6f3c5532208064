"""A frozen snapshot as one tree for comparison: each placement includes its frozen article."""

from articles.fields import FIELDS as ARTICLE_FIELDS
from record.comparison.shapes import Rows, Shape
from snapshot.fields import FIELDS

ENTRY = Shape(rows={name: ARTICLE_FIELDS[name].rows for name in ("authors", "points")})
PLACEMENT = Shape(rows={"summary": Rows()}, parts={"entry": ENTRY})
PLACEMENTS = Rows(PLACEMENT, key="key", also=("article",), is_shared=True)
SECTION = Shape(rows={"placements": PLACEMENTS})
OWN = FIELDS.shape()
SNAPSHOT = Shape(rows={**OWN.rows, "sections": Rows(SECTION, key="key", also=("title",))}, parts=OWN.parts)


def joined(content: dict) -> dict:
    """Return a content ({"work", "edition"}) as one tree: each placement has its entry, and `shown_on` is the date."""
    work, part = content["work"], content["edition"]
    sections = [
        section | {"placements": [each | {"entry": part["entries"][each["key"]]} for each in section["placements"]]}
        for section in work["sections"]
    ]
    return work | {"sections": sections, "shown_on": part["published_on"]}


def parted(piece: dict) -> dict:
    """Return the content from which `joined` made `piece`, without the edition's number, kind and note."""
    entries = {each["key"]: each["entry"] for section in piece["sections"] for each in section["placements"]}
    sections = [
        section | {"placements": [{k: v for k, v in each.items() if k != "entry"} for each in section["placements"]]}
        for section in piece["sections"]
    ]
    work = {name: value for name, value in piece.items() if name != "shown_on"} | {"sections": sections}
    return {"work": work, "edition": {"published_on": piece["shown_on"], "entries": entries}}
