"""Whether the files of pictures and attachments are what editions froze."""

from collections.abc import Iterator

from editorial import media
from editorial.models.pictures import Picture, StoredFile
from editorial.pictures.freezing import frozen_pictures, picture_ids
from editorial.verifying import Read


def verify() -> Iterator[str]:
    """Yield a sentence for each file of the library that is gone or is not what was written."""
    for picture in Picture.objects.only("digest", "name", "files").iterator():
        for ending, digest in {"": picture.digest, **picture.files}.items():
            wrong = media.what_is_wrong(media.picture_path(picture.digest, ending), digest)
            if wrong:
                yield f"picture {picture.pk} ({picture.name}): its file {ending or 'master.jpg'} {wrong}."
    for file in StoredFile.objects.iterator():
        wrong = media.what_is_wrong(media.file_path(file.digest), file.digest)
        if wrong:
            yield f"file {file.pk} ({file.name}): it {wrong}."


def frozen_differences(read: list[Read]) -> Iterator[tuple]:
    """Yield where a picture or an attachment that these editions froze is not the library's under that number."""
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
