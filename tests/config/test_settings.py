"""How the site starts: bare, as a clone on one's own machine, and as a server."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE = ("config", "editorial", "people", "articles", "snapshot", "templates", "static")
SERVER = {"SECRET_KEY": "a-long-one-" + "0123456789abcdefghij" * 4, "ALLOWED_HOSTS": "example.org", "HTTPS": "true"}
# W005 and W021 are promises about other hosts of the domain, which only its owner can make; W019: our own admin
# shows previews in a frame, and the content policy names who else may (nobody).
CHOSEN = {"security.W005", "security.W019", "security.W021"}


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


@pytest.mark.parametrize("given", [{}, {"SECRET_KEY": "x"}, {"ALLOWED_HOSTS": "example.org"}])
def test_a_server_does_not_start_without_its_key_and_hosts(clone, given):
    started = run(clone, "-c", "import config.wsgi", **given)
    assert started.returncode != 0
    assert "Set SECRET_KEY" in started.stderr


def test_a_server_starts_with_both_and_debug_off(clone):
    started = run(clone, "-c", "import config.wsgi; from django.conf import settings; print(settings.DEBUG)", **SERVER)
    assert (started.stdout.strip(), started.returncode) == ("False", 0), started.stderr


def test_a_clone_runs_with_debug_on_sqlite(clone):
    asked = "from django.conf import settings as s; print(s.DEBUG, s.DATABASES['default']['ENGINE'])"
    answered = run(clone, "manage.py", "shell", "--verbosity", "0", "--command", asked)
    assert answered.stdout.split() == ["True", "django.db.backends.sqlite3"], answered.stderr


def test_a_clone_passes_its_checks(clone):
    checked = run(clone, "manage.py", "check", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr


def test_a_server_passes_the_deployment_checks_but_for_the_chosen_ones(clone):
    checked = run(clone, "manage.py", "check", "--deploy", **SERVER)
    warned = {
        word.strip("()") for word in checked.stderr.split() if word.startswith(("(security.", "(models.", "(fields."))
    }
    assert warned <= CHOSEN, checked.stderr


def test_every_variable_is_told_to_operators():
    asked = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", (ROOT / "config" / "settings.py").read_text()))
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "operating.md").read_text(), re.MULTILINE))
    assert asked == told
