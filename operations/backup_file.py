"""The backup file: a compressed tar stream, encrypted if a key is given, with a manifest as its last part.

database.sqlite3 or database.dump   the database, from its own backup tool
media/pictures/…, media/files/…     pictures and attachments
settings.json                       the environment variables of the site, without secrets
manifest.json                       rows and digest of every table, and SHA-256 and size of every other part
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

import pyrage

from operations import encryption

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20
LEVEL = 3  # of gzip; pictures and dumps are already compressed
BROKEN = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, pyrage.DecryptError, OSError, ValueError, KeyError)


Visit = Callable[[str, BinaryIO], None]


class Damaged(Exception):
    """The file differs from what was written. The message is one plain sentence."""


class _Hashing:
    """Reads a file once from the start, and computes its digest and size."""

    def __init__(self, file: BinaryIO):
        self._file, self._digest, self.size = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)  # if a backup is being read, this raises the exceptions in BROKEN
        self._digest.update(data)
        self.size += len(data)
        return data

    def facts(self) -> dict:
        return {"sha256": self._digest.hexdigest(), "size": self.size}


class Writing:
    """A backup that is being written."""

    def __init__(self, tar: tarfile.TarFile):
        self._tar = tar
        self.parts: dict[str, dict] = {}

    def add(self, name: str, file: BinaryIO, size: int) -> None:
        """Write one part: `size` bytes of the file. Raises OSError if the file is shorter."""
        member, source = tarfile.TarInfo(name), _Hashing(file)
        member.size, member.mode = size, 0o600
        self._tar.addfile(member, source)
        self.parts[name] = source.facts()

    def add_json(self, name: str, value: dict) -> None:
        data = json.dumps(value, indent=1, sort_keys=True).encode()
        self.add(name, io.BytesIO(data), len(data))


@contextmanager
def writing(path: Path, key: Path | None, manifest: dict) -> Iterator[Writing]:
    """Yield a backup to write to; afterwards `path` exists completely or not at all. The block may fill `manifest`.

    Raises FileExistsError, OSError and encryption.BadKey.
    """
    if path.exists():
        raise FileExistsError(f"{path} exists already.")
    keys = encryption.public_keys(key) if key else []
    unfinished = path.with_name(f".{path.name}.unfinished")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        try:
            with ExitStack() as stack:
                out = stack.enter_context(encryption.encrypting(file, keys)) if keys else file
                out = stack.enter_context(gzip.GzipFile("", "wb", LEVEL, out, mtime=0))
                made = Writing(stack.enter_context(tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT)))
                yield made
                made.add_json(MANIFEST, {**manifest, "format": FORMAT, "parts": made.parts})
            file.flush()
            os.fsync(file.fileno())
            os.link(unfinished, path)  # never overwrites a file
        finally:
            unfinished.unlink()


def read(path: Path, key: Path | None, visit: Visit) -> dict:
    """Read the whole file, call `visit` with the name and content of each part, and return the manifest.

    Raises encryption.BadKey, OSError for failures of the machine, and Damaged if any part is not as written. Damaged
    may only come at the end, after all calls of `visit`.
    """
    try:
        found, manifest = _read(path, key, visit)
    except BROKEN as error:
        if isinstance(error, OSError) and error.errno:  # a failure of the machine; damaged streams have no error number
            raise
        raise Damaged(f"{path} is damaged or incomplete: {error}") from error
    if manifest.get("format") != FORMAT:
        raise Damaged(f"{path} is incomplete, or made by another version of this site.")
    told = manifest["parts"]
    wrong = [name for name in sorted({*told, *found}) if told.get(name) != found.get(name)]
    if wrong:
        raise Damaged(f"{path} is damaged: {wrong[0]} is not what was written.")
    return manifest


def _read(path: Path, key: Path | None, visit: Visit) -> tuple[dict[str, dict], dict]:
    """Return the digest and size of each part, and the manifest from the file."""
    found: dict[str, dict] = {}
    manifest: dict = {}
    with ExitStack() as stack:
        stream = _clear(path, key, stack)
        with tarfile.open(fileobj=stream, mode="r|") as tar:
            for member in tar:
                source = _Hashing(tar.extractfile(member))
                if member.name == MANIFEST:
                    manifest = json.loads(source.read())
                    continue
                visit(member.name, source)
                while source.read(CHUNK):
                    pass
                found[member.name] = source.facts()
        while stream.read(CHUNK):  # read to the end, because only then is the file known to be complete
            pass
    return found, manifest


def _clear(path: Path, key: Path | None, stack: ExitStack) -> BinaryIO:
    file = stack.enter_context(path.open("rb"))
    is_encrypted = file.read(len(encryption.MAGIC)) == encryption.MAGIC
    file.seek(0)
    if is_encrypted:
        if key is None:
            raise encryption.BadKey(f"{path} is encrypted: name the file of its secret key.")
        file = stack.enter_context(encryption.decrypting(file, encryption.secret_keys(key)))
    return stack.enter_context(gzip.GzipFile(fileobj=file, mode="rb"))
