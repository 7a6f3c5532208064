"""python dev/bench_pdf.py: the cost of PDF files: seconds, memory and bytes, and a hundred concurrent requests for one.

Only measures: the budgets are in the design. The database is a new one in a temporary folder.
"""

import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "documents" / "armenia-azerbaijan.txt"
ROUNDS = 5
WORDS = ("ferries", "carry", "the", "wages", "of", "two", "coasts", "and", "their", "responsibilities", "in", "winter")


def main() -> None:
    """Seed, compile and print a table.

    `python dev/bench_pdf.py hundred-pages` only compiles a long article, for its memory.
    """
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        os.environ["RENDITIONS_ROOT"] = f"{folder}/renditions"
        import django  # after settings are configured
        from django.core.management import call_command  # as above

        django.setup()
        call_command("migrate", verbosity=0)
        if "hundred-pages" in sys.argv:
            measure_long()
            return
        call_command("demo", no_accounts=True, stdout=io.StringIO())
        if REAL.exists():
            call_command("import_snapshot", str(REAL), publish=True, stdout=io.StringIO())
        measure_snapshots()
        measure_at_once()
        subprocess.run([sys.executable, __file__, "hundred-pages"], check=True)


def measure_snapshots() -> None:
    """Print a line for each public snapshot: compiled (the fastest and slowest run), then from the cache."""
    from django.test import Client  # after settings are configured
    from django.utils import timezone  # as above

    from outputs.pdf.compiler import as_pdf  # as above
    from snapshot.models import SnapshotEdition  # as above
    from tests import pdfs  # as above

    print(f"{'PDF of a snapshot':<34}{'pages':>6}{'kB':>6}{'wall s':>12}{'CPU s':>12}{'kept, ms':>9}")
    for edition in SnapshotEdition.objects.public(timezone.now()):
        wall, cpu = [], []
        sheets = sheets_of(edition)
        as_pdf("snapshot", sheets, edition.live_from)  # loads fonts and warms up the process
        for n in range(ROUNDS):
            changed = {**sheets, "title": {**sheets["title"], "text": f"{edition.title} {n}"}}
            began, used = time.perf_counter(), processor_time()
            content = as_pdf("snapshot", changed, edition.live_from)
            wall.append(time.perf_counter() - began)
            cpu.append(processor_time() - used)
        client, path = Client(), f"/snapshots/{edition.slug}.pdf"
        client.get(path)
        began = time.perf_counter()
        client.get(path)
        kept = (time.perf_counter() - began) * 1000
        ranges = "".join(f"{min(taken):>7.2f}–{max(taken):.2f}" for taken in (wall, cpu))
        print(f"{edition.slug[:32]:<34}{len(pdfs.read(content).pages):>6}{len(content) // 1000:>6}{ranges}{kept:>9.1f}")


def processor_time() -> float:
    """Return the CPU seconds of this process and its finished children."""
    taken = os.times()
    return taken.user + taken.system + taken.children_user + taken.children_system


def sheets_of(edition) -> dict:
    """Return the data of a snapshot's PDF on A4."""
    from django.test import RequestFactory  # after settings are configured
    from django.utils import timezone  # as above

    from outputs.pdf.responses import on_paper  # as above
    from outputs.source import source_of  # as above
    from snapshot.public.pdf import snapshot_pdf_data  # as above
    from snapshot.public.withholding import shown_content  # as above

    request = RequestFactory().get("/")
    source = source_of(request, edition, shown_content(edition))
    return on_paper(snapshot_pdf_data(source, request.build_absolute_uri, timezone.now()), "a4")


def measure_at_once() -> None:
    """Print how long a hundred threads wait for the same missing file, and how often it is made."""
    from outputs.pdf.cache import cached_rendition  # after settings are configured

    made = []

    def make() -> bytes:
        made.append(1)
        time.sleep(0.2)
        return b"%PDF"

    threads = [threading.Thread(target=cached_rendition, args=("00" * 32, "pdf", "", make)) for _ in range(100)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    waited = time.perf_counter() - began
    print(f"\na hundred at once, 0.2 s to make: made {len(made)} time(s), all answered in {waited:.2f} s")


def measure_long() -> None:
    """Print the cost of an article of a hundred pages, several times: memory must not grow."""
    from datetime import UTC, datetime  # as above

    from articles.public.pdf import article_pdf_data  # as above
    from outputs.pdf.compiler import as_pdf  # as above
    from outputs.pdf.responses import on_paper  # as above
    from outputs.source import Source  # after settings are configured
    from tests import pdfs  # as above

    at, draw = datetime(2026, 5, 1, tzinfo=UTC), random.Random(1)  # noqa: S311 - words for a page
    idle = memory()
    for n in range(1, ROUNDS + 1):
        paragraphs = [f"<p>{' '.join(draw.choices(WORDS, k=90))}</p>" for _ in range(650)]
        work = {
            "title": f"A Hundred Pages {n}", "slug": "long", "standfirst": "", "series": None, "language": "en",
            "doi": "", "topics": [], "tags": [], "picture": None, "figures": [], "attachments": [],
            "volume": "", "issue": "", "summary_label": "", "source_url": "",
            "authors": [], "points": [], "body": paragraphs,
        }  # fmt: skip
        source = Source("article", work, {}, at.date(), 1, "first", "", at, "http://localhost/long/", "", "0" * 64)
        began = time.perf_counter()
        content = as_pdf("article", on_paper(article_pdf_data(source, str, at), "a4"), at)
        seconds, peak = time.perf_counter() - began, memory()
        print(f"{len(pdfs.read(content).pages)} pages: {seconds:.2f} s; peak memory {peak} MB, when idle {idle} MB")


def memory() -> int:
    """Return the process's peak memory in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage includes the peak of the parent process
        return int(status.read_text().split("VmHWM:")[1].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024**2


if __name__ == "__main__":
    main()
