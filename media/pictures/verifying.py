"""Checks that the files of pictures and attachments are unchanged and match the editions."""

from collections.abc import Iterator

from media import storage
from media.models import Picture, StoredFile
from media.pictures.frozen import frozen_pictures, picture_ids
from record.kinds import Read


def verify() -> Iterator[str]:
    """Yield a sentence for each file of the library that is missing or differs from its digest."""
    for picture in Picture.objects.only("digest", "name", "files").iterator():
        for ending, digest in {"": picture.digest, **picture.files}.items():
            wrong = storage.what_is_wrong(storage.picture_name(picture.digest, ending), digest)
            if wrong:
                yield f"picture {picture.pk} ({picture.name}): its file {ending or 'master.jpg'} {wrong}."
    for file in StoredFile.objects.iterator():
        wrong = storage.what_is_wrong(storage.attachment_name(file.digest), file.digest)
        if wrong:
            yield f"file {file.pk} ({file.name}): it {wrong}."


def frozen_differences(read: list[Read]) -> Iterator[tuple]:
    """Yield an edition and a sentence for each frozen picture or attachment that differs from the library's row."""
    pictures = Picture.objects.in_bulk({pk for each in read for pk in picture_ids(each.work)})
    files = StoredFile.objects.in_bulk({file["id"] for each in read for file in each.work["attachments"]})
    for each in read:
        for frozen in frozen_pictures(each.work):
            row = pictures.get(frozen["id"])
            if row is None or (row.digest, row.widths) != (frozen["digest"], frozen["widths"]):
                yield each.edition, f"its picture {frozen['digest']} is not in the library"
        for attached in each.work["attachments"]:
            file = files.get(attached["id"])
            if file is None or (file.digest, file.size) != (attached["digest"], attached["size"]):
                yield each.edition, f"its attachment “{attached['title']}” ({attached['digest']}) is not kept"
