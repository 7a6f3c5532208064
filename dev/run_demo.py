"""python dev/run_demo.py --port 8000 [--no-serve]: sets up the samples as a site and serves it as in production.

DEBUG is off, so that error and withdrawal pages are the real ones. DATABASE_URL is respected. Every step keeps what an
earlier run created and adds only what is missing.
"""

import argparse
import contextlib
import hashlib
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEY = ROOT / "var" / "secret-key"
COLLECTED = ROOT / "var" / "collected-static"
MAILS = ROOT / "var" / "demo-mail"
MANIFEST = ROOT / "staticfiles" / "staticfiles.json"
HOST = "127.0.0.1"
LOOK_EVERY, IDLE = 10, 300  # seconds


def main() -> None:
    """Set up, seed, and serve until stopped."""
    parser = argparse.ArgumentParser(description="Set up the demo and serve it.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-serve", action="store_true", help="stop before serving")
    options = parser.parse_args()
    if not options.no_serve:
        refuse_taken_port(options.port)
    os.chdir(ROOT)
    os.environ.update(settings_of_the_demo(options.port))
    set_up(options.port)
    if options.no_serve:
        print("Everything is ready. To serve it: make demo")
        return
    refuse_taken_port(options.port)  # checked again, because the server would share the port with another of its kind
    keep_runner()
    print("Mail is shown at the desk, under Mailbox, instead of being sent, unless EMAIL_URL names a server.")
    print(f"Serving on http://{HOST}:{options.port}/ until Ctrl-C.", flush=True)
    from config.server import command  # after the site's folder is on the path

    serve = command("--host", HOST, "--port", str(options.port))
    os.execv(serve[0], serve)  # noqa: S606 - the server takes this process's place


def keep_runner() -> None:
    """Keep a background runner beside the server for email, alerts and cleanup.

    It ends with the server. If it stops, it is restarted; if nothing is done for five minutes, a message is printed.
    """
    from django.db import connections  # after settings are configured

    server = os.getpid()
    connections.close_all()  # two processes must not share a connection
    if os.fork():
        return
    runner, told, began = None, False, time.monotonic()
    with contextlib.suppress(KeyboardInterrupt):
        while os.getppid() == server:
            if runner is None or runner.poll() is not None:
                if runner:
                    print(f"run_due ended with status {runner.returncode} and is started again.", flush=True)
                command = [sys.executable, str(ROOT / "manage.py"), "run_due", "--watch", "--with", str(os.getpid())]
                runner = subprocess.Popen(command)
            time.sleep(LOOK_EVERY)
            is_idle = time.monotonic() - began > IDLE and nothing_is_done()
            if is_idle and not told:
                print("run_due has done nothing for five minutes: mail and alerts are not being sent.", flush=True)
            told = is_idle
    os._exit(0)


def nothing_is_done() -> bool:
    """Return whether no runner has worked for five minutes; also True if the database cannot be read."""
    from django.db import Error, connections  # after settings are configured
    from django.utils import timezone  # as above

    from outbox.last_run import is_overdue, last_run  # as above

    try:
        return is_overdue(last_run(), timezone.now())
    except Error:
        return True
    finally:
        connections.close_all()


def settings_of_the_demo(port: int) -> dict[str, str]:
    """Return the demo's environment variables: production settings limited to this machine."""
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "false",
        "REQUIRE_SECOND_FACTOR": os.environ.get("REQUIRE_SECOND_FACTOR") or "false",
        "SECRET_KEY": os.environ.get("SECRET_KEY") or kept_key(),
        "ALLOWED_HOSTS": f"localhost,{HOST}",
        "HTTPS": "false",
        "SITE_URL": os.environ.get("SITE_URL") or f"http://{HOST}:{port}",
        "EMAIL_URL": os.environ.get("EMAIL_URL") or f"filemail:///{MAILS}",
    }


def kept_key() -> str:
    """Return the secret key of this clone, created at the first run."""
    if not KEY.exists():
        KEY.parent.mkdir(exist_ok=True)
        KEY.touch(mode=0o600)
        KEY.write_text(secrets.token_urlsafe(60))
    return KEY.read_text()


def refuse_taken_port(port: int) -> None:
    """Exit with a message if the port is in use."""
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except PermissionError:
            sys.exit(f"Port {port} is not ours to open. Choose one above 1023, for example: make demo PORT=8001")
        except OverflowError:
            sys.exit(f"{port} is no port: choose one between 1024 and 65535, for example: make demo PORT=8001")
        except OSError:
            sys.exit(f"Port {port} is taken. Choose another, for example: make demo PORT={next_port(port)}")


def next_port(port: int) -> int:
    """Return a port to suggest instead."""
    return port + 1 if 1023 < port < 65535 else 8001


def set_up(port: int, **options: object) -> None:
    """Migrate, collect static files, and seed. `options` are those of `manage.py demo`."""
    sys.path.insert(0, str(ROOT))
    import django  # after settings are configured
    from django.core.management import call_command  # as above

    django.setup()
    call_command("migrate", verbosity=0)
    collect_static(call_command)
    call_command("demo", site=f"http://{HOST}:{port}", **options)


def collect_static(call_command: Callable) -> None:
    """Collect the static files under hashed names, unless they are unchanged, because that takes a while."""
    from django.contrib.staticfiles.finders import get_finders  # as above

    found = (storage.path(name) for finder in get_finders() for name, storage in finder.list([]))
    facts = sorted((path, os.stat(path).st_size, os.stat(path).st_mtime_ns) for path in found)
    fingerprint = hashlib.sha256(repr(facts).encode()).hexdigest()
    if MANIFEST.exists() and COLLECTED.exists() and COLLECTED.read_text() == fingerprint:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    COLLECTED.parent.mkdir(exist_ok=True)
    COLLECTED.write_text(fingerprint)


if __name__ == "__main__":
    main()
