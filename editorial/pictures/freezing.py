"""What an edition remembers of its picture: all that a page shows of it, so that nothing in the library changes it."""

from collections.abc import Iterable
from typing import Protocol

from editorial.models.pictures import Picture


class Figure(Protocol):
    """A picture within a text, as the desk has it."""

    key: str
    picture: Picture
    caption: str


def frozen_picture(picture: Picture | None) -> dict | None:
    """Return the picture as plain data; None for none."""
    if picture is None:
        return None
    return {
        "id": picture.pk,
        "digest": picture.digest,
        "width": picture.width,
        "height": picture.height,
        "widths": picture.widths,
        "alternative_text": picture.alternative_text,
        "is_decorative": picture.is_decorative,
        "caption": picture.caption,
        "credit": picture.credit,
        "license": picture.license,
        "focus": [picture.focus_x, picture.focus_y],
    }


def frozen_figures(rows: Iterable[Figure]) -> list[dict]:
    """Return what an edition remembers of its figures, in the editors' order. `rows` have their pictures at hand.

    A caption of the figure's own stands in the place of the picture's.
    """
    return [
        {"key": row.key, **frozen_picture(row.picture), "caption": row.caption or row.picture.caption} for row in rows
    ]


def without_pictures(content: dict, schema: str) -> dict:
    """Return content frozen before there were pictures and attachments, as `schema` has it: with none."""
    return content | {"work": content["work"] | {"schema": schema, "picture": None, "attachments": []}}


def without_figures(content: dict, schema: str) -> dict:
    """Return content frozen before there were figures, as `schema` has it: with none."""
    return content | {"work": content["work"] | {"schema": schema, "figures": []}}


def frozen_pictures(work: dict) -> list[dict]:
    """Return every picture that a frozen work shows: the one at its head, and figures where its kind has them."""
    return [*filter(None, [work["picture"]]), *work.get("figures", [])]


def picture_ids(work: dict) -> list[int]:
    """Return the numbers of the pictures that a frozen work shows, each once."""
    return sorted({each["id"] for each in frozen_pictures(work)})


def file_ids(work: dict) -> list[int]:
    """Return the numbers of the files attached to a frozen work, each once."""
    return sorted({each["id"] for each in work["attachments"]})
