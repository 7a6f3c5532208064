"""Copies all media between a folder and the bucket while the site is running."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.core.files.storage import default_storage

from media import storage
from media.folder import MediaFolder


class NotCopied(Exception):
    """A copied file differs from the original. The message is one plain sentence."""


def copy_media(folder: Path, is_back: bool, say: Callable[[str], None]) -> int:
    """Copy the missing files from the folder to the site's storage, or back, and return their number.

    Every copy is read and compared. Raises NotCopied and OSError.
    """
    local = MediaFolder(location=folder)
    source, target = (default_storage, local) if is_back else (local, default_storage)
    there, count = {name for name, _put_at in target.listing()}, 0
    for name, _put_at in source.listing():
        if name in there:
            continue
        target.put(name, _chunks(source, name))
        if storage.digest_of(_chunks(source, name)) != storage.digest_of(_chunks(target, name)):
            raise NotCopied(f"{name} is not the same on both sides: it is damaged, or was being written.")
        count += 1
        if count % 1000 == 0:
            say(f"{count:,} files are copied.")
    return count


def _chunks(store, name: str) -> Iterator[bytes]:
    with store.open(name) as file:
        while chunk := file.read(storage.CHUNK):
            yield chunk
