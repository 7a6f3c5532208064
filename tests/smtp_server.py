"""A small mail server on the loopback interface (RFC 5321): it keeps what it is sent, or refuses."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 tests")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(":")[0].upper()
            if verb == "DATA":
                self._say("354 go on")
                self.server.received.append(self._data())
                self.server.before_keeping.wait()
                self._say("250 kept")
            elif verb == "RCPT TO" and self.server.refusal:
                self._say(self.server.refusal)
            else:
                self.server.envelope.append(line)
                self._say("221 bye" if verb == "QUIT" else "250 fine")
            if verb == "QUIT":
                return

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())

    def _data(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)


@contextmanager
def smtp_server(refusal: str = "") -> Iterator[socketserver.ThreadingTCPServer]:
    """Serve while the block runs. `received` holds the messages, `envelope` the commands; `refusal` answers RCPT."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session) as server:
        server.daemon_threads = True
        server.received, server.envelope, server.refusal = [], [], refusal
        server.before_keeping = threading.Event()  # cleared, the server has the message and does not say so
        server.before_keeping.set()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
