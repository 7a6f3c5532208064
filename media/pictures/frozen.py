"""The picture as stored in an edition: everything that a page shows, so changes in the library have no effect."""

from collections.abc import Iterable
from typing import Protocol, TypedDict

from media.models import Picture


class FrozenPicture(TypedDict):
    """A picture in frozen content. `widths` is in pixels, and `focus` in percent from the left and the top."""

    id: int
    digest: str
    width: int
    height: int
    widths: list[int]
    alternative_text: str
    is_decorative: bool
    caption: str
    credit: str
    license: str
    focus: list[int]


class FrozenFigure(FrozenPicture):
    key: str


class Figure(Protocol):
    """A picture within a text, in a working copy."""

    key: str
    picture: Picture
    caption: str


def frozen_picture(picture: Picture | None) -> FrozenPicture | None:
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


def frozen_figures(rows: Iterable[Figure]) -> list[FrozenFigure]:
    """Return the figures as stored in an edition, in the editors' order. `rows` must have their pictures loaded.

    A figure's own caption replaces the picture's.
    """
    return [
        {"key": row.key, **frozen_picture(row.picture), "caption": row.caption or row.picture.caption} for row in rows
    ]


def frozen_pictures(work: dict) -> list[FrozenPicture]:
    """Return every picture in frozen content: the lead picture, and those of figures and embeds if its kind has any."""
    embeds = [each["picture"] for each in work.get("embeds", [])]
    return [*filter(None, [work["picture"], *embeds]), *work.get("figures", [])]


def picture_ids(work: dict) -> list[int]:
    """Return the ids of the pictures in frozen content, sorted and without duplicates."""
    return sorted({each["id"] for each in frozen_pictures(work)})


def file_ids(work: dict) -> list[int]:
    """Return the ids of the attached files in frozen content, sorted and without duplicates."""
    return sorted({each["id"] for each in work["attachments"]})
