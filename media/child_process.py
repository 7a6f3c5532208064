"""Opens untrusted files in a child process with a time limit and without secrets; it is always ended.

The child limits its own memory and processor time (it knows what it needs), reads the file from standard input and
answers in JSON on standard output.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ("SYSTEMROOT", "PATH", "TMPDIR", "LD_LIBRARY_PATH")


class TookTooLong(Exception):
    """The child ran out of time and was ended."""


class Broke(Exception):
    """The child gave no answer: it ran out of memory, or a library crashed."""


def ask_child(module: str, data: bytes, seconds: float, *arguments: str) -> dict:
    """Return the answer of `python -m module arguments…` to `data`. Raises TookTooLong and Broke.

    `seconds` is wall clock time, for a child that hangs. The child limits processor time itself, because on a busy
    machine the wall clock says nothing about the file.
    """
    with tempfile.TemporaryFile() as source:
        source.write(data)
        source.seek(0)
        child = subprocess.Popen(  # noqa: S603 - a module of ours, arguments of ours
            [sys.executable, "-m", module, *arguments],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=environment(),
            start_new_session=True,
        )
        try:
            output, _ = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as late:
            raise TookTooLong from late
        finally:
            _end(child)
    try:
        return json.loads(output)
    except ValueError as error:
        raise Broke from error


def environment() -> dict[str, str]:
    """Return the child's environment: only what Python needs to find its modules, and no secrets."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)]), "PYTHONDONTWRITEBYTECODE": "1"}


def _end(child: subprocess.Popen) -> None:
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(child.pid, signal.SIGKILL)
            else:
                child.kill()
        child.communicate()
