"""Files of strangers are opened by a child with a clock and without secrets."""

import pytest

from media.child_process import Broke, TookTooLong, ask_child

CHILD = """
import json, os, sys, time
kind = sys.argv[1]
if kind == "sleep":
    time.sleep(60)
elif kind == "break":
    sys.exit(3)
else:
    print(json.dumps({"said": sys.stdin.read(), "environment": list(os.environ.values())}))
"""


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Let a module of the test's own be found, as installed ones are."""
    (tmp_path / "a_child.py").write_text(CHILD)
    monkeypatch.syspath_prepend(tmp_path)
    return "a_child"


def test_it_answers_what_it_reads_and_knows_none_of_our_secrets(module, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a secret")
    answer = ask_child(module, b"words", 20, "answer")
    assert answer["said"] == "words"
    assert "a secret" not in answer["environment"]


def test_one_that_takes_too_long_is_ended(module):
    with pytest.raises(TookTooLong):
        ask_child(module, b"", 0.5, "sleep")


def test_one_that_breaks_is_told_apart(module):
    with pytest.raises(Broke):
        ask_child(module, b"", 20, "break")
