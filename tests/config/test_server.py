"""The real server: how it ends, how it survives, and who cannot stop it."""

import os
import shutil
import signal
import socket
import threading
import time

import pytest

from config import server
from tests.served import PATIENCE, ROOT, Served, manage, migrated, serving

pytestmark = pytest.mark.slow
ENDS_WITHIN = 10  # seconds


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder with an empty site in it, and an account."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copy(migrated(), folder / "db.sqlite3")
    manage(folder, "createsuperuser", "--no-input", "--username", "vera", "--email", "v@house.example",
           DJANGO_SUPERUSER_PASSWORD="a long word")  # fmt: skip
    return folder


@pytest.mark.sampled(4)
@pytest.mark.parametrize("after", [0.0, 0.3, 0.6, 0.9, 1.2, 1.6, 2.0, 3.0])
def test_told_to_stop_at_any_moment_every_process_ends(site, after):
    served = Served(site)
    try:
        time.sleep(after)
        served.process.send_signal(signal.SIGTERM)
        assert served.ends_within(ENDS_WITHIN), served.all_processes()
    finally:
        served.end()


def test_a_worker_that_is_killed_is_started_again(site):
    with serving(site) as served:
        before = {worker.pid for worker in served.workers()}
        os.kill(min(before), signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and len({worker.pid for worker in served.workers()} - before) < 1:
            time.sleep(0.1)
        assert served.process.poll() is None
        assert served.wait().get("/")[0] == 200


def test_between_requests_sqlite_keeps_the_files_that_a_full_disk_has_no_room_to_make_again(site):
    with serving(site) as served:
        assert served.get("/analysis/")[0] == 200
        time.sleep(0.5)  # the connection would be closed after the answer
        assert (site / "db.sqlite3-shm").exists()
        assert (site / "db.sqlite3-wal").exists()


def test_told_to_stop_under_load_it_fails_no_request_it_has_taken(site):
    failed, answered, is_over = [], [], threading.Event()

    def ask(served: Served) -> None:
        while not is_over.is_set():
            try:
                with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as asking:
                    asking.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                    told = b"".join(iter(lambda: asking.recv(65536), b""))
            except OSError as error:
                failed.append(error)  # not taken: nobody listens any more
                return
            if not told:  # closed before its request was read: not taken, and safe to ask again
                return
            answered.append(told.startswith(b"HTTP/1.1 200") and b"</html>" in told)

    with serving(site) as served:
        clients = [threading.Thread(target=ask, args=[served]) for _ in range(4)]
        for client in clients:
            client.start()
        while len(answered) < 20:
            time.sleep(0.05)
        served.process.send_signal(signal.SIGTERM)
        assert served.ends_within(ENDS_WITHIN)
        is_over.set()
        for client in clients:
            client.join(PATIENCE)
    assert all(answered)


def test_half_sent_forms_do_not_stop_pages(site):
    with serving(site) as served:
        stalled = []
        for _ in range(12):
            stuck = socket.create_connection(("127.0.0.1", served.port))
            stuck.sendall(b"POST /alerts/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\na")
            stalled.append(stuck)
        time.sleep(0.5)
        assert {served.get("/robots.txt", timeout=8)[0] for _ in range(8)} == {200}
        for stuck in stalled:
            stuck.close()


def test_passwords_are_checked_elsewhere_and_pages_go_on(site):
    form = b"login=vera&password=wrong"
    head = b"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    head += b"Cookie: csrftoken=" + b"a" * 32 + b"\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
    form += b"&csrfmiddlewaretoken=" + b"a" * 32
    with serving(site) as served:
        told = []

        def sign_in() -> None:
            with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as asking:
                asking.sendall(head % len(form) + form)
                told.append(int(asking.recv(65536).split(b" ")[1]))

        clients = [threading.Thread(target=sign_in) for _ in range(6)]
        for client in clients:
            client.start()
        assert {served.get("/robots.txt")[0] for _ in range(10)} == {200}
        for client in clients:
            client.join(PATIENCE)
        assert 200 in told  # wrong, and said so
        assert set(told) <= {200, 429, 503}


def test_a_disconnect_in_the_middle_of_a_body_is_one_line_in_the_log(site):
    with serving(site, LOG_FORMAT="json") as served:
        asking = socket.create_connection(("127.0.0.1", served.port))
        asking.sendall(b"POST /alerts/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\na=")
        asking.close()
        time.sleep(1)
        assert served.get("/")[0] == 200
        assert "Traceback" not in served.log.read_text()


def test_the_commands_in_the_manual_are_those_of_the_demo():
    manual = (ROOT / "docs" / "operating.md").read_text()
    assert "python -m config.server" in manual
    assert server.command("--port", "8000")[1:3] == ["-m", "config.server"]
    assert "from config.server import command" in (ROOT / "dev" / "run_demo.py").read_text()
