"""python dev/make_screenshots.py [--only NAME] [--guide]: screenshots of every page, in var/screenshots/.

The samples are set up as in dev/run_demo.py, in a temporary folder, and shown in Chromium at four widths, in light and
dark mode. An administrator is signed in on the desk's pages. `--guide` writes the two screenshots of README.md instead.
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
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "dev"))

import find_chromium  # noqa: E402 - in this folder
import run_demo  # noqa: E402 - as above

WHERE = ROOT / "var" / "screenshots"
GUIDE = ROOT / "docs" / "pictures"
WIDTHS = (390, 768, 1440, 2560)
SCHEMES = ("light", "dark")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
# Content far from the window is laid out only when it comes near, but a full-page screenshot shows all of it.
LAID_OUT = "document.documentElement.classList.add('is-laid-out')"
HIGHEST = 6000  # pixels: longer pages only show more of the same
PAGES = {
    "home": "/",
    "snapshots": "/snapshots/",
    "snapshot": "/snapshots/{snapshot}/",
    "edition": "/snapshots/{snapshot}/editions/1/",
    "editions": "/snapshots/{snapshot}/editions/",
    "comparison": "/snapshots/{snapshot}/editions/1/to/2/",
    "article": "/analysis/{article}/",
    "archive": "/analysis/",
    "archive-filtered": "/analysis/?topic={topic}&q=the&order=relevance",
    "search": "/search/?q=caspian",
    "author": "/authors/{author}/",
    "topic": "/topics/{topic}/",
    "series": "/series/{series}/",
    "authors": "/authors/",
    "topics": "/topics/",
    "corrections": "/corrections/",
    "about": "/about/",
    "alerts": "/alerts/",
    "newsletters": "/newsletters/",
    "api": "/api/v1/",
    "not-found": "/nowhere/",
    "styleguide": "/styleguide/",
}
STAFF = {
    "today": "/admin/",
    "sign-in": "/admin/login/",
    "guide": "/admin/snapshot/snapshot/guide/",
    "second-factor": "/admin/account/2fa/",
    "sessions": "/admin/account/sessions/",
    "password": "/admin/password_change/",
    "calendar": "/admin/snapshot/snapshot/calendar/",
    "correct": "/admin/snapshot/snapshot/corrections/",
    "import": "/admin/snapshot/snapshot/import/",
    "start": "/admin/snapshot/snapshot/start/",
    "digest": "/admin/snapshot/snapshot/digest/",
    "mailbox": "/admin/outbox/outboxentry/mailbox/",
    "status": "/admin/monitoring/editionreadings/status/",
    "write-new": "/admin/articles/article/write/",
    "write": "/admin/articles/article/1/write/",
    "desk": "/admin/snapshot/snapshot/1/desk/",
    **{
        f"snapshot-{act}": f"/admin/snapshot/snapshot/1/{act}/"
        for act in ("change", "publish", "revisions", "compare", "mail", "comments", "review-links")
    },
    **{f"article-{act}": f"/admin/articles/article/1/{act}/" for act in ("change", "withdraw", "assign", "delete")},
    **{
        f"list-{model}": f"/admin/{app}/{model}/"
        for app, models in {
            "articles": ("article", "category", "series", "articleedition"),
            "snapshot": ("snapshot", "snapshotedition"),
            "people": ("author",),
            "website": ("front",),
            "flatpages": ("flatpage",),
            "media": ("picture", "storedfile"),
            "alerts": ("subscription",),
            "outbox": ("outboxentry",),
            "search": ("missedsearch", "spelling"),
            "audit": ("auditentry",),
            "auth": ("user",),
        }.items()
        for model in models
    },
    "form-author": "/admin/people/author/1/change/",
    "form-topic": "/admin/articles/category/1/change/",
    "form-picture": "/admin/media/picture/1/change/",
    "form-organization": "/admin/record/organization/1/change/",
    "form-front": "/admin/website/front/add/",
    "form-user": "/admin/auth/user/add/",
}
SHOWN = {"snapshot": ("light", 1440), "archive": ("dark", 1440)}  # in README.md


def main() -> None:
    """Set up, serve, take screenshots, and stop."""
    parser = argparse.ArgumentParser(description="Take pictures of every page.")
    parser.add_argument("--only", choices=[*PAGES, *STAFF], help="one page alone")
    parser.add_argument("--guide", action="store_true", help="write the pictures that README.md shows")
    options = parser.parse_args()
    chromium = find_chromium.on_this_machine() or find_chromium.from_playwright()
    if not chromium:
        sys.exit("No Chromium here: `python dev/find_chromium.py` finds or fetches one.")
    names = list(SHOWN) if options.guide else [options.only] if options.only else [*PAGES, *STAFF]
    with served_demo() as site:
        pages = {name: site + path for name, path in (addresses() | STAFF).items() if name in names}
        count = take(chromium, pages, signed_in(site), options.guide)
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


def addresses() -> dict[str, str]:
    """Return the path of every page, with the samples' slugs; pages without data are omitted."""
    from django.contrib.flatpages.models import FlatPage  # after the demo is set up
    from django.utils import timezone  # as above

    from articles.models.record import ArticleEdition, ArticleEditionAuthor, ArticleEditionTopic  # as above
    from snapshot.models.record import SnapshotEdition  # as above

    now = timezone.now()
    editions = SnapshotEdition.objects.public(now)
    snapshot = editions.filter(number__gt=1).first() or editions.first()
    article = ArticleEdition.objects.public(now).order_by("-pk").first()
    slugs = {
        "snapshot": snapshot.slug,
        "article": article.slug,
        "author": ArticleEditionAuthor.objects.values_list("author__slug", flat=True).first(),
        "topic": ArticleEditionTopic.objects.values_list("topic__slug", flat=True).first(),
        "series": "strategic-snapshot",
    }
    flat = FlatPage.objects.values_list("url", flat=True).first()
    paths = {name: path.format(**slugs) for name, path in PAGES.items()}
    if flat:
        paths["about"] = flat
    else:
        del paths["about"]
    return paths


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


def take(chromium: str, pages: dict[str, str], cookie: dict, is_guide: bool = False) -> int:
    """Take the screenshots; return their number."""
    from playwright.sync_api import sync_playwright  # only needed here

    where, count = GUIDE if is_guide else WHERE, 0
    where.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for scheme in SCHEMES:
            for width in WIDTHS:
                asked = {name: url for name, url in pages.items() if not is_guide or SHOWN[name] == (scheme, width)}
                page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                for name, url in asked.items():
                    page.context.clear_cookies()
                    if name in STAFF and name != "sign-in":
                        page.context.add_cookies([cookie])
                    page.goto(url)
                    page.evaluate("document.fonts.ready")
                    if is_guide:
                        write_small(page, where / f"{name}-{scheme}.webp")
                    else:
                        page.evaluate(LAID_OUT)
                        high = min(page.evaluate("document.documentElement.scrollHeight"), HIGHEST)
                        clip = {"x": 0, "y": 0, "width": width, "height": high}
                        page.screenshot(path=where / f"{name}-{width}-{scheme}.png", clip=clip, full_page=True)
                    count += 1
                page.close()
        browser.close()
    return count


def write_small(page, file: Path) -> None:
    """Write the visible part of the page as WebP: a quarter of a PNG's size, because it is kept in the repository."""
    asked = {"format": "webp", "quality": 82}
    answer = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)
    file.write_bytes(base64.b64decode(answer["data"]))


if __name__ == "__main__":
    main()
