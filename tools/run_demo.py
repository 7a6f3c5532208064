"""python tools/run_demo.py --port 8000 [--no-serve]: the samples as a site, set up and served as in production.

DEBUG is off, so that missing, withdrawn and failing pages are the real ones. DATABASE_URL is respected.
Every step finds what an earlier run left and does only what is missing.
"""

import argparse
import hashlib
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEY = ROOT / "var" / "secret-key"
COLLECTED = ROOT / "var" / "collected-static"
MAILS = ROOT / "var" / "demo-mail"
MANIFEST = ROOT / "staticfiles" / "staticfiles.json"
HOST = "127.0.0.1"
WORKERS = "2"


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
    refuse_taken_port(options.port)  # once more: the server itself would share the port with another of its kind
    start_runner()
    print(f"Mail is written to {MAILS.relative_to(ROOT)}/ instead of being sent, unless EMAIL_URL names a server.")
    print(f"Serving on http://{HOST}:{options.port}/ until Ctrl-C.", flush=True)
    serve = ["granian", "--interface", "wsgi", "--host", HOST, "--port", str(options.port), "--workers", WORKERS]
    quiet = ["--blocking-threads", "1", "--log-level", "warning", "--no-ws", "config.wsgi:application"]
    os.execv(sys.executable, [sys.executable, "-m", *serve, *quiet])  # noqa: S606 - the server takes this process's place


def start_runner() -> None:
    """Start beside the server what does all that is due by itself: mail and alerts. It ends with the server."""
    command = [sys.executable, str(ROOT / "manage.py"), "run_due", "--watch", "--with", str(os.getpid())]
    subprocess.Popen(command)


def settings_of_the_demo(port: int) -> dict[str, str]:
    """Return the environment in which the demo runs: production's, for this machine alone."""
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "false",
        "SECRET_KEY": os.environ.get("SECRET_KEY") or kept_key(),
        "ALLOWED_HOSTS": f"localhost,{HOST}",
        "HTTPS": "false",
        "SITE_URL": os.environ.get("SITE_URL") or f"http://{HOST}:{port}",
        "EMAIL_URL": os.environ.get("EMAIL_URL") or f"filemail:///{MAILS}",
    }


def kept_key() -> str:
    """Return the secret key of this clone, made at the first run."""
    if not KEY.exists():
        KEY.parent.mkdir(exist_ok=True)
        KEY.touch(mode=0o600)
        KEY.write_text(secrets.token_urlsafe(60))
    return KEY.read_text()


def refuse_taken_port(port: int) -> None:
    """Stop with a plain sentence where something listens on the port already."""
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
    """Return a port to propose instead."""
    return port + 1 if 1023 < port < 65535 else 8001


def set_up(port: int, **options: object) -> None:
    """Migrate, collect static files, seed. `options` are those of `manage.py demo`."""
    sys.path.insert(0, str(ROOT))
    import django  # the settings stand only now
    from django.core.management import call_command  # as above

    django.setup()
    call_command("migrate", verbosity=0)
    collect_static(call_command)
    call_command("demo", site=f"http://{HOST}:{port}", **options)


def collect_static(call_command: Callable) -> None:
    """Gather the static files under hashed names, unless they are the very ones gathered before: that takes a while."""
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
