"""Bodies that arrive slowly, or not."""

import io
import threading
import time

import pytest

from web import bodies
from web.bodies import Bodies, TimedInput, TooSlow


class Stuck:
    """A client that sends nothing more until it is let go."""

    def __init__(self):
        self.go = threading.Event()

    def read(self, size: int = -1) -> bytes:
        self.go.wait(30)
        return b"late"


class Broken:
    def read(self, size: int = -1) -> bytes:
        raise RuntimeError("the connection is gone")


@pytest.fixture
def stuck(monkeypatch):
    monkeypatch.setattr(bodies, "PART_SECONDS", 0.05)
    client = Stuck()
    yield client
    client.go.set()


def test_a_body_that_does_not_arrive_is_given_up(stuck):
    with pytest.raises(TooSlow):
        TimedInput(stuck).read(10)


def test_a_connection_that_breaks_is_an_error_of_reading():
    with pytest.raises(OSError, match="could not be read"):
        TimedInput(Broken()).read(10)


def test_beyond_so_many_at_once_none_is_waited_for(stuck, monkeypatch):
    monkeypatch.setattr(bodies, "PART_SECONDS", 30)
    monkeypatch.setattr(bodies, "TURN_SECONDS", 0.05)
    waiting = [threading.Thread(target=TimedInput(stuck).read, daemon=True) for _ in range(bodies.AT_ONCE)]
    for thread in waiting:
        thread.start()
    while bodies._turns._value:
        time.sleep(0.01)
    with pytest.raises(TooSlow):
        TimedInput(io.BytesIO(b"quick")).read(5)
    stuck.go.set()
    for thread in waiting:
        thread.join()
    assert TimedInput(io.BytesIO(b"quick")).read(5) == b"quick"


def test_a_body_is_given_as_it_is():
    seen = []

    def application(environ, start_response):
        seen.extend((environ["wsgi.input"].readline(), environ["wsgi.input"].read()))
        return []

    Bodies(application)({"REQUEST_METHOD": "POST", "wsgi.input": io.BytesIO(b"a\nbc")}, None)
    assert seen == [b"a\n", b"bc"]
