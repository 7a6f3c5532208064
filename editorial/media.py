"""Files under the SHA-256 of what they hold, in MEDIA_ROOT: written once, whole or not at all, and never overwritten.

pictures/ab/ab…ef.jpg          a picture's master
pictures/ab/ab…ef-960.avif     one of its sizes
files/ab/ab…ef.pdf             an attachment
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePath

from django.conf import settings

from editorial import prose

CHUNK = 1 << 20
LONGEST_NAME = 200


def picture_path(digest: str, ending: str) -> Path:
    """Return where a picture's file stands. `ending`: "480.avif", or "" for the master."""
    return _place("pictures", digest, f"{digest}-{ending}" if ending else f"{digest}.jpg")


def file_path(digest: str) -> Path:
    """Return where an attachment stands."""
    return _place("files", digest, f"{digest}.pdf")


def _place(folder: str, digest: str, name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / folder / digest[:2] / name


def put(path: Path, chunks: Iterable[bytes]) -> None:
    """Write the file, unless it is there: then it stays, whatever the chunks say."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)  # whoever backs the folder up may be another account
        with suppress(FileExistsError):
            os.link(name, path)  # unlike renaming, this never takes another's place
    finally:
        Path(name).unlink()


def chunks_of(path: Path) -> Iterator[bytes]:
    """Yield the file's bytes. Raises OSError where there is none."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def digest_of(chunks: Iterable[bytes]) -> str:
    """Return the SHA-256 of the bytes, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def what_is_wrong(path: Path, digest: str) -> str:
    """Return what differs of a file that ought to have this digest; nothing where it is sound."""
    try:
        found = digest_of(chunks_of(path))
    except OSError:
        return "is not there"
    return "" if found == digest else f"has the digest {found}, not {digest}"


def file_name(given: str) -> str:
    """Return the name of an upload without what no name should hold: folders, controls, changes of direction."""
    last = prose.nfc(prose.printable(given)).replace("\\", "/").rpartition("/")[2]
    path = PurePath(" ".join(last.split()))
    suffix = path.suffix[:10]
    return f"{(path.stem or 'unnamed')[: LONGEST_NAME - len(suffix)]}{suffix}"
