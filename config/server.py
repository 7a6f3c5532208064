"""Starts the server: `python -m config.server --host 127.0.0.1 --port 8000`. Other options are granian's own.

Threads: while one reads a body and one searches, another serves pages. A worker that dies is restarted; one that does
not stop is killed.
"""

import multiprocessing
import os
import sys

from granian.cli import entrypoint

WORKERS = 2
THREADS = 3  # web/bodies.py and EXPENSIVE_AT_ONCE keep one of them free for pages
OPTIONS = [
    "--interface", "wsgi", "--no-ws", "--log-level", "warning",
    "--workers", str(WORKERS),
    "--blocking-threads", str(THREADS),
    "--respawn-failed-workers",
    "--workers-kill-timeout", "6",  # seconds: together with the graceful stop before it, less than ten
    "--http1-header-read-timeout", "10000",  # milliseconds
]  # fmt: skip
TARGET = "config.wsgi:application"


def command(*where: str) -> list[str]:
    """Return the command that serves the site. `where`: --host and --port, or --uds."""
    return [sys.executable, "-m", "config.server", *where]


def main() -> None:
    """Serve until stopped. A later option overrides an earlier one."""
    # A forked worker would inherit the server's signal handler, which only records the signal: a worker told to stop
    # before granian sets its own handler would never stop.
    multiprocessing.set_start_method("spawn")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.argv = ["granian", *OPTIONS, *sys.argv[1:], TARGET]
    entrypoint()


if __name__ == "__main__":
    main()
