"""What an edition remembers of its picture: all that a page shows of it, so that nothing in the library changes it."""

from editorial.models.pictures import Picture


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


def without_pictures(content: dict, schema: str) -> dict:
    """Return content frozen before there were pictures and attachments, as `schema` has it: with none."""
    return content | {"work": content["work"] | {"schema": schema, "picture": None, "attachments": []}}


def picture_ids(work: dict) -> list[int]:
    """Return the number of the picture that a frozen work shows; none, or one."""
    return [work["picture"]["id"]] if work["picture"] else []


def file_ids(work: dict) -> list[int]:
    """Return the numbers of the files attached to a frozen work, each once."""
    return sorted({each["id"] for each in work["attachments"]})
