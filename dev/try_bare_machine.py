"""python dev/try_bare_machine.py FOLDER [--postgresql]: installs the committed state on a bare Debian 12 and breaks it.

debootstrap makes the machine in FOLDER. On it, deploy/install.sh runs as docs/operating.md says; an editor signs in and
works over TLS while processes are killed, services stopped and the disk filled; the daily backup is restored on a new
machine with the manual's commands, which is then updated, fails to update, and is rolled back. docs/reliability.md has
the results. Needs root, debootstrap, the network, ports 25, 80, 443, 5432, 6379 and 8000, and twenty minutes.

Everything runs in namespaces of processes and mounts, so that nothing is left when this ends or is interrupted; FOLDER
stays. dev/systemctl_stand_in.sh replaces systemd, which can't run there. The certificate is the self-signed one that
install.sh makes first.
"""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from dev.bare_machine_people import DOMAIN, Editor, Mailbox, Reader

ROOT = Path(__file__).resolve().parent.parent
MANUAL = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
DATA, BACKUPS, KEY = "/var/lib/strategic-snapshot", "/var/backups/strategic-snapshot", "backup.key"
SERVICES = "strategic-snapshot strategic-snapshot-due"
DISK_MB = 400
MIGRATION = """
from django.db import migrations
class Migration(migrations.Migration):
    dependencies = [("people", "{latest}")]
    operations = [migrations.RunSQL("{sql}")]
"""
STOCK = """
import json
from articles.models import ArticleEdition
from media.models import Picture
from people.models import Author
kinds = ((Author, "name"), (Picture, "title"), (ArticleEdition, "title"))
print(json.dumps([name for kind, field in kinds for name in kind.objects.values_list(field, flat=True)]))
"""


def say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", flush=True)


class Machine:
    """A bare Debian in a folder. Its data is on a separate, small disk."""

    def __init__(self, base: Path, folder: Path):
        self.root = folder
        self.certificate = folder / "etc" / "strategic-snapshot" / "tls" / "fullchain.pem"
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_suffix(".disk").unlink(missing_ok=True)
        do("cp", "-a", base, folder)
        do("mount", "--bind", folder, folder)
        do("mount", "-t", "proc", "proc", folder / "proc")
        do("mount", "--rbind", "/dev", folder / "dev")
        do("mount", "-t", "tmpfs", "shm", folder / "dev" / "shm")
        shutil.copy("/etc/resolv.conf", folder / "etc")
        (folder / "etc" / "hosts").write_text(f"127.0.0.1 localhost {DOMAIN}\n")
        if certificates := os.environ.get("PIP_CERT"):
            shutil.copy(certificates, folder / "etc" / "certificates.pem")
        shutil.copy(ROOT / "dev" / "systemctl_stand_in.sh", folder / "usr" / "local" / "sbin" / "systemctl")
        do("truncate", "-s", f"{DISK_MB}M", folder.with_suffix(".disk"))
        do("mkfs.ext4", "-q", folder.with_suffix(".disk"))
        (folder / DATA[1:]).mkdir()
        do("mount", "-o", "loop", folder.with_suffix(".disk"), folder / DATA[1:])
        (folder / "srv" / "site").mkdir()
        archive = do("git", "-C", ROOT, "archive", "HEAD")
        subprocess.run(["tar", "-x", "-C", folder / "srv" / "site"], input=archive, check=True)

    def run(self, command: str, expected: int = 0) -> str:
        """Run a command of bash on the machine, and return what it printed."""
        kept = {name: value for name, value in os.environ.items() if name in ("PIP_INDEX_URL", "https_proxy")}
        if "PIP_CERT" in os.environ:
            kept["PIP_CERT"] = "/etc/certificates.pem"
        told = [f"{name}={value}" for name, value in ({"PATH": PATH, "HOME": "/root"} | kept).items()]
        command = ["chroot", self.root, "env", "-i", *told, "bash", "-o", "pipefail", "-c", command]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=-1, stderr=-2, text=True, check=False)
        if done.returncode != expected:
            sys.exit(f"{command[-1]}: exit status {done.returncode}\n{done.stdout[-3000:]}")
        return done.stdout

    def install(self, options: str) -> str:
        """Install as the manual says, and return the password that is printed."""
        said = self.run(
            f"cd /srv/site && deploy/install.sh {DOMAIN} you@example.org --mail smtp://127.0.0.1:25 {options}"
        )
        (self.root.with_suffix(".install.log")).write_text(said)
        for part in (
            "one that browsers warn of",
            "A test message is on its way",
            "is whole and was restored",
        ):
            assert part in said, f"install.sh did not print “{part}”: {said[-3000:]}"
        return re.search(r"^Password: +(\S+)$", said, re.M)[1]

    def processes(self, words: str = "") -> list[psutil.Process]:
        """Return the machine's processes whose command has the words."""
        found = []
        for process in psutil.process_iter():
            try:
                if os.readlink(f"/proc/{process.pid}/root") == str(self.root) and words in " ".join(process.cmdline()):
                    found.append(process)
            except (OSError, psutil.Error):
                continue
        return found

    def kill(self, words: str, number: int | None = None) -> None:
        for process in self.processes(words)[:number]:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue

    def lose_power(self) -> None:
        for words in ("systemctl keep", "systemctl watch", ""):  # first what starts others again
            self.kill(words)
        do("umount", self.root / DATA[1:])

    def verify(self) -> str:
        return self.run("strategic-snapshot verify_editions").strip().splitlines()[-1]

    def files(self) -> list[str]:
        """Return the SHA-256 and the name of each media file."""
        find = f"cd {DATA}/media && find . -type f ! -path '*/locks/*' ! -name '.*' -exec sha256sum {{}} +"
        return sorted(self.run(find).splitlines())


def do(*command: object) -> bytes:
    return subprocess.run(list(map(str, command)), check=True, capture_output=True).stdout


def commands_of(chapter: str, postgresql: bool) -> str:
    """Return the commands of a chapter of the manual. Its second block replaces a line where PostgreSQL is used."""
    text = MANUAL.partition(f"\n## {chapter}\n")[2].partition("\n## ")[0]
    commands, instead = re.findall(r"(?:^    .*\n)+", text, re.M)
    return re.sub(r"^    mv db\.sqlite3.*\n", instead, commands, flags=re.M) if postgresql else commands


def try_faults(machine: Machine, editor: Editor, postgresql: bool) -> None:

    def control(command: str) -> str:
        return machine.run(f"systemctl {command}")

    fill = f"head -c {DISK_MB}M /dev/zero >{DATA}/renditions/filler"
    server = "config.server"
    faults: list[tuple[str, Callable, Callable | None]] = [
        ("a worker killed", lambda: machine.kill("spawn_main", 1), None),
        ("the whole server killed", lambda: (machine.kill(server), machine.kill("spawn_main")), None),
        ("nginx killed", lambda: machine.kill("nginx:"), None),
        ("run_due killed", lambda: machine.kill("run_due"), None),
        ("site stopped under load and started", lambda: control(f"restart {SERVICES}"), None),
        ("mail server stopped", editor.mailbox.stop, editor.mailbox.start),
        ("disk full", lambda: machine.run(fill, 1), lambda: machine.run(f"rm {DATA}/renditions/filler")),
    ]
    if postgresql:
        faults += [
            ("PostgreSQL stopped", lambda: control("stop postgresql"), lambda: control("start postgresql")),
            ("PostgreSQL killed", lambda: machine.kill("/bin/postgres"), None),
            ("Redis stopped", lambda: control("stop redis-server"), lambda: control("start redis-server")),
        ]
    for name, breaks, mends in faults:
        reader = Reader(machine.certificate, editor.page)
        reader.start()
        editor.begin()
        time.sleep(2)
        breaks()
        if mends:
            time.sleep(8)
            editor.ask_for_alerts()
            mends()
        waited = editor.wait_for_act()
        editor.end()
        reader.end()
        missing = editor.acknowledged - set(json.loads(machine.run(f"strategic-snapshot shell -v0 -c '{STOCK}'")))
        assert not missing, f"{name}: acknowledged and lost: {missing}"
        say(f"{name}: {reader}; the editor {editor}; saved and published again after {waited:.1f} s. "
            f"{machine.verify()}")  # fmt: skip
    editor.wait_for_mail()
    say(f"mail: {len(editor.mailbox.letters)} letters came, all that were asked for")


def make_release(machine: Machine, version: str, before: str, sql: str) -> Path:
    """Make an unpacked release with one more migration than the one before."""
    folder = machine.root / "srv" / f"site-{version}"
    shutil.copytree(machine.root / "srv" / before, folder, symlinks=True)
    project = folder / "pyproject.toml"
    project.write_text(re.sub(r"^version = .*", f'version = "{version}"', project.read_text(), flags=re.M))
    migrations = folder / "people" / "migrations"
    latest = max(path.stem for path in migrations.glob("[09]*.py"))
    name = f"9{version[-1]}00_trial.py"
    (migrations / name).write_text(MIGRATION.format(latest=latest, sql=sql))
    return folder


def try_updates(machine: Machine, editor: Editor, postgresql: bool) -> None:
    update = "/opt/strategic-snapshot/current/deploy/update.sh {0} --from /srv/site-{0}"
    pages = editor.pages()
    make_release(machine, "9.0.1", "site", "CREATE TABLE trial (id integer)")
    machine.run(update.format("9.0.1"))
    assert editor.pages() == pages
    say(f"updated to 9.0.1: {len(pages)} pages as before")
    broken = make_release(machine, "9.0.2", "site-9.0.1", "ALTER TABLE people_author RENAME TO lost")
    with (broken / "config" / "wsgi.py").open("a") as file:
        file.write('raise SystemExit("broken on purpose")\n')
    interrupt = "until [ -e /run/strategic-snapshot-updating ]; do sleep 0.1; done; sleep 1; kill $!; wait $!"
    said = machine.run(f"{update.format('9.0.2')} & {interrupt}", 1)
    assert "The update was interrupted." in said, said
    assert editor.pages() == pages
    say("update to 9.0.2, interrupted: went back to 9.0.1")
    said = machine.run(update.format("9.0.2"), 1)
    assert "The site is as it was before, with version 9.0.1." in said, said
    assert editor.pages() == pages
    say(f"update to 9.0.2, which renames a table and does not start: went back to 9.0.1, {len(pages)} pages as before")
    machine.run("set -e\n" + commands_of("Roll back", postgresql).replace("before-1.1.0-…", "before-9.0.1-*"))
    machine.run("cd /opt/strategic-snapshot/current && . deploy/release.sh && wait_until_ready 60")
    assert machine.run("readlink /opt/strategic-snapshot/current").strip().endswith("/1.0.0")
    assert editor.pages() == pages
    say(f"rolled back to 1.0.0 with the manual's commands: {len(pages)} pages as before. {machine.verify()}")


def try_machine(folder: Path, postgresql: bool) -> None:
    base, options = folder / "debian", "--postgresql --redis" if postgresql else ""
    if not (base / "etc" / "debian_version").exists():
        say("debootstrap")
        do("debootstrap", "--variant=minbase", "bookworm", base, *filter(None, [os.environ.get("MIRROR")]))
    (folder / "hosts").write_text(f"127.0.0.1 localhost {DOMAIN}\n")
    do("mount", "--bind", folder / "hosts", "/etc/hosts")
    mailbox = Mailbox()
    mailbox.start()
    machine = Machine(base, folder / "machine")
    password = machine.install(options)
    say(f"installed with deploy/install.sh {options}")
    machine.run("strategic-snapshot demo --no-accounts")
    editor = Editor(machine.certificate, mailbox)
    editor.set_up(password)
    headers = editor.get("/").headers
    say("signed in over TLS, with an authenticator app; samples published. Headers: " + ", ".join(sorted(headers)))
    try_faults(machine, editor, postgresql)
    machine.run("for timer in /run/systemctl-stand-in/*.timer; do systemctl start $(basename $timer .timer); done")
    pages, files = editor.pages(), machine.files()
    [*_, backup] = sorted((machine.root / BACKUPS[1:]).glob("????-*.backup"))
    shutil.copy(backup, folder / backup.name)
    shutil.copy(machine.root / "etc" / "strategic-snapshot" / KEY, folder / KEY)
    machine.lose_power()
    say(
        f"backup made by its timer's service; machine lost, with {len(pages)} public pages and {len(files)} media files"
    )

    machine = Machine(base, folder / "new-machine")
    machine.install(options)
    for name in (backup.name, KEY):
        shutil.copy(folder / name, machine.root / "root")
    machine.run("set -e\n" + commands_of("Restore", postgresql).replace("FILE", backup.name))
    machine.run("cd /opt/strategic-snapshot/current && . deploy/release.sh && wait_until_ready 60")
    editor.move_to(machine.certificate)
    differing = dict(editor.pages().items() ^ pages.items())
    assert not differing, sorted(differing)
    assert machine.files() == files
    editor.sign_in()
    say(f"restored on a new machine: pages and media are the same, the editor signs in. {machine.verify()}")
    try_updates(machine, editor, postgresql)
    machine.lose_power()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--postgresql", action="store_true", help="PostgreSQL and Redis instead of SQLite")
    parser.add_argument("--in-namespaces", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    folder = options.folder.resolve()
    if options.in_namespaces:
        try_machine(folder, options.postgresql)
        return
    folder.mkdir(parents=True, exist_ok=True)
    # bash is the first process there: it takes in whatever loses its parent. If it ends, so do all others.
    spaces = ["unshare", "--mount", "--pid", "--ipc", "--fork", "--kill-child", "--mount-proc"]
    command = [*spaces, "bash", "-c", '"$@"; exit $?', "-", sys.executable, *sys.argv, "--in-namespaces"]
    inside = subprocess.Popen(command)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        sys.exit(inside.wait())
    finally:
        inside.kill()


if __name__ == "__main__":
    main()
