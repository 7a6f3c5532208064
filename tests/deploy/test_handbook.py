"""What docs/operating.md tells operators to type is there to be typed."""

import re

import pytest
from django.core.management import get_commands

from dev.try_bare_machine import commands_of
from tests.test_conventions import ROOT

TYPED = re.compile(r"(?:manage\.py|(?:^ {4}|`)strategic-snapshot) ([a-z]\w+)", re.M)
PAGE = (ROOT / "docs" / "operating.md").read_text()


@pytest.mark.parametrize("command", sorted(set(TYPED.findall(PAGE))))
def test_a_command_is_there(command):
    assert command in get_commands()


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`?(deploy/[\w./-]+\w)", PAGE))))
def test_a_file_is_there(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z-]+)", PAGE))))
def test_a_target_is_there(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.M)


def test_the_places_are_those_of_the_scripts():
    script = (ROOT / "deploy" / "release.sh").read_text()
    for name in ("home", "etc", "data", "backups"):
        assert re.search(rf"^{name}=(\S+)", script, re.M)[1] in PAGE


@pytest.mark.parametrize("chapter", ["Roll back", "Restore"])
def test_with_postgresql_one_line_of_the_commands_is_another(chapter):
    moving, creating = "mv db.sqlite3*", "createdb --owner snapshot"
    on_sqlite, on_postgresql = (commands_of(chapter, postgresql=it) for it in (False, True))
    assert [words in on_sqlite for words in (moving, creating)] == [True, False]
    assert [words in on_postgresql for words in (moving, creating)] == [False, True]
