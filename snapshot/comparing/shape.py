"""What a frozen snapshot consists of, for comparing: one piece, each placement with the article frozen in it."""

from articles.comparing import BLOCKS, HOUSE, POINTS
from editorial.comparing.shapes import Rows, Shape
from editorial.pictures.telling import ATTACHMENTS

ENTRY = Shape(rows={"authors": HOUSE, "points": POINTS})
PLACEMENT = Shape(rows={"summary": BLOCKS}, parts={"entry": ENTRY})
PLACEMENTS = Rows(PLACEMENT, key="key", also=("article",), is_shared=True)
SECTION = Shape(rows={"placements": PLACEMENTS})
SNAPSHOT = Shape(
    rows={
        "introduction": BLOCKS,
        "compilers": HOUSE,
        "topics": HOUSE,
        "tags": HOUSE,
        "attachments": ATTACHMENTS,
        "sections": Rows(SECTION, key="key", also=("title",)),
    }
)


def joined(content: dict) -> dict:
    """Return a content ({"work", "edition"}) as one piece: each placement holds its entry, `shown_on` is the date."""
    work, part = content["work"], content["edition"]
    sections = [
        section | {"placements": [each | {"entry": part["entries"][each["key"]]} for each in section["placements"]]}
        for section in work["sections"]
    ]
    return work | {"sections": sections, "shown_on": part["published_on"]}


def parted(piece: dict) -> dict:
    """Return the content that `joined` made `piece` of, but for the edition's number, kind and note."""
    entries = {each["key"]: each["entry"] for section in piece["sections"] for each in section["placements"]}
    sections = [
        section | {"placements": [{k: v for k, v in each.items() if k != "entry"} for each in section["placements"]]}
        for section in piece["sections"]
    ]
    work = {name: value for name, value in piece.items() if name != "shown_on"} | {"sections": sections}
    return {"work": work, "edition": {"published_on": piece["shown_on"], "entries": entries}}
