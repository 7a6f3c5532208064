"""Measure the writing desk in Chromium: opening an article of 10,000 words with 50 notes, and typing in it.

    .venv/bin/python dev/bench_writing.py [--words N] [--notes N] [--keys N]

Budgets: 1 s of CPU to open it, 16 ms of script for a key. Nothing is judged here. Opening is the server's CPU (in this
process) and the page's main thread (all tasks, and scripts alone); a key is what scripts run for until the next frame.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "dev"))

import find_chromium  # noqa: E402 - in this folder
import make_screenshots  # noqa: E402 - as above
import run_demo  # noqa: E402 - as above

WORDS = "Ships waited off the quay while the harbor board met again about tolls cranes and the pass"
BY_FRAME = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"

IDLE = "() => new Promise((done) => requestIdleCallback(done))"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--notes", type=int, default=50)
    parser.add_argument("--keys", type=int, default=200)
    options = parser.parse_args()
    chromium = find_chromium.on_this_machine() or sys.exit(
        "No Chromium here: dev/find_chromium.py finds or fetches one."
    )
    with make_screenshots.served_demo() as site:
        article = make_article(options.words, options.notes)
        path = f"/admin/articles/article/{article.pk}/write/"
        print(f"An article of {options.words} words and {options.notes} notes, milliseconds")
        print(f"opening, the server's CPU           {serving(path):8.0f}")
        measure_in(chromium, site + path, make_screenshots.signed_in(site), options.keys)


def make_article(words: int, notes: int):
    """Return an article with so many words, and as many marks as notes, spread over its paragraphs."""
    from articles.models import Article  # after the demo is set up

    said = WORDS.split()
    count = max(notes, words // 100)
    paragraphs = [" ".join(said[(at + each) % len(said)] for each in range(words // count)) for at in range(count)]
    marked = [f"<p>{text}{f'[^{at}]' if at <= notes else ''}.</p>" for at, text in enumerate(paragraphs, 1)]
    ends = [f"<p>[^{at}]: Note {at} names its source.</p>" for at in range(1, notes + 1)]
    return Article.objects.create(
        title="Ten thousand words", slug="ten-thousand-words", body="\n".join([*marked, *ends])
    )


def serving(path: str) -> float:
    """Return the CPU milliseconds of this process for the page, the median of nine after a first."""
    from django.contrib.auth import get_user_model  # after the demo is set up
    from django.test import Client  # as above

    client, taken = Client(SERVER_NAME=run_demo.HOST), []
    client.force_login(get_user_model().objects.create_superuser("bench"))
    for _ in range(10):
        began = time.process_time()
        assert client.get(path).status_code == 200
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken[1:])


def measure_in(chromium: str, url: str, cookie: dict, keys: int) -> None:
    from playwright.sync_api import sync_playwright  # only needed here

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=make_screenshots.FLAGS)
        opened = [open_in(browser, url, cookie) for _ in range(5)]
        for name, place in (("all tasks of its main thread", 0), ("scripts alone", 1)):
            print(f"opening, {name:<27}{statistics.median(times[place] for *_, times in opened):8.0f}")
        print_keys("without saving", opened[-1], keys)
        print_keys("saved as it is typed", open_in(browser, url, cookie, is_saved=True), keys)
        browser.close()


def print_keys(what: str, opened: tuple, keys: int) -> None:
    """Type in the middle of the text, and print what scripts take for a key."""
    page, session, _times = opened
    page.locator(".paper-text .ProseMirror > p").nth(40).click()
    page.keyboard.press("End")
    page.evaluate(IDLE)  # nobody types within a frame of the click
    taken = []
    for at in range(keys):
        before = metrics(session)["ScriptDuration"]
        page.keyboard.press("abcdefgh "[at % 9] if at % 20 else "Enter")
        page.evaluate(BY_FRAME)
        taken.append((metrics(session)["ScriptDuration"] - before) * 1000)
    ranked, longest = sorted(taken), taken.index(max(taken)) + 1
    print(f"a key, {what}: median {ranked[len(ranked) // 2]:.1f}, 95 % {ranked[len(ranked) * 95 // 100]:.1f}, ", end="")
    print(f"longest {ranked[-1]:.1f}, key {longest} ({sum(each > 16 for each in ranked)} of {keys} over 16)")


def open_in(browser, url: str, cookie: dict, is_saved: bool = False) -> tuple:
    """Return the page once its desk is ready, the session that measures it, and milliseconds (tasks, scripts)."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(f"localStorage.setItem('desk.preferences', '{{\"autosave\": {str(is_saved).lower()}}}')")
    context.add_cookies([cookie])
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})  # CPU, whatever else runs
    page.goto(url)
    page.locator(".desk.is-ready").wait_for()
    found = metrics(session)
    return page, session, (found["TaskDuration"] * 1000, found["ScriptDuration"] * 1000)


def metrics(session) -> dict[str, float]:
    return {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}


if __name__ == "__main__":
    main()
