"""The shipped nginx configuration in front of the real server: both are started here, on this machine's own ports."""

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path

import pytest

from config import server
from media import storage
from tests.operations.sites import Site
from tests.test_conventions import ROOT

DOMAIN = "analysis.example.org"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
WAIT = 60  # seconds until something that was started answers
# nginx comes from the system, not from requirements, so a checkout may be without it; the skip says so.
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not NGINX, reason="nginx is not installed (Debian: nginx-light)")]
MAIN = """
daemon off; worker_processes 1; pid {0}/nginx.pid; error_log {0}/error.log; {user}
events {{ worker_connections 512; }}
http {{
  include {mime}; default_type application/octet-stream;
  client_body_temp_path {0}/body; proxy_temp_path {0}/proxy; fastcgi_temp_path {0}/f; uwsgi_temp_path {0}/u;
  scgi_temp_path {0}/s;
  include {0}/site.conf;
}}
"""
PUBLISH = """
from datetime import UTC, datetime
from django.core.files.uploadedfile import SimpleUploadedFile
from media import attachments
from tests import make, uploads
at = datetime(2026, 5, 1, 12, tzinfo=UTC)
article = make.article(slug="port")
report, hidden = (attachments.stored(SimpleUploadedFile("r.pdf", uploads.PDF + ending)) for ending in (b"", b"\\n"))
make.attached(article, file=report)
make.published(article, at)
print(report.digest, hidden.digest)
"""


class Front:
    """nginx and the site behind it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.http, self.https, self.behind = free_ports(3)
        self.site = Site(folder)
        self.updating = folder / "updating"

    def set_up(self) -> None:
        self.site.migrate()
        self.shown, self.hidden = self.site.shell(PUBLISH).split()
        (self.folder / "tls").mkdir()
        make_certificate(self.folder / "tls")
        text = (ROOT / "deploy" / "nginx" / "site.conf").read_text()
        places = {
            "DOMAIN": DOMAIN,
            "127.0.0.1:8000": f"127.0.0.1:{self.behind}",
            "/var/cache/nginx/strategic-snapshot": f"{self.folder}/cache",
            "/var/log/nginx/strategic-snapshot.log": f"{self.folder}/access.log",
            "/etc/strategic-snapshot/tls": f"{self.folder}/tls",
            "/var/lib/strategic-snapshot/media": str(self.site.media),
            "/run/strategic-snapshot-updating": str(self.updating),
            "timeout 10s": "timeout 2s",
        }
        for shipped, here in places.items():
            assert shipped in text, f"{shipped} is not in the configuration any more"
            text = text.replace(shipped, here)
        text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.M)
        text = re.sub(r"listen 80;", f"listen 127.0.0.1:{self.http};", text)
        text = re.sub(r"listen 443 ssl", f"listen 127.0.0.1:{self.https} ssl", text)
        (self.folder / "site.conf").write_text(text)
        # A worker of another account could not read what is in this folder.
        user = "user root;" if sys.platform == "linux" and Path("/root").owner() == Path(self.folder).owner() else ""
        main = MAIN.format(self.folder, user=user, mime=mime_types())
        (self.folder / "nginx.conf").write_text(main)

    def start_site(self) -> subprocess.Popen:
        told = {"HTTPS": "true", "TRUSTED_PROXIES": "127.0.0.1", "MEDIA_DELIVERY": "nginx", "ALLOWED_HOSTS": DOMAIN}
        command = [*server.command("--host", "127.0.0.1", "--port", str(self.behind)), "--workers", "1"]
        environment = self.site.environment() | told
        process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
        wait_for(self.behind)
        return process

    def start_nginx(self) -> subprocess.Popen:
        process = subprocess.Popen([NGINX, "-p", self.folder, "-c", self.folder / "nginx.conf", "-e", "error.log"])
        wait_for(self.https)
        return process

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> HTTPResponse:
        """Return the answer over TLS, its content in `.content`."""
        connection = HTTPSConnection("127.0.0.1", self.https, context=self.trusting(), timeout=WAIT)
        connection.sock = self.trusting().wrap_socket(
            socket.create_connection(("127.0.0.1", self.https), WAIT), server_hostname=DOMAIN
        )
        connection.request(method, path, body, {"Host": DOMAIN, **headers})
        answer = connection.getresponse()
        answer.content = answer.read()
        connection.close()
        return answer

    def logged(self, words: str) -> str:
        """Return the log, once it has the words: nginx writes a request's line after the client has its answer."""
        until = time.monotonic() + WAIT
        while words not in (log := (self.folder / "access.log").read_text()):
            assert time.monotonic() < until, log
            time.sleep(0.05)
        return log

    def trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "tls" / "fullchain.pem"))

    def half_sent(self) -> ssl.SSLSocket:
        """Open a connection and send one byte of a form of a thousand."""
        opened = self.trusting().wrap_socket(
            socket.create_connection(("127.0.0.1", self.https), WAIT), server_hostname=DOMAIN
        )
        head = f"POST /alerts/ HTTP/1.1\r\nHost: {DOMAIN}\r\nContent-Length: 1000\r\n"
        opened.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\na".encode())
        return opened


def free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        taken = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in taken:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in taken]


def wait_for(port: int) -> None:
    for _ in range(WAIT * 10):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"Nothing listens on port {port}.")


def mime_types() -> Path:
    return next(
        path for path in (Path("/etc/nginx/mime.types"), Path("/usr/local/etc/nginx/mime.types")) if path.exists()
    )


def make_certificate(folder: Path) -> None:
    """Make a certificate as install.sh does until there is a real one."""
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    names = ["-subj", f"/CN={DOMAIN}", "-addext", f"subjectAltName=DNS:{DOMAIN}"]
    files = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    subprocess.run(["openssl", "req", "-x509", *kind, *names, *files], check=True, capture_output=True)


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    front = Front(tmp_path_factory.mktemp("front"))
    front.set_up()
    processes = [front.start_site(), front.start_nginx()]
    yield front
    for process in processes:
        process.terminate()
        process.wait(WAIT)


def test_a_page_comes_over_tls_with_the_sites_own_headers(front):
    answer = front.ask("/analysis/port/")
    assert answer.status == 200
    assert b"First point." in answer.content
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Server"] == "nginx"  # without its version


def test_who_asks_without_tls_is_sent_on_to_the_same_address(front):
    connection = HTTPConnection("127.0.0.1", front.http, timeout=WAIT)
    connection.request("GET", "/analysis/?q=port", headers={"Host": DOMAIN})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{DOMAIN}/analysis/?q=port")


def test_another_name_gets_no_certificate(front):
    with socket.create_connection(("127.0.0.1", front.https), WAIT) as plain, pytest.raises(ssl.SSLError):
        front.trusting().wrap_socket(plain, server_hostname="other.example.org")


def test_nginx_sends_an_attachment_that_the_site_allows(front):
    answer = front.ask(f"/files/{front.shown}.pdf")
    assert answer.status == 200
    assert storage.digest_of([answer.content]) == front.shown
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "X-Accel-Redirect" not in answer.headers
    assert front.ask(f"/files/{front.shown}.pdf", **{"If-None-Match": answer.headers["ETag"]}).status == 304
    part = front.ask(f"/files/{front.shown}.pdf", Range="bytes=0-3")
    assert (part.status, part.content) == (206, b"%PDF")


def test_what_the_site_does_not_allow_is_not_to_be_had_by_its_place_either(front):
    assert (front.site.media / storage.attachment_name(front.hidden)).exists()
    assert front.ask(f"/files/{front.hidden}.pdf").status == 404
    assert front.ask(f"/-/media/{storage.attachment_name(front.hidden)}").status == 404


def test_half_sent_forms_hold_nobody_up_and_are_cut_off(front):
    opened = [front.half_sent() for _ in range(30)]
    for _ in range(5):
        assert front.ask("/robots.txt").status == 200
    for each in opened:
        each.settimeout(WAIT)
        with suppress(ConnectionResetError):
            assert each.recv(100).partition(b"\r\n")[0] in (b"", b"HTTP/1.1 408 Request Time-out")
        each.close()


def test_a_body_larger_than_any_upload_is_refused_before_it_is_read(front):
    opened = front.half_sent()
    opened.close()
    assert front.ask("/alerts/", "POST", b"", **{"Content-Length": str(60_000_000)}).status == 413


def test_what_tells_of_the_machine_is_not_told_outside(front):
    assert front.ask("/metrics").status == front.ask("/readyz").status == 404


def test_while_an_update_is_at_work_the_site_is_read_and_takes_nothing(front):
    front.updating.touch()
    try:
        refused = front.ask("/admin/login/", "POST", b"username=a")
        assert (refused.status, refused.headers["Retry-After"]) == (503, "10")
        assert b"Back in a moment" in refused.content
        assert front.ask("/analysis/port/").status == 200
    finally:
        front.updating.unlink()
    assert front.ask("/admin/login/", "POST", b"username=a").status == 403  # by the site: the form's token is missing


def test_the_log_tells_nothing_about_the_reader(front):
    front.ask("/search/?q=confidential-words", **{"User-Agent": "Unmistakable/1.0"})
    log = front.logged(" GET /search/ ")
    for told in ("confidential", "Unmistakable", "127.0.0.1 -"):
        assert told not in log


def test_where_the_site_is_away_what_may_be_kept_is_shown_and_the_rest_says_when_to_come_back(tmp_path):
    front = Front(tmp_path)
    front.set_up()
    site, nginx = front.start_site(), front.start_nginx()
    try:
        (kept,) = set(re.findall(rb'href="(/site\.css[^"]*)"', front.ask("/analysis/port/").content))
        before = front.ask(kept.decode())
        assert "max-age" in before.headers["Cache-Control"]
        os.killpg(site.pid, signal.SIGKILL)  # its workers, too
        site.wait()
        assert front.ask(kept.decode()).content == before.content
        gone = front.ask("/authors/")
        assert (gone.status, gone.headers["Retry-After"]) == (503, "10")
    finally:
        for process in (site, nginx):
            process.terminate()
            process.wait(WAIT)
