"""The services that deploy/install.sh sets up are what systemd takes, and name what is in a release."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.test_conventions import ROOT

UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
RELEASE = "/opt/strategic-snapshot/current/"


def read(path: Path) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(interpolation=None, strict=True)
    unit.optionxform = str
    unit.read(path)
    return unit


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_is_made_of_sections_and_no_key_stands_twice(path):
    known = {"Unit", "Service", "Timer", "Install"}
    assert set(read(path).sections()) <= known


# Only systems that run systemd have it. Sections and repeated keys, above, are checked everywhere.
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed (Debian: systemd)")
def test_systemd_takes_every_unit(tmp_path):
    for path in UNITS:
        # Nothing of it is installed here: any program stands for ours.
        (tmp_path / path.name).write_text(
            re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", path.read_text(), flags=re.M)
        )
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *tmp_path.iterdir()]
    judged = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (judged.returncode, judged.stderr) == (0, "")


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".service"], ids=lambda path: path.name)
def test_a_service_is_no_root_and_runs_what_is_in_a_release(path):
    service = read(path)["Service"]
    assert service["User"] == "snapshot"
    assert service["NoNewPrivileges"] == "yes"
    program = service["ExecStart"].split()[0].removeprefix(RELEASE)
    assert program.startswith(".venv/bin/") or (ROOT / program).stat().st_mode & 0o111


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".timer"], ids=lambda path: path.name)
def test_a_timer_has_its_service_and_makes_up_for_what_it_missed(path):
    assert path.with_suffix(".service") in UNITS
    assert read(path)["Timer"]["Persistent"] == "yes"


def test_nginx_and_postgresql_are_started_again_if_they_are_killed():
    assert read(ROOT / "deploy" / "restart.conf")["Service"]["Restart"] == "on-failure"
    script = (ROOT / "deploy" / "install.sh").read_text()
    assert re.search(r"for unit in nginx\.service postgresql@\.service; do\n.*deploy/restart\.conf.*\$unit\.d/", script)
