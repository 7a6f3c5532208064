"""Having files that strangers made opened by a child process: with a clock, without secrets, and never left behind.

The child takes its own memory and processor time away (it knows what it needs), reads the file from standard input and
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
    """The child was ended: its time was up."""


class Broke(Exception):
    """The child gave no answer: the system ended it for want of memory, or a library broke."""


def ask_child(module: str, data: bytes, seconds: float, *arguments: str) -> dict:
    """Return what `python -m module arguments…` answers to `data`. Raises TookTooLong and Broke."""
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
    """Return what a child is told: no secret of ours, only where Python finds its modules."""
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
