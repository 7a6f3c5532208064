"""Files attached to editions: only PDFs, recognized by their content, stored unchanged and never opened."""

import time
from collections.abc import Callable, Iterable
from typing import TypedDict

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from media import storage
from media.models import Attachment, StoredFile

MOST_BYTES = 50_000_000
HEAD, TAIL, TAIL_WITHIN = b"%PDF-", b"%%EOF", 2048
MEDIA_TYPE = "application/pdf"


class InvalidPDF(Exception):
    """The file cannot be attached. The message is one plain sentence."""


def stored(upload: File, by: AbstractBaseUser | None = None) -> StoredFile:
    """Return the row of an uploaded PDF; the same file is stored only once. Raises NoPdf."""
    check(upload)
    digest = storage.digest_of(upload.chunks())
    storage.put(storage.attachment_name(digest), upload.chunks())
    values = {"name": pdf_name(upload.name or ""), "size": upload.size, "uploaded_by": by}
    return StoredFile.objects.get_or_create(digest=digest, defaults=values)[0]


def remove(file: StoredFile) -> None:
    """Delete an unused row, and its file after the transaction commits. Raises ProtectedError if the row is in use."""
    digest, began = file.digest, time.time_ns()

    def delete_file() -> None:
        if not StoredFile.objects.filter(digest=digest).exists():  # unless it was uploaded again meanwhile
            storage.drop(storage.attachment_name(digest), began)

    with transaction.atomic():
        file.delete()
        transaction.on_commit(delete_file)


def check(upload: File) -> None:
    """Raise InvalidPDF unless the file starts and ends like a PDF and is not too large."""
    if upload.size > MOST_BYTES:
        raise InvalidPDF(f"It is {upload.size / 1e6:.0f} MB; the limit is {MOST_BYTES // 1_000_000} MB.")
    upload.seek(0)
    head = upload.read(len(HEAD))
    upload.seek(max(0, upload.size - TAIL_WITHIN))
    tail = upload.read()
    upload.seek(0)
    if head != HEAD:
        raise InvalidPDF("It is not a PDF.")
    if TAIL not in tail:
        raise InvalidPDF("It is incomplete, or something else follows the PDF in it.")


def pdf_name(given: str) -> str:
    """Return the file name for downloads; it always ends in .pdf."""
    name = storage.file_name(given)
    return name if name.lower().endswith(".pdf") else f"{name[: storage.LONGEST_NAME - 4]}.pdf"


class FrozenAttachment(TypedDict):
    """An attachment in frozen content; `id`, `digest`, `name` and `size` (bytes) are those of the file."""

    key: str
    title: str
    id: int
    digest: str
    name: str
    size: int


def frozen_attachments(rows: Iterable[Attachment]) -> list[FrozenAttachment]:
    """Return the attachments as stored in an edition, in the editors' order. `rows` must have their files loaded."""
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
    """Return frozen attachments for pages and feeds: title, address, type, and size in words and in bytes."""
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
