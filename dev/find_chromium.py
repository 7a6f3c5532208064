"""Print the path of a Chromium: one on this machine, else Debian's package (as root), else playwright's.

Prints a message and exits with status 1 if none is available.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def main() -> int:
    """Print the path, installing Chromium if necessary."""
    for look in (on_this_machine, from_debian, from_playwright):
        found = look()
        if found:
            print(found)
            return 0
    print(
        "The browser tests need Chromium, and none was to be had. Install it, or set CHROMIUM to its path.",
        file=sys.stderr,
    )
    return 1


def on_this_machine() -> str | None:
    """Return a working Chromium on this machine, or None. CHROMIUM, if set, is tried first."""
    named = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else []
    for name in (*named, *NAMES, *APPLICATIONS):
        path = shutil.which(name)
        # A file name is not enough: some systems ship a stub that only says how to install the real one.
        if path and runs(path):
            return path
    return None


def from_debian() -> str | None:
    """Install Debian's package if this is Debian and we are root; return its path."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    say("Installing Debian's Chromium (about a quarter of a minute).")
    quiet = {
        "stdout": subprocess.DEVNULL,
        "stdin": subprocess.DEVNULL,
        "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    }
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]):
        if subprocess.run(command, check=False, **quiet).returncode:
            say(f"{' '.join(command)} failed.")
            return None
    return on_this_machine()


def from_playwright() -> str | None:
    """Download playwright's Chromium (once; it is cached); return its path."""
    from playwright.sync_api import sync_playwright  # only here, because the other ways work without it

    say("Fetching playwright's own Chromium.")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, check=False, stdout=sys.stderr).returncode:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if runs(path) else None


def runs(path: str) -> bool:
    """Return whether the program at `path` answers when asked for its version."""
    if not Path(path).exists():
        return False
    try:
        return subprocess.run([path, "--version"], check=False, capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def say(sentence: str) -> None:
    """Print a message to standard error, because standard output is only for the path."""
    print(sentence, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
