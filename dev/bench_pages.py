"""python dev/bench_pages.py: the cost of a page from the page store, compared with Django, its page cache and nginx.

All servers have one worker and take turns serving the same snapshot page over sixteen connections. CPU is that of the
serving processes without the database server: on a busy machine, only it and its ratios are meaningful. After that,
pages made afresh are measured in this process. The database is a new one in a temporary folder, or the one in
DATABASE_URL.
"""

import io
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
CONNECTIONS, REQUESTS, ROUNDS = 16, 4_000, 3
SLOW = 10  # divides the number of requests if each renders a page
TICKS = os.sysconf("SC_CLK_TCK")
NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
{user}
events {{ worker_connections 256; }}
http {{
  access_log off; keepalive_requests 1000000; default_type text/html;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  proxy_cache_path {folder}/cache keys_zone=pages:10m;
  upstream site {{ server {host}:{site}; keepalive 16; }}
  server {{
    listen {host}:{port};
    location /disk/ {{ alias {folder}/disk/; }}
    location / {{
      proxy_pass http://site; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host;
      proxy_cache pages; proxy_cache_lock on; proxy_cache_use_stale updating;
    }}
  }}
}}
"""


def main() -> None:
    """Seed, serve, send requests, and print two tables."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ |= {"RENDITIONS_ROOT": f"{folder}/renditions", "MEDIA_ROOT": f"{folder}/media", "DEBUG": "false"}
        os.environ |= {
            "SECRET_KEY": "of a bench",
            "ALLOWED_HOSTS": f"{HOST},testserver",
            "SITE_URL": "http://site.example",
            "PDFS_A_MINUTE": "0",  # one client asks for all of them here
        }
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django  # after settings are configured
        from django.core.management import call_command  # as above

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("demo", no_accounts=True, stdout=io.StringIO())
        paths = addresses()
        serve_and_measure(folder, stack, paths)
        measure_afresh(paths)


def addresses() -> dict[str, str]:
    """Return the addresses to measure, by description."""
    from django.utils import timezone  # after settings are configured

    from articles.models import ArticleEdition  # as above
    from snapshot.models import SnapshotEdition  # as above

    at = timezone.now()
    snapshot = SnapshotEdition.objects.public(at).order_by("pk").values_list("slug", flat=True)[0]
    article = ArticleEdition.objects.public(at).order_by("pk").values_list("slug", flat=True)[0]
    return {
        "snapshot": f"/snapshots/{snapshot}/",
        "article": f"/analysis/{article}/",
        "feed": "/analysis/feed.atom",
        "archive": "/analysis/",
        "home": "/",
        "PDF": f"/snapshots/{snapshot}.pdf",
    }


def serve_and_measure(folder: Path, stack: ExitStack, paths: dict[str, str]) -> None:
    """Print the cost of a request for each server."""
    from django.test import Client  # after settings are configured

    page = Client().get(paths["snapshot"])
    etag = page["ETag"]
    (folder / "disk").mkdir()
    for name in ("disk/index.html", "page.html"):
        (folder / name).write_bytes(page.content)
    os.environ["PEER_PAGE"] = str(folder / "page.html")
    site, peers, bare = (
        stack.enter_context(granian(each))
        for each in ("config.wsgi:application", "dev.bench_peers:view", "dev.bench_peers:bare")
    )
    os.environ["PEER_MIDDLEWARE"] = "1"
    project = stack.enter_context(granian("dev.bench_peers:view"))
    targets = {
        "bare WSGI function": (bare, "/", ""),
        "Django view, “hello”": (peers, "/hello/", ""),
        "Django's cache_page in memory": (peers, "/cached/", ""),
        "“hello” in a new project": (project, "/hello/", ""),
        "cache_page in a new project": (project, "/cached/", ""),
        "page store": (site, paths["snapshot"], ""),
        "page store, brotli": (site, paths["snapshot"], "Accept-Encoding: gzip, br\r\n"),
        "page store, 304": (site, paths["snapshot"], f"If-None-Match: {etag}\r\n"),
        "page store, PDF": (site, paths["PDF"], ""),
        "past the store (a session's cookie)": (site, paths["snapshot"], "Cookie: sessionid=none\r\n"),
        "past the store, 304": (site, paths["snapshot"], f"Cookie: sessionid=none\r\nIf-None-Match: {etag}\r\n"),
        "past the store, PDF": (site, paths["PDF"], "Cookie: sessionid=none\r\n"),
    }  # fmt: skip
    if shutil.which("nginx"):
        server = stack.enter_context(nginx(folder, site.port))
        targets = {
            "nginx from disk": (server, "/disk/index.html", ""),
            "nginx with its cache, before the store": (server, paths["snapshot"], ""),
            **targets,
        }
    taken: dict[str, list] = {name: [] for name in targets}
    for _ in range(ROUNDS):
        for name, (server, path, headers) in targets.items():
            number = REQUESTS // SLOW if name.startswith("past") else REQUESTS
            taken[name].append(measure(server, path, headers, number))
    disk = statistics.median(each[0] for each in taken["nginx from disk"]) if shutil.which("nginx") else 0
    hello = statistics.median(each[0] for each in taken["Django view, “hello”"])
    print(f"{'':<42}{'CPU ms':>9}{'req/s':>9}{'× nginx':>9}{'× hello':>9}   (medians of {ROUNDS} rounds)")
    for name, rounds in taken.items():
        cpu, rate = (statistics.median(each[n] for each in rounds) for n in (0, 1))
        print(f"{name:<42}{cpu:>9.4f}{rate:>9,.0f}{cpu / disk if disk else 0:>9.2f}{cpu / hello:>9.3f}")


class Server:
    """A server process on its own port."""

    def __init__(self, command: list[str], port: int):
        self.port = port
        self.process = subprocess.Popen(command, cwd=ROOT)

    def __enter__(self) -> "Server":
        for _ in range(600):
            try:
                socket.create_connection((HOST, self.port), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.1)
        sys.exit(f"Nothing listens on port {self.port}.")

    def __exit__(self, *failure) -> None:
        self.process.terminate()
        self.process.wait(20)

    @property
    def cpu(self) -> float:
        """Return the CPU seconds used so far by the process and its children."""
        return sum(_cpu(pid) for pid in (self.process.pid, *children_of(self.process.pid)))


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [each for child in found for each in (int(child), *children_of(int(child)))]


def _cpu(pid: int) -> float:
    said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / TICKS


def granian(application: str) -> Server:
    """Return a granian server of the application with one worker."""
    port = free_port()
    serve = ["granian", "--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "1"]
    quiet = ["--blocking-threads", "1", "--log-level", "warning", "--no-ws", application]
    return Server([sys.executable, "-m", *serve, *quiet], port)


def nginx(folder: Path, site: int) -> Server:
    """Return an nginx server with a page on disk and the site behind its cache."""
    port = free_port()
    user = "user root;" if os.getuid() == 0 else ""
    conf = folder / "nginx.conf"
    conf.write_text(NGINX.format(folder=folder, host=HOST, port=port, site=site, user=user))
    return Server(["nginx", "-e", f"{folder}/error.log", "-c", str(conf)], port)


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind((HOST, 0))
        return attempt.getsockname()[1]


def measure(server: Server, path: str, headers: str, number: int) -> tuple[float, float]:
    """Send `number` requests over sixteen connections; return CPU milliseconds per request, and requests per second."""
    asked = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n{headers}\r\n".encode()
    connections = [socket.create_connection((HOST, server.port)) for _ in range(CONNECTIONS)]
    try:
        for _ in range(2):
            ask_all(connections, asked)
        began, used = time.perf_counter(), server.cpu
        for _ in range(number // CONNECTIONS):
            ask_all(connections, asked)
        wall, cpu = time.perf_counter() - began, server.cpu - used
    finally:
        for each in connections:
            each.close()
    number -= number % CONNECTIONS
    return cpu / number * 1000, number / wall


def ask_all(connections: list[socket.socket], asked: bytes) -> None:
    """Send a request on each connection, then read each response completely."""
    for each in connections:
        each.sendall(asked)
    for each in connections:
        read = each.recv(262_144)
        while b"\r\n\r\n" not in read:
            read += each.recv(262_144)
        head, _, body = read.partition(b"\r\n\r\n")
        status = head[9:12]
        if status not in (b"200", b"304"):
            sys.exit(f"{asked!r} was answered {head[:200]!r}")
        length = 0
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line[15:])
        left = length - len(body) if status == b"200" else 0
        while left > 0:
            left -= len(each.recv(262_144))


def measure_afresh(paths: dict[str, str]) -> None:
    """Print the cost of pages in Django: cached in this period of the record, after a change, and uncached."""
    from django.conf import settings  # after settings are configured
    from django.test import Client  # as above

    from record import record_version  # as above

    client, pages = Client(), Path(settings.RENDITIONS_ROOT) / "pages"

    def change() -> None:
        record_version.clear_cache()
        client.get("/robots.txt")  # loads what all pages share: the last row

    def forget() -> None:
        shutil.rmtree(pages, ignore_errors=True)
        change()

    def taken(path: str, before: Callable[[], None] = lambda: None) -> float:
        """Return the median CPU milliseconds of a request, after doing what comes before it."""
        found = []
        for _ in range(31):
            before()
            began = time.process_time()
            client.get(path)
            found.append((time.process_time() - began) * 1000)
        return statistics.median(found)

    print(f"\n{'CPU ms in Django, one process':<42}{'kept':>9}{'changed':>9}{'nothing':>9}")
    for name, path in paths.items():
        print(f"{name:<42}{taken(path):>9.2f}{taken(path, change):>9.2f}{taken(path, forget):>9.2f}")
    print(f"{'what all pages share, once after a change':<51}{taken('/robots.txt', record_version.clear_cache):>9.2f}")


if __name__ == "__main__":
    main()
