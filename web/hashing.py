"""Password hashing in a separate process, at low priority and limited in number, so that pages stay fast.

A hash takes half a second of CPU. In the process that serves readers, six clients signing in would slow every page many
times over.
"""

import base64
import subprocess
import sys
from threading import BoundedSemaphore

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils.encoding import force_bytes

AT_ONCE = 1  # per server process; nobody waits for another hash, because a waiting thread serves no reader
NICENESS = 10
LONGEST_SECONDS = 20
# Reads iterations, salt and password, in hexadecimal; writes the hash. -I and -S: it starts in 15 ms.
SCRIPT = """
import hashlib, os, sys
os.nice(int(sys.argv[1]))
digest, iterations, salt, password = sys.stdin.read().split("|")
made = hashlib.pbkdf2_hmac(digest, bytes.fromhex(password), bytes.fromhex(salt), int(iterations))
sys.stdout.write(made.hex())
"""

_slots = BoundedSemaphore(AT_ONCE)


class Busy(Exception):
    """Another password is being checked."""


class SeparatePBKDF2(PBKDF2PasswordHasher):
    """Django's PBKDF2, with the same hashes, computed in a child process. Raises Busy."""

    def encode(self, password: str | bytes, salt: str, iterations: int | None = None) -> str:
        self._check_encode_args(password, salt)
        iterations = iterations or self.iterations
        given = (self.digest().name, str(iterations), force_bytes(salt).hex(), force_bytes(password).hex())
        if not _slots.acquire(blocking=False):
            raise Busy
        try:
            made = subprocess.run(  # noqa: S603 - our own words
                [sys.executable, "-I", "-S", "-c", SCRIPT, str(NICENESS)],
                input="|".join(given), capture_output=True, text=True, check=True, timeout=LONGEST_SECONDS,
            )  # fmt: skip
        finally:
            _slots.release()
        hashed = base64.b64encode(bytes.fromhex(made.stdout)).decode()
        return f"{self.algorithm}${iterations}${salt}${hashed}"
