"""Authors and pictures as the desk shows them."""

from media.models import Picture
from media.pictures.shown import address
from people.models import Author


def author_data(author: Author) -> dict:
    return {"id": author.pk, "name": author.name, "role": author.role, "affiliation": author.affiliation}


def picture_data(picture: Picture) -> dict:
    """Return a picture with the address of a size that fits the text."""
    width = next((each for each in picture.widths if each >= 640), picture.widths[-1])
    return {
        "id": picture.pk,
        "title": picture.title,
        "alternative_text": picture.alternative_text,
        "caption": picture.caption,
        "credit": picture.credit,
        "src": address(picture.digest, f"{width}.webp"),
    }
