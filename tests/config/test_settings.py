"""How the site starts: bare, as a clone on one's own machine, and as a server."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rooms import ROOMS

ROOT = Path(__file__).resolve().parents[2]
SITE = (*ROOMS, "templates", "static")
SERVER = {"SECRET_KEY": "a-long-one-" + "0123456789abcdefghij" * 4, "ALLOWED_HOSTS": "example.org", "HTTPS": "true"}
MAIL = {"EMAIL_URL": "smtp://localhost:25", "SITE_URL": "https://example.org"}


@pytest.fixture
def clone(tmp_path):
    """The site's files as a clone holds them: no .env, no database."""
    for name in SITE:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", tmp_path)
    (tmp_path / "docs" / "pictures").mkdir(parents=True, exist_ok=True)
    return tmp_path


def run(clone: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    bare = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=clone, env=bare | environment, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
@pytest.mark.parametrize("given", [{}, {"SECRET_KEY": "x"}, {"ALLOWED_HOSTS": "example.org"}])
def test_a_server_does_not_start_without_its_key_and_hosts(clone, given):
    started = run(clone, "-c", "import config.wsgi", **given)
    assert started.returncode != 0
    assert "Set SECRET_KEY" in started.stderr


@pytest.mark.slow
def test_a_server_starts_with_both_and_debug_off(clone):
    started = run(clone, "-c", "import config.wsgi; from django.conf import settings; print(settings.DEBUG)", **SERVER)
    assert (started.stdout.strip(), started.returncode) == ("False", 0), started.stderr


@pytest.mark.slow
def test_a_clone_runs_with_debug_on_sqlite(clone):
    asked = "from django.conf import settings as s; print(s.DEBUG, s.DATABASES['default']['ENGINE'])"
    answered = run(clone, "manage.py", "shell", "--verbosity", "0", "--command", asked)
    assert answered.stdout.split() == ["True", "django.db.backends.sqlite3"], answered.stderr


@pytest.mark.slow
def test_a_clone_passes_its_checks(clone):
    checked = run(clone, "manage.py", "check", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr


@pytest.mark.slow
def test_a_server_passes_the_deployment_checks(clone):
    checked = run(clone, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **SERVER, **MAIL)
    assert (checked.returncode, "no issues" in checked.stdout) == (0, True), checked.stderr


@pytest.mark.slow
@pytest.mark.parametrize("named", ["1", "true", "proxy.example.org"])
def test_a_proxy_must_be_named_by_its_address(clone, named):
    started = run(clone, "manage.py", "check", **SERVER, TRUSTED_PROXIES=named)
    assert "is not an address" in started.stderr


@pytest.mark.slow
def test_a_variable_without_a_value_counts_as_not_set(clone):
    checked = run(clone, "manage.py", "check", **dict.fromkeys(variables() - {"DEBUG"}, ""))
    assert checked.returncode == 0, checked.stderr


def test_every_variable_is_told_to_operators():
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "operating.md").read_text(), re.MULTILINE))
    assert variables() == told


def variables() -> set[str]:
    """Return the names of the environment variables that settings read."""
    written = "".join(path.read_text() for path in (ROOT / "config").glob("*.py"))
    return set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", written))
