"""python dev/make_screenshots.py [--only NAME] [--guide]: screenshots of every page, in var/screenshots/.

The samples are set up as in dev/run_demo.py, in a temporary folder, and shown in Chromium at four widths, in light and
dark mode. An administrator is signed in on the desk's pages. `--guide` writes the screenshots of
README.md and docs/editors.md instead.
"""

import argparse
import base64
import io
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "dev"))

import find_chromium  # noqa: E402 - in this folder
import run_demo  # noqa: E402 - as above

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WHERE = ROOT / "var" / "screenshots"
GUIDE = ROOT / "docs" / "pictures"
WIDTHS = (390, 768, 1440, 2560)
SCHEMES = ("light", "dark")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
# Content far from the window is laid out only when it comes near, but a full-page screenshot shows all of it.
LAID_OUT = "document.documentElement.classList.add('is-laid-out')"
HIGHEST = 6000  # pixels: longer pages only show more of the same
SIGNED_OUT = {"sign-in", "forgotten"}
# The pictures of README.md and docs/editors.md: page and scheme of each file, at GUIDE_WIDTH.
SHOWN = {
    "snapshot-light": ("snapshot-with-cover", "light"),
    "archive-dark": ("archive", "dark"),
    "desk": ("desk", "light"),
    "import": ("import-review", "light"),
    "publish": ("snapshot-publish", "light"),
}
GUIDE_WIDTH = 1440


def main() -> None:
    """Set up, serve, take screenshots, and stop."""
    parser = argparse.ArgumentParser(description="Take pictures of every page.")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these pages alone")
    parser.add_argument("--guide", action="store_true", help="write the pictures of README.md and the guide")
    options = parser.parse_args()
    chromium = find_chromium.on_this_machine() or find_chromium.from_playwright()
    if not chromium:
        sys.exit("No Chromium here: `python dev/find_chromium.py` finds or fetches one.")
    with served_demo() as site:
        cookie = signed_in(site)
        pages = {name: site + path for name, path in demo_pages().items()}
        names = options.only or list(pages)
        if unknown := set(names) - set(pages):
            sys.exit(f"There is no page {', '.join(sorted(unknown))}. The pages are: {', '.join(pages)}.")
        with browser_of(chromium) as browser:
            if options.guide:
                count = take_guide(browser, pages, cookie)
            else:
                count = take(browser, {name: pages[name] for name in names}, cookie)
    print(f"{count} pictures are in {(GUIDE if options.guide else WHERE).relative_to(ROOT)}/.")


@contextmanager
def served_demo() -> Iterator[str]:
    """Set up the demo in a temporary folder, serve it on a free port, and yield its address; stop it at the end."""
    port = free_port()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(run_demo.settings_of_the_demo(port))
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/demo.sqlite3"
        os.environ["EMAIL_URL"] = f"filemail:///{folder}/mail"
        run_demo.set_up(port, no_accounts=True, stdout=io.StringIO())
        serve = ["granian", "--interface", "wsgi", "--host", run_demo.HOST, "--port", str(port), "--workers", "1"]
        quiet = ["--blocking-threads", "1", "--log-level", "warning", "--no-ws", "config.wsgi:application"]
        server = subprocess.Popen([sys.executable, "-m", *serve, *quiet])
        try:
            site = f"http://{run_demo.HOST}:{port}"
            wait_for(site)
            yield site
        finally:
            server.terminate()
            server.wait()


def demo_pages() -> dict[str, str]:
    """Return the path of every page by its name, after adding what these pages need to the demo."""
    from django.contrib.auth import get_user_model  # after the demo is set up
    from django.test import Client  # as above

    from dev.screenshot_pages import addresses, prepare  # as above

    administrator = get_user_model().objects.get(username="admin")
    client = Client(SERVER_NAME=run_demo.HOST)
    client.force_login(administrator)
    return addresses(prepare(client, administrator))


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind((run_demo.HOST, 0))
        return attempt.getsockname()[1]


def wait_for(site: str) -> None:
    """Return once the site responds; give up after a minute."""
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{site}/robots.txt", timeout=5).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.25)
        else:
            return
    sys.exit("The demo server did not answer within a minute.")


def signed_in(site: str) -> dict:
    """Return the cookie of a new administrator's session. It is sent only to the desk's pages."""
    from django.conf import settings  # after the demo is set up
    from django.contrib.auth import get_user_model  # as above
    from django.test import Client  # as above

    from permissions.matrix import Role  # as above
    from permissions.roles import assign_role  # as above

    account = get_user_model().objects.create_user("admin", "admin@example.org", is_staff=True)
    assign_role(account, Role.ADMINISTRATOR)
    client = Client()
    client.force_login(account)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    return {"name": cookie.key, "value": cookie.value, "url": f"{site}/admin/"}


@contextmanager
def browser_of(chromium: str) -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright  # only needed here

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


def take(browser: "Browser", pages: dict[str, str], cookie: dict) -> int:
    """Take pictures of the whole pages; return their number."""
    WHERE.mkdir(parents=True, exist_ok=True)
    for scheme, width in product(SCHEMES, WIDTHS):
        window = browser.new_page(color_scheme=scheme)
        for name, url in pages.items():
            show(window, name, url, width, cookie)
            window.evaluate(LAID_OUT)
            high = min(window.evaluate("document.documentElement.scrollHeight"), HIGHEST)
            if "/admin/" in url:  # what sticks to the window's end would lie over the middle
                window.set_viewport_size({"width": width, "height": high})
            clip = {"x": 0, "y": 0, "width": width, "height": high}
            window.screenshot(path=WHERE / f"{name}-{width}-{scheme}.png", clip=clip, full_page=True)
        window.close()
    return len(pages) * len(SCHEMES) * len(WIDTHS)


def take_guide(browser: "Browser", pages: dict[str, str], cookie: dict) -> int:
    """Write the pictures of README.md and the guide: what is visible first; return their number."""
    for file, (name, scheme) in SHOWN.items():
        window = browser.new_page(color_scheme=scheme)
        show(window, name, pages[name], GUIDE_WIDTH, cookie)
        window.wait_for_timeout(5000)  # for the desk's library and checks, which come after the page
        write_small(window, GUIDE / f"{file}.webp")
        window.close()
    return len(SHOWN)


def show(window: "Page", name: str, url: str, width: int, cookie: dict) -> None:
    """Open the page, signed in if it is one of the desk's."""
    window.set_viewport_size({"width": width, "height": 900})
    window.context.clear_cookies()
    if "/admin/" in url and name not in SIGNED_OUT:
        window.context.add_cookies([cookie])
    window.goto(url)
    window.evaluate("document.fonts.ready")


def write_small(window: "Page", file: Path) -> None:
    """Write the visible part of the page as WebP: a quarter of a PNG's size, because it is kept in the repository."""
    asked = {"format": "webp", "quality": 82}
    answer = window.context.new_cdp_session(window).send("Page.captureScreenshot", asked)
    file.write_bytes(base64.b64decode(answer["data"]))


if __name__ == "__main__":
    main()
