"""python dev/run_lighthouse.py: runs Lighthouse on the demo: four scores of three pages, their size and load times.

Lighthouse is installed from dev/lighthouse/package-lock.json into var/lighthouse/ by npm, once. Exit status 1 if a
budget is exceeded; each is printed beside the measurement. Each page is loaded twice: the scores come from a load that
Lighthouse simulates from a fast one, as is usual; the times come from a load that Chromium throttles to a phone's CPU
(4 times slower) and network (1.6 Mbit/s, 150 ms). On a busy machine, both come out worse. The page was asked for once
before: the first reader after a start of the server waits for templates, a tenth of a second longer.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import find_chromium
from make_screenshots import FLAGS, served_demo

ROOT = Path(__file__).resolve().parent.parent
LOCKED = ROOT / "dev" / "lighthouse"
INSTALLED = ROOT / "var" / "lighthouse"
REPORTS = INSTALLED / "reports"
CHROME_FLAGS = ["--headless", *FLAGS]
ASKED = ("snapshot", "article", "archive")
SCORES = ("performance", "accessibility", "best-practices", "seo")
SIMULATED = ["--throttling-method=simulate"]  # Lighthouse's default: the same CPU and network
SLOWED = [
    "--only-categories=performance", "--throttling-method=devtools", "--throttling.cpuSlowdownMultiplier=4",
    "--throttling.requestLatencyMs=150", "--throttling.downloadThroughputKbps=1600",
    "--throttling.uploadThroughputKbps=750",
]  # fmt: skip
# For each page: scores, milliseconds, layout shift, and (of a snapshot's page) transferred kilobytes.
BUDGETS = {"score": 100, "LCP": 1000, "TBT": 50, "CLS": 0.01, "HTML, CSS and JS": 60, "fonts": 80}
TEXTS = {"Document", "Stylesheet", "Script"}


def main() -> int:
    """Install missing packages, measure, and print."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        print("Lighthouse needs node and npm, and they are missing here: on Debian, apt-get install nodejs npm.")
        return 1
    chromium = find_chromium.on_this_machine()
    if not chromium:
        print("Lighthouse needs Chromium, and none is here: python dev/find_chromium.py finds or fetches one.")
        return 1
    if not install(npm):
        return 1
    missed = 0
    with served_demo() as site:
        from dev.screenshot_pages import PAGES, sample_slugs  # after the demo is set up

        slugs = sample_slugs()
        for name in ASKED:
            url = site + PAGES[name].format(**slugs)
            urllib.request.urlopen(url, timeout=60).close()  # noqa: S310 - our own server
            report = measure(node, chromium, name, url, SIMULATED)
            missed += tell(name, report, measure(node, chromium, f"{name}-slowed", url, SLOWED))
    print("Every budget is met." if not missed else f"{missed} budgets are not met.")
    return 1 if missed else 0


def install(npm: str) -> bool:
    """Install the exact versions of the lock file unless they are installed; return whether they are now."""
    wanted = (LOCKED / "package-lock.json").read_text()
    kept = INSTALLED / "package-lock.json"
    if (INSTALLED / "node_modules" / "lighthouse").exists() and kept.exists() and kept.read_text() == wanted:
        return True
    print("Installing Lighthouse (about a minute, once).", flush=True)
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LOCKED / name, INSTALLED / name)
    command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    failed = subprocess.run(command, cwd=INSTALLED, check=False, capture_output=True, text=True)
    if failed.returncode:
        kept.unlink()
        print(f"npm could not install Lighthouse: {failed.stderr.strip().splitlines()[-1:]}")
    return not failed.returncode


def measure(node: str, chromium: str, name: str, url: str, how: list[str]) -> dict:
    """Return Lighthouse's report of a page; the full report is saved in var/lighthouse/reports/.

    Occasionally Chromium records no load and Lighthouse reports that. It is then repeated, at most twice.
    """
    for _ in range(3):
        report = measured(node, chromium, name, url, how)
        if not report.get("runtimeError"):
            break
    return report


def measured(node: str, chromium: str, name: str, url: str, how: list[str]) -> dict:
    """Return the report of one Lighthouse run."""
    REPORTS.mkdir(exist_ok=True)
    file = REPORTS / f"{name}.json"
    file.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        flags = " ".join([*CHROME_FLAGS, f"--user-data-dir={profile}"])
        command = [node, INSTALLED / "node_modules" / "lighthouse" / "cli" / "index.js", url, "--quiet", *how]
        command += ["--output=json", f"--output-path={file}", f"--chrome-flags={flags}", "--no-enable-error-reporting"]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, env={**os.environ, "CHROME_PATH": chromium}
        )
    if not file.exists():
        sys.exit(f"Lighthouse wrote nothing about {url}: {done.stderr.strip()[-300:]}")
    return json.loads(file.read_text())


def tell(name: str, report: dict, slowed: dict) -> int:
    """Print a page's measurements and budgets; return the number of exceeded budgets."""
    missed = 0
    print(f"\n{name}")
    for label, measured, budget, is_met in compared(name, report, slowed):
        missed += not is_met
        print(f"  {label:<18} {measured:>9}   budget {budget:<6} {'' if is_met else 'NOT MET'}")
    for audit in failed_audits(report):
        print(f"    {audit}")
    return missed


def compared(name: str, report: dict, slowed: dict) -> Iterator[tuple[str, str, str, bool]]:
    """Yield each measurement: name, value, budget, and whether the budget is met."""
    for category in SCORES:
        score = round(100 * (report["categories"][category]["score"] or 0))
        yield category, str(score), str(BUDGETS["score"]), score >= BUDGETS["score"]
    numbers = {key: audit.get("numericValue", 0) for key, audit in slowed["audits"].items()}
    for label, audit in (("LCP", "largest-contentful-paint"), ("TBT", "total-blocking-time")):
        yield label, f"{numbers[audit]:.0f} ms", str(BUDGETS[label]), numbers[audit] <= BUDGETS[label]
    shift = numbers["cumulative-layout-shift"]
    yield "CLS", f"{shift:.4f}", str(BUDGETS["CLS"]), shift <= BUDGETS["CLS"]
    requests = report["audits"]["network-requests"]["details"]["items"]
    for label, kinds in (("HTML, CSS and JS", TEXTS), ("fonts", {"Font"})):
        weight = sum(each["transferSize"] for each in requests if each.get("resourceType") in kinds) / 1000
        yield label, f"{weight:.1f} kB", str(BUDGETS[label]), weight <= BUDGETS[label] or name != "snapshot"


def failed_audits(report: dict) -> Iterator[str]:
    """Yield the audits that reduce a page's score."""
    for category in SCORES:
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                yield f"{category}: {audit['title']} {audit.get('displayValue', '')}"


if __name__ == "__main__":
    sys.exit(main())
