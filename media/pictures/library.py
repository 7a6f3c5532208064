"""Adding pictures to the library, and removing them."""

import time
from collections.abc import Iterable
from pathlib import PurePath

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from media import storage
from media.models import Picture
from media.pictures.processing import Made, NoPicture, made_of


class HasIt(NoPicture):
    """The library already has this picture, as `picture`."""

    def __init__(self, picture: Picture):
        super().__init__(f"The library has it already: “{picture}”.")
        self.picture = picture


def checked(data: bytes) -> tuple[str, Made]:
    """Process an upload and return its digest and files. Raises NoPicture, or HasIt if the library already has it."""
    made = made_of(data)
    digest = storage.digest_of([made.files[""]])
    there = Picture.objects.filter(digest=digest).first()
    if there:
        raise HasIt(there)
    return digest, made


def put(picture: Picture, digest: str, made: Made, name: str, by: AbstractBaseUser | None) -> Picture:
    """Store the files of a checked upload and set their fields on `picture`, which the caller then saves."""
    try:
        for ending, content in made.files.items():
            storage.put(storage.picture_name(digest, ending), [content])
    except OSError:  # for example, the disk is full; a part of the files is useless
        _delete_files(digest, made.files, time.time_ns())
        raise
    picture.digest, picture.name, picture.uploaded_by = digest, storage.file_name(name), by
    picture.format, picture.width, picture.height, picture.widths = made.format, made.width, made.height, made.widths
    picture.files = {ending: storage.digest_of([content]) for ending, content in made.files.items() if ending}
    picture.title = picture.title or PurePath(picture.name).stem
    return picture


def add(data: bytes, name: str, by: AbstractBaseUser | None = None, **values) -> Picture:
    """Add an upload to the library; `values` are fields of the picture. Raises NoPicture."""
    digest, made = checked(data)
    picture = put(Picture(**values), digest, made, name, by)
    picture.save()
    return picture


def remove(picture: Picture) -> None:
    """Delete an unused picture, and its files after the transaction commits. Raises ProtectedError if it is in use."""
    digest, endings, began = picture.digest, ["", *picture.files], time.time_ns()

    with transaction.atomic():
        picture.delete()
        transaction.on_commit(lambda: _delete_files(digest, endings, began))


def _delete_files(digest: str, endings: Iterable[str], began: int) -> None:
    if not Picture.objects.filter(digest=digest).exists():  # unless it was uploaded again meanwhile
        for ending in endings:
            storage.drop(storage.picture_name(digest, ending), began)
