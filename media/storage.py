"""Files under the SHA-256 of their content, in Django's default storage: written once, completely or not at all.

pictures/ab/ab…ef.jpg          a picture's master
pictures/ab/ab…ef-960.avif     one of its sizes
files/ab/ab…ef.pdf             an attachment

The storage is a folder (media/folder.py) or an S3-compatible bucket (media/bucket.py), which knows only these names.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from django.core.files.storage import default_storage

from text import prose

CHUNK = 1 << 20
SCRATCH = "snapshot-scratch-"  # prefix of all temporary folders, to find those that a killed process left behind
LONGEST_NAME = 200


def picture_name(digest: str, ending: str) -> str:
    """Return the file name for a picture. `ending`: "480.avif", or "" for the master."""
    return f"pictures/{digest[:2]}/{digest}-{ending}" if ending else f"pictures/{digest[:2]}/{digest}.jpg"


def attachment_name(digest: str) -> str:
    return f"files/{digest[:2]}/{digest}.pdf"


def put(name: str, chunks: Iterable[bytes]) -> None:
    """Write the file, or only renew its time if it exists; existing content is never replaced."""
    default_storage.put(name, chunks)


def drop(name: str, before: int) -> bool:
    """Delete the file if it was last put before the moment (nanoseconds since 1970). Return whether it was deleted."""
    return default_storage.drop(name, before)


def listing() -> Iterator[tuple[str, int]]:
    """Yield the name of each file and the time of its last put (nanoseconds since 1970)."""
    return default_storage.listing()


def chunks_of(name: str) -> Iterator[bytes]:
    """Yield the file's bytes in chunks. Raises OSError if it does not exist."""
    with default_storage.open(name) as file:
        while chunk := file.read(CHUNK):
            yield chunk


def digest_of(chunks: Iterable[bytes]) -> str:
    """Return the SHA-256 of the bytes, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def what_is_wrong(name: str, digest: str) -> str:
    """Return what is wrong with a file that should have this digest; "" if it is intact."""
    try:
        found = digest_of(chunks_of(name))
    except OSError:
        return "is not there"
    return "" if found == digest else f"has the digest {found}, not {digest}"


def file_name(given: str) -> str:
    """Return the name of an upload without folders, control characters and direction overrides."""
    last = prose.one_line(given).replace("\\", "/").rpartition("/")[2]
    path = PurePath(" ".join(last.split()))
    suffix = path.suffix[:10]
    return f"{(path.stem or 'unnamed')[: LONGEST_NAME - len(suffix)]}{suffix}"
