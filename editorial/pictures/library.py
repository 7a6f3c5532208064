"""Taking pictures into the library, and out of it."""

from pathlib import PurePath

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from editorial import media
from editorial.models.pictures import Picture
from editorial.pictures.processing import Made, NoPicture, made_of


class HasIt(NoPicture):
    """The library has this picture already: it is `picture`."""

    def __init__(self, picture: Picture):
        super().__init__(f"The library has it already: “{picture}”.")
        self.picture = picture


def checked(data: bytes) -> tuple[str, Made]:
    """Return an upload's digest in the library, and what is made of it. Raises NoPicture, HasIt where it is there."""
    made = made_of(data)
    digest = media.digest_of([made.files[""]])
    there = Picture.objects.filter(digest=digest).first()
    if there:
        raise HasIt(there)
    return digest, made


def put(picture: Picture, digest: str, made: Made, name: str, by: AbstractBaseUser | None) -> Picture:
    """Keep the files of what was checked, and let `picture` (not saved yet) be theirs. The caller saves it."""
    for ending, content in made.files.items():
        media.put(media.picture_path(digest, ending), [content])
    picture.digest, picture.name, picture.uploaded_by = digest, media.file_name(name), by
    picture.format, picture.width, picture.height, picture.widths = made.format, made.width, made.height, made.widths
    picture.files = {ending: media.digest_of([content]) for ending, content in made.files.items() if ending}
    picture.title = picture.title or PurePath(picture.name).stem
    return picture


def add(data: bytes, name: str, by: AbstractBaseUser | None = None, **values) -> Picture:
    """Return a picture of the library made of an upload; `values` are its fields. Raises NoPicture."""
    digest, made = checked(data)
    picture = put(Picture(**values), digest, made, name, by)
    picture.save()
    return picture


def remove(picture: Picture) -> None:
    """Delete a picture that nothing uses, and its files once that is certain. Raises ProtectedError."""
    digest, endings = picture.digest, ["", *picture.files]

    def take_away() -> None:
        if not Picture.objects.filter(digest=digest).exists():  # uploaded again meanwhile
            for ending in endings:
                media.picture_path(digest, ending).unlink(missing_ok=True)

    with transaction.atomic():
        picture.delete()
        transaction.on_commit(take_away)
