"""Encrypted streams in the age format (age-encryption.org/v1), which the `age` program can read, too."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import pyrage
from pyrage import x25519

MAGIC = b"age-encryption.org/v1"


class BadKey(Exception):
    """The file has no key, or not the one needed. The message is one plain sentence."""


def make_key(path: Path) -> str:
    """Write a new secret key that only its owner can read, and return its public key. Raises FileExistsError."""
    identity = x25519.Identity.generate()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f"# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public())


def public_keys(path: Path) -> list[x25519.Recipient]:
    """Return the public keys (age1…) in the file, including those of its secret keys. Raises BadKey."""
    secret, public = _read(path)
    keys = [each.to_public() for each in secret] + public
    if not keys:
        raise BadKey(f"{path} holds no age key.")
    return keys


def secret_keys(path: Path) -> list[x25519.Identity]:
    """Return the secret keys in the file. Raises BadKey."""
    keys = _read(path)[0]
    if not keys:
        raise BadKey(f"{path} holds no secret key (AGE-SECRET-KEY-…). The public one cannot decrypt.")
    return keys


def _read(path: Path) -> tuple[list[x25519.Identity], list[x25519.Recipient]]:
    try:
        lines = [line.strip() for line in path.read_text(encoding="ascii").splitlines()]
        lines = [line for line in lines if line and not line.startswith("#")]
        secret = [x25519.Identity.from_str(line) for line in lines if line.startswith("AGE-SECRET-KEY-")]
        return secret, [x25519.Recipient.from_str(line) for line in lines if line.startswith("age1")]
    except (ValueError, pyrage.IdentityError, pyrage.RecipientError) as error:
        raise BadKey(f"{path} is not a file of age keys: {error}") from error


@contextmanager
def encrypting(target: BinaryIO, keys: list[x25519.Recipient]) -> Iterator[BinaryIO]:
    """Yield a stream to write to; the encrypted data is complete in `target` after the block."""
    read, write = os.pipe()
    source, sink = os.fdopen(read, "rb", buffering=0), os.fdopen(write, "wb")
    with _beside(lambda: pyrage.encrypt_io(source, target, keys), theirs=source, ours=sink):
        yield sink


@contextmanager
def decrypting(source: BinaryIO, keys: list[x25519.Identity]) -> Iterator[BinaryIO]:
    """Yield a stream to read to its end. Raises OSError or pyrage.DecryptError if the data is truncated or damaged."""
    read, write = os.pipe()
    clear, sink = os.fdopen(read, "rb"), os.fdopen(write, "wb", buffering=0)
    with _beside(lambda: pyrage.decrypt_io(source, sink, keys), theirs=sink, ours=clear):
        yield clear


@contextmanager
def _beside(work: Callable[[], None], theirs: BinaryIO, ours: BinaryIO) -> Iterator[None]:
    """Run `work` in a thread during the block, and raise its exception afterwards.

    Each side closes its end of the pipe.
    """
    failed: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Exception as error:  # raised below, in the waiting thread
            failed.append(error)
        finally:
            theirs.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        with suppress(BrokenPipeError):  # the thread has failed; its own exception is raised below
            ours.close()
        thread.join()
        if failed and not isinstance(failed[0], BrokenPipeError):  # unless the block itself stopped reading
            raise failed[0]
