"""The scripts of deploy/ refuse what would go wrong, before they touch anything."""

import shutil
import subprocess

import pytest

from tests.test_conventions import ROOT

DEPLOY = ROOT / "deploy"
SCRIPTS = sorted(DEPLOY.glob("*.sh"))


def run(*command) -> subprocess.CompletedProcess:
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_can_be_read(path):
    assert run("bash", "-n", path).stderr == ""


# As nginx: a program of the system. `bash -n`, above, runs everywhere.
@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not installed (Debian: shellcheck)")
def test_shellcheck_finds_nothing():
    judged = subprocess.run(["shellcheck", "-x", *SCRIPTS], cwd=ROOT, capture_output=True, text=True, check=False)
    assert judged.stdout == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "Name the site's domain"),
        (["example.org"], "is not an email address"),
        (["exa mple.org", "a@example.org"], "Name the site's domain"),
        (["example.org;reboot", "a@example.org"], "Name the site's domain"),
        (["example.org", "a'b@example.org"], "is not an email address"),
        (["example.org", "a@example.org", "--mail", "smtp://a'b@mail"], "as %27"),
        (["example.org", "a@example.org", "--nonsense"], "Unknown option"),
        (["example.org", "a@example.org", "b"], "One argument too many"),
    ],
)
def test_installing_refuses_what_it_does_not_understand(given, said):
    done = run(DEPLOY / "install.sh", *given)
    assert done.returncode == 1
    assert said in done.stderr


@pytest.mark.parametrize("given", [[], ["latest"], ["1.0"], ["1.0.0;reboot"]])
def test_updating_wants_a_version(given):
    done = run(DEPLOY / "update.sh", *given)
    assert done.returncode == 1
    assert "Name the version" in done.stderr


def test_the_release_says_its_version():
    said = run("bash", "-c", f". {DEPLOY}/release.sh && version_of {ROOT}")
    assert said.stdout.strip() == "1.0.0"


def test_a_release_whose_packages_cannot_be_installed_is_not_complete(tmp_path):
    source, home, programs = (tmp_path / name for name in ("source", "home", "programs"))
    for folder in (source, home / "releases", programs):
        folder.mkdir(parents=True)
    (source / "pyproject.toml").write_text('version = "1.0.0"\n')
    (programs / "python3").write_text("#!/bin/sh\nexit 1\n")
    (programs / "python3").chmod(0o755)
    script = f'set -e; . {DEPLOY}/release.sh; home={home}; PATH={programs}:$PATH; r=$(make_release {source}); echo "$r"'
    done = run("bash", "-c", script)
    assert (done.returncode, done.stdout) == (1, "")
    assert not (home / "releases" / "1.0.0" / ".complete").exists()
