"""Jobs done in forked processes, which share what their parent has loaded."""

import json
import os
import resource
import signal
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

LONGEST = 300  # seconds of processor time, after which a process is stopped, because a loop does not end
AT_ONCE = 2


def in_processes(work: Callable, jobs: Iterable, folder: Path) -> Iterator[tuple]:
    """Do each job in a forked process, AT_ONCE at a time; yield (job, answer), None where the process did not end."""
    running = {}

    def ended() -> tuple:
        pid, status = os.wait()
        answer = folder / f"{pid}.json"
        if os.WIFEXITED(status) and status:
            raise RuntimeError(f"The tool failed: {running.pop(pid)}")
        return running.pop(pid), None if status else json.loads(answer.read_text())

    for job in jobs:
        if len(running) == AT_ONCE:
            yield ended()
        pid = os.fork()
        if not pid:
            _do(work, job, folder)
        running[pid] = job
    while running:
        yield ended()


def _do(work: Callable, job: object, folder: Path) -> None:
    """Do the job, write its answer, and end the process."""
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
    signal.alarm(6 * LONGEST)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        (folder / f"{os.getpid()}.json").write_text(json.dumps(work(job)))
        os._exit(0)
    finally:
        os._exit(1)
