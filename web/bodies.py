"""A limit on how long a request body may take, and on how many are read at once.

One client that sends a form byte by byte must not block the threads that serve readers. nginx buffers bodies; this is
for a server without it.
"""

from collections.abc import Callable, Iterable, Iterator
from threading import BoundedSemaphore, Thread
from typing import Any

AT_ONCE = 2  # per process: with three threads, one always stays free for pages
PART_SECONDS = 10.0  # for each part that is read
TURN_SECONDS = 1.0  # until another body has been read
WITHOUT_BODY = ("GET", "HEAD", "OPTIONS", "TRACE")

_turns = BoundedSemaphore(AT_ONCE)


class TooSlow(OSError):
    """The client stopped sending, or too many clients did. Django turns this into an UnreadablePostError."""


class Bodies:
    """WSGI application that wraps `application` and limits the time for reading each request body."""

    def __init__(self, application: Callable):
        self._application = application

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in WITHOUT_BODY:
            environ = {**environ, "wsgi.input": TimedInput(environ["wsgi.input"])}
        return self._application(environ, start_response)


class TimedInput:
    """A WSGI input that raises TooSlow if a part takes longer than PART_SECONDS or no slot becomes free in time."""

    def __init__(self, stream: Any):
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        return self._in_time(lambda: self._stream.read(size) if size >= 0 else self._stream.read())

    def readline(self, size: int = -1) -> bytes:
        return self._in_time(lambda: self._stream.readline(size) if size >= 0 else self._stream.readline())

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    def _in_time(self, read: Callable[[], bytes]) -> bytes:
        """Read in a thread. A stuck thread ends when the connection closes."""
        result: list = []

        def keep() -> None:
            try:
                result.append(read())
            except Exception as error:  # the request's own thread raises any error of the server
                result.append(error)

        if not _turns.acquire(timeout=TURN_SECONDS):
            raise TooSlow("Too many clients are sending at once.")
        try:
            reading = Thread(target=keep, daemon=True)
            reading.start()
            reading.join(PART_SECONDS)
        finally:
            _turns.release()
        if not result:
            raise TooSlow("The body did not arrive in time.")
        if isinstance(result[0], Exception):
            raise OSError("The body could not be read.") from result[0]
        return result[0]
