"""Files attached to what is published: PDF alone, told by what is in them, kept as they came and never opened."""

from collections.abc import Callable, Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from editorial import media
from editorial.models.pictures import Attachment, StoredFile

MOST_BYTES = 50_000_000
HEAD, TAIL, TAIL_WITHIN = b"%PDF-", b"%%EOF", 2048
MEDIA_TYPE = "application/pdf"


class NoPdf(Exception):
    """This is no file that can be attached. The message is one plain sentence."""


def stored(upload: File, by: AbstractBaseUser | None = None) -> StoredFile:
    """Return the row that holds an uploaded PDF, made where there is none: the same file is kept once. Raises NoPdf."""
    check(upload)
    digest = media.digest_of(upload.chunks())
    media.put(media.file_path(digest), upload.chunks())
    values = {"name": pdf_name(upload.name or ""), "size": upload.size, "uploaded_by": by}
    return StoredFile.objects.get_or_create(digest=digest, defaults=values)[0]


def remove(file: StoredFile) -> None:
    """Delete a file that nothing uses, and what it holds once that is certain. Raises ProtectedError."""
    digest = file.digest

    def take_away() -> None:
        if not StoredFile.objects.filter(digest=digest).exists():  # uploaded again meanwhile
            media.file_path(digest).unlink(missing_ok=True)

    with transaction.atomic():
        file.delete()
        transaction.on_commit(take_away)


def check(upload: File) -> None:
    """Raise NoPdf unless the file begins and ends as a PDF does, and is not too large."""
    if upload.size > MOST_BYTES:
        raise NoPdf(f"It has {upload.size / 1e6:.0f} MB; {MOST_BYTES // 1_000_000} are the most.")
    upload.seek(0)
    head = upload.read(len(HEAD))
    upload.seek(max(0, upload.size - TAIL_WITHIN))
    tail = upload.read()
    upload.seek(0)
    if head != HEAD:
        raise NoPdf("It is no PDF.")
    if TAIL not in tail:
        raise NoPdf("It is broken off, or something else follows the PDF in it.")


def pdf_name(given: str) -> str:
    """Return the name under which readers find the file again; it ends as one of a PDF does."""
    name = media.file_name(given)
    return name if name.lower().endswith(".pdf") else f"{name[: media.LONGEST_NAME - 4]}.pdf"


def frozen_attachments(rows: Iterable[Attachment]) -> list[dict]:
    """Return what an edition remembers of its attachments, in the editors' order. `rows` have their files at hand."""
    return [
        {
            "key": row.key,
            "title": row.title,
            "id": row.file_id,
            "digest": row.file.digest,
            "name": row.file.name,
            "size": row.file.size,
        }
        for row in rows
    ]


def shown_attachments(frozen: list[dict], absolute: Callable[[str], str] = str) -> list[dict]:
    """Return what pages and feeds take of frozen attachments: title, address, kind, size in words and in bytes."""
    return [
        {
            "title": each["title"],
            "url": absolute(reverse("file", kwargs={"digest": each["digest"]})),
            "kind": "PDF",
            "media_type": MEDIA_TYPE,
            "size": each["size"],
            "size_words": filesizeformat(each["size"]),
            "digest": each["digest"],
            "name": each["name"],
        }
        for each in frozen
    ]
