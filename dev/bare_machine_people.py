"""Who uses the site of dev/try_bare_machine.py over TLS: an editor, a reader, and the mail server that they have."""

import base64
import hashlib
import hmac
import re
import secrets
import socketserver
import struct
import threading
import time
from collections import Counter
from contextlib import suppress
from itertools import count
from pathlib import Path

import requests

from tests import uploads
from tests.desk_forms import filled_from

DOMAIN = "analysis.example.org"
SITE = f"https://{DOMAIN}"
PATIENCE = 90  # seconds until it works again
DONE = tuple(
    f"{SITE}/admin/{room}/" for room in ("articles", "media", "people")
)  # where a form leads that was accepted
ADD_AUTHOR, ADD_PICTURE = "/admin/people/author/add/", "/admin/media/picture/add/"


def session(certificate: Path) -> requests.Session:
    made = requests.Session()
    made.trust_env = False  # a variable would name other certificates
    made.verify, made.headers["Referer"] = str(certificate), f"{SITE}/"
    return made


def code_of(secret: str) -> str:
    """Return what an authenticator app shows now (RFC 6238)."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1")
    number = struct.unpack_from(">I", digest, digest[-1] & 15)[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def ask(certificate: Path, path: str) -> str:
    """Return the status of the answer."""
    try:
        return str(session(certificate).get(SITE + path, timeout=30).status_code)
    except requests.RequestException:
        return "no answer"


def listed(counted: Counter) -> str:
    return ", ".join(f"{number} × {answer}" for answer, number in sorted(counted.items())) or "none"


class Mailbox:
    """A mail server on port 25 of this machine, which keeps the recipients of every letter."""

    def __init__(self):
        self.letters: list[str] = []

    def start(self) -> None:
        mailbox = self

        class Conversation(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b"220 ready\r\n")
                to = ""
                for line in self.rfile:
                    verb = line[:4].upper()
                    if verb == b"RCPT":
                        to = line.decode().partition("<")[2].partition(">")[0]
                    elif verb == b"DATA":
                        self.wfile.write(b"354 go on\r\n")
                        while self.rfile.readline() not in (b".\r\n", b""):
                            pass
                        mailbox.letters.append(to)
                    self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")

        socketserver.ThreadingTCPServer.allow_reuse_address = True
        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 25), Conversation)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Reader(threading.Thread):
    """Reads one page and searches, and counts the answers. Nobody keeps the answers to searches."""

    def __init__(self, certificate: Path, page: str):
        super().__init__(daemon=True)
        self.certificate, self.page, self.is_over = certificate, page, threading.Event()
        self.answers = {"pages": Counter(), "searches": Counter()}

    def run(self) -> None:
        while not self.is_over.wait(0.3):
            for kind, path in (("pages", self.page), ("searches", f"/search/?q={secrets.token_hex(4)}")):
                self.answers[kind][ask(self.certificate, path)] += 1

    def end(self) -> None:
        self.is_over.set()
        self.join()

    def __str__(self) -> str:
        return "; ".join(f"{kind} {listed(counted)}" for kind, counted in self.answers.items())


class Editor:
    """Signs in, and, between `begin` and `end`, adds authors and pictures and publishes an article again and again."""

    def __init__(self, certificate: Path, mailbox: Mailbox):
        self.session, self.certificate, self.mailbox = session(certificate), certificate, mailbox
        self.acknowledged: set[str] = set()
        self.asked: set[str] = set()
        self.numbers = count(1)
        self.password = self.secret = self.page = self.article = ""

    def get(self, path: str) -> requests.Response:
        return self.session.get(SITE + path, timeout=30)

    def post(self, path: str, typed: dict, **files: tuple) -> requests.Response:
        """Send the form at the path; the last answer has the pages before it in `history`."""
        page = self.get(path)
        if "/reauthenticate/" in page.url:  # publishing wants a recent sign-in
            self.session.post(page.url, {**filled_from(page), "password": self.password}, timeout=30)
            page = self.get(path)
        if page.status_code != 200:
            return page
        return self.session.post(page.url, {**filled_from(page), **typed}, files=files or None, timeout=60)

    def set_up(self, password: str) -> None:
        """Sign in for the first time: with the password, and an authenticator app to set up."""
        self.password = password
        assert "/2fa/" in self.post("/admin/login/", {"login": "admin", "password": password}).url
        activate = "/admin/account/2fa/totp/activate/"
        page = self.get(activate)
        if "/reauthenticate/" in page.url:
            page = self.session.post(page.url, {**filled_from(page), "password": password}, timeout=30)
        self.secret = re.search(r"\b[A-Z2-7]{32}\b", page.text)[0]
        self.session.post(page.url, {**filled_from(page), "code": code_of(self.secret)}, timeout=30)
        assert self.get("/admin/").url == f"{SITE}/admin/"
        self.page = next(path for path in self.pages() if re.fullmatch(r"/analysis/[\w-]+/", path))
        found = self.get("/admin/articles/article/").text
        self.article = re.search(r"/admin/articles/article/(\d+)/", found)[1]

    def sign_in(self) -> None:
        self.session = session(self.certificate)
        self.post("/admin/login/", {"login": "admin", "password": self.password})
        self.post("/admin/account/2fa/authenticate/", {"code": code_of(self.secret)})
        assert self.get("/admin/").url == f"{SITE}/admin/"

    def pages(self) -> dict[str, str]:
        """Return the SHA-256 of every page that the sitemaps name, and of the pictures in them, by path."""
        seen = session(self.certificate)
        maps = re.findall(rf"<loc>{SITE}([^<]*)", seen.get(f"{SITE}/sitemap.xml").text)
        paths = {path for each in maps for path in re.findall(rf"<loc>{SITE}([^<]*)", seen.get(SITE + each).text)}
        pages = {path: seen.get(SITE + path) for path in sorted(paths)}
        linked = {
            path for page in pages.values() for path in re.findall(r'(?:src|href)="(/pictures/[^"]+)"', page.text)
        }
        pages |= {path: seen.get(SITE + path) for path in sorted(linked)}
        assert all(page.status_code == 200 for page in pages.values()), pages
        return {path: hashlib.sha256(page.content).hexdigest() for path, page in pages.items()}

    def begin(self) -> None:
        self.done, self.refused, self.is_over, self.last_act = 0, Counter(), threading.Event(), 0.0
        self.working = threading.Thread(target=self.work, daemon=True)
        self.working.start()

    def end(self) -> None:
        self.is_over.set()
        self.working.join()

    def work(self) -> None:
        article = f"/admin/articles/article/{self.article}"
        while not self.is_over.is_set():
            number = next(self.numbers)
            author, picture, title = f"Written {number}", f"Drawn {number}", f"Published {number}"
            file = ("p.png", uploads.picture((600 + number, 400)), "image/png")
            self.act(author, ADD_AUTHOR, {"name": author, "slug": f"written-{number}"})
            self.act(picture, ADD_PICTURE, {"title": picture, "alternative_text": "Colors"}, upload=file)
            is_saved = self.act("", f"{article}/change/", {"title": title})
            if is_saved and self.act(title, f"{article}/publish/", {"when": "now"}):
                self.last_act = time.monotonic()

    def act(self, name: str, path: str, typed: dict, **files: tuple) -> bool:
        """Send a form, and note the name as acknowledged if the site says that this is done."""
        try:
            answer = self.post(path, typed, **files)
        except requests.RequestException:
            self.refused["no answer"] += 1
            return False
        is_done = (
            bool(answer.history) and answer.history[0].status_code == 302 and not answer.url.startswith(SITE + path)
        )
        if is_done:
            self.done += 1
            self.acknowledged |= {name} - {""}
        else:
            self.refused[str(answer.status_code)] += 1
            time.sleep(0.2)
        return is_done

    def __str__(self) -> str:
        return f"{self.done} acts done, refused {listed(self.refused)}"

    def wait_for_act(self) -> float:
        """Wait until the editor has saved and published once more, and return how long that took."""
        began = time.monotonic()
        while self.last_act <= began:
            assert time.monotonic() - began < PATIENCE, f"nothing could be published for {PATIENCE} s; {self}"
            time.sleep(0.1)
        return time.monotonic() - began

    def ask_for_alerts(self) -> None:
        """Subscribe a reader, who must get a letter."""
        address = f"reader-{secrets.token_hex(4)}@example.org"
        with suppress(requests.RequestException):
            answer = session(self.certificate).post(
                f"{SITE}/alerts/", {"address": address, "often": "daily"}, timeout=30
            )
            self.asked |= {address} if answer.status_code == 200 else set()

    def wait_for_mail(self) -> None:
        until = time.monotonic() + PATIENCE
        while missing := self.asked - set(self.mailbox.letters):
            assert time.monotonic() < until, f"no letter came to {missing}"
            time.sleep(0.5)

    def move_to(self, certificate: Path) -> None:
        self.certificate, self.session = certificate, session(certificate)
