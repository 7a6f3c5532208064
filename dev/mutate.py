"""make mutation: breaks the rules of who may do what, one place at a time, and counts how many breaks the tests detect.

    .venv/bin/python dev/mutate.py [--sample N] [--seed N] [--module FILE] [--keep FILE] [TESTS]

One process collects all tests. It runs them once, to record which lines each covers and how long it takes. Then, for
each mutant, it forks, replaces the code of the function, and runs the tests that cover the place, until one fails:
cheap and specific ones first, altogether at most SECONDS of them. A surviving mutant is printed with its line.
"""

import argparse
import gc
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.machinery import SourceFileLoader
from itertools import groupby
from pathlib import Path
from types import CodeType, FunctionType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import coverage
import pytest
from django.db import connection

from dev.in_processes import in_processes
from dev.mutants import ROOT, Mutant, every_mutant, mutants_of

SECONDS = 60  # of tests, as recorded, that a mutant is tried with
UNCHANGED = "unchanged"
CACHED = type(cache(print))  # what functools.cache makes of a function
LATE = ("tests/permissions/test_ledger.py", "tests/test_")  # tests of everything: they run last


class Mutation:
    """A pytest plugin that, instead of running the tests once, runs some of them for each mutant."""

    def __init__(self, mutants: list[Mutant], modules: set[str], folder: Path, keep: Path | None):
        self.mutants, self.modules, self.folder, self.keep = mutants, modules, folder, keep
        self.failed: list[str] = []
        self.seconds: dict[str, float] = {}  # of processor time
        self.measured: coverage.Coverage | None = None
        self.survived: list[Mutant] = []

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.began = time.process_time()
        if self.measured:
            self.measured.switch_context(nodeid)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.seconds[nodeid] = round(time.process_time() - self.began, 3)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        self.make_database(session.items)
        gc.unfreeze()  # tests/conftest.py freezes: what is frozen is not listed
        self.functions = _functions_of(self.modules)
        self.caches = [each for each in gc.get_objects() if type(each) is CACHED]
        gc.freeze()  # so that forked processes share the memory
        self.covered = self.read_coverage()
        self.check_itself()
        for mutant, answer in in_processes(self.try_mutant, self.mutants, self.folder):
            is_found = answer is None or bool(answer["by"])
            if not is_found:
                self.survived.append(mutant)
            by = "TIME IS UP" if answer is None else answer["by"] or f"by {answer['tried']} tests"
            print("detected" if is_found else "SURVIVED", f" {mutant}  [{by}]", flush=True)
        return True

    def make_database(self, items: list[pytest.Item]) -> None:
        """Run a first test, so that forked processes have a migrated database; copy it for those that import again."""
        first = next(item for item in items if "permissions/test_rules" in item.nodeid)
        elsewhere = next(
            item for item in items if item.nodeid.startswith("tests/text/")
        )  # so that nothing stays set up
        first.config.hook.pytest_runtest_protocol(item=first, nextitem=elsewhere)
        with sqlite3.connect(self.folder / "migrated.sqlite3") as file:
            connection.connection.backup(file)

    def run(self, nodeids: Iterable[str]) -> None:
        """Run the tests, if nothing is measured until one fails. What they started is ended."""
        chosen = [self.items[nodeid] for nodeid in nodeids]
        for item, after in zip(chosen, [*chosen[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if self.failed and not self.measured:
                with suppress(BaseException):  # a mutant may break this, too
                    item.session._setupstate.teardown_exact(None)
                return

    def read_coverage(self) -> dict:
        """Run every test. Return {nodeid: {"seconds", "lines": {module: [line]}}} of those that pass."""
        if self.keep and self.keep.exists():
            found = json.loads(self.keep.read_text())
            return {nodeid: each for nodeid, each in found.items() if nodeid in self.items}
        began, found = time.time(), {}
        files = [[*of_file] for _, of_file in groupby(self.items, lambda nodeid: nodeid.partition("::")[0])]
        for nodeids, answer in in_processes(self.record, files, self.folder):
            if answer is None:
                print(f"No coverage of {nodeids[0].partition('::')[0]}")
            found |= answer or {}
        print(f"{len(found)} of {len(self.items)} tests covered in {time.time() - began:.0f} s", flush=True)
        if self.keep:
            self.keep.write_text(json.dumps(found))
        return found

    def record(self, nodeids: list[str]) -> dict:
        """Run the tests of a file, and return what each covers of the mutated modules."""
        modules = {str(ROOT / module): module for module in self.modules}
        self.measured = coverage.Coverage(data_file=None, include=[*modules], config_file=False)
        self.measured.set_option("run:disable_warnings", ["no-data-collected"])
        self.measured.start()
        self.run(nodeids)
        self.measured.stop()
        found = {nodeid: {"seconds": self.seconds[nodeid], "lines": defaultdict(list)} for nodeid in nodeids}
        data = self.measured.get_data()
        for file in data.measured_files():
            for line, contexts in data.contexts_by_lineno(file).items():
                for nodeid in set(contexts) - {""}:
                    found[nodeid]["lines"][modules[file]].append(line)
        return {nodeid: each for nodeid, each in found.items() if nodeid not in self.failed}

    def tests_for(self, mutant: Mutant) -> list[str]:
        """Return the tests that cover the place, its module's and package's first, then cheap and specific ones.

        What runs at import is covered by no test: it is tried with those that cover anything of the module.
        """
        first, last = mutant.lines
        own, ranked = Path("tests") / mutant.module, []
        for nodeid, each in self.covered.items():
            lines = each["lines"].get(mutant.module, ())
            if any(first <= line <= last for line in lines) or (lines and not mutant.is_called):
                cost = each["seconds"] * sum(map(len, each["lines"].values()))
                is_last = "transaction" in repr(self.items[nodeid].get_closest_marker("django_db"))
                is_own = nodeid.startswith((f"{own.parent}/test_{own.stem}.", f"{own.with_suffix('')}/"))
                is_beside = nodeid.startswith(f"{own.parent}/test_")
                ranked.append((is_last, nodeid.startswith(LATE), not is_own, not is_beside, cost, nodeid))
        spent, chosen = 0.0, []
        for *_, nodeid in sorted(ranked):
            spent += self.covered[nodeid]["seconds"]
            if spent < SECONDS or not chosen:
                chosen.append(nodeid)
        files = {nodeid.partition("::")[0]: None for nodeid in chosen}
        order = {file: place for place, file in enumerate(files)}
        return sorted(chosen, key=lambda nodeid: order[nodeid.partition("::")[0]])

    def try_mutant(self, mutant: Mutant) -> dict:
        """Run the tests with the mutant, in a forked process. Return the test that failed, and how many were tried."""
        tests = self.tests_for(mutant)
        if tests and not self.patch(mutant):
            self.import_again(mutant, tests)
        elif tests:
            self.run(tests)
        return {"by": (self.failed or [""])[0], "tried": len(tests)}

    def check_itself(self) -> None:
        """Raise if functions cannot be replaced, or if a module that is imported again unchanged fails its tests."""
        unchanged = replace(next(each for each in self.mutants if self.tests_for(each)), what=UNCHANGED)
        called = [each for each in self.mutants if each.is_called]
        if called and not any(self.functions[each.module] for each in called):
            raise RuntimeError("No function of the modules was found.")
        [(_, answer)] = in_processes(self.try_unchanged, [unchanged], self.folder)
        if answer is None or answer["by"]:
            raise RuntimeError(f"Tests fail without a break: {unchanged.module} {answer}")

    def try_unchanged(self, mutant: Mutant) -> dict:
        self.import_again(mutant, self.tests_for(mutant))
        return {"by": (self.failed or [""])[0]}

    def patch(self, mutant: Mutant) -> bool:
        """Give the functions of the module the code of the mutant. Return whether that is possible."""
        codes = {(code.co_qualname, code.co_firstlineno): code for code in _codes(_compiled(mutant))}
        pairs = [
            (function, codes[key])
            for function in self.functions[mutant.module]
            if (key := (function.__code__.co_qualname, function.__code__.co_firstlineno)) in codes
        ]
        if not mutant.is_called or any(len(f.__code__.co_freevars) != len(code.co_freevars) for f, code in pairs):
            return False
        for function, code in pairs:
            function.__code__ = code
        for each in self.caches:
            if getattr(each.__wrapped__, "__code__", None) in {function.__code__ for function, _ in pairs}:
                each.cache_clear()
        return bool(pairs)

    def import_again(self, mutant: Mutant, tests: list[str]) -> None:
        """Run the tests in a new program that imports the mutant."""
        database = self.folder / f"{os.getpid()}.sqlite3"
        shutil.copy(self.folder / "migrated.sqlite3", database)
        place = json.dumps([mutant.module, mutant.number, mutant.what])
        os.environ["TEST_DATABASE"] = str(database)
        command = [sys.executable, __file__, "--import", place, *tests]
        self.failed = ["its import"] if subprocess.run(command, check=False).returncode else []


def _functions_of(modules: set[str]) -> dict[str, list[FunctionType]]:
    """Return the functions of each module, wherever they are referred to."""
    found, files = defaultdict(list), {str(ROOT / module): module for module in modules}
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__code__.co_filename in files:
            found[files[each.__code__.co_filename]].append(each)
    return found


def _compiled(mutant: Mutant) -> CodeType:
    return compile(mutant.tree(), str(ROOT / mutant.module), "exec", dont_inherit=True)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _codes(each)


def run_imported(place: str, tests: list[str]) -> int:
    """Run the tests with a mutant in place of its module."""
    module, number, what = json.loads(place)
    whole = SourceFileLoader.get_code
    if what == UNCHANGED:
        compiled = compile((ROOT / module).read_text(), str(ROOT / module), "exec", dont_inherit=True)
    else:
        compiled = _compiled(next(each for each in mutants_of(module) if (each.number, each.what) == (number, what)))

    def get_code(loader: SourceFileLoader, name: str) -> CodeType:
        return compiled if loader.path == str(ROOT / module) else whole(loader, name)

    SourceFileLoader.get_code = get_code
    return pytest.main(["-qx", "--reuse-db", *tests])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="so many mutants, chosen by the seed (default: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--module", action="append", default=[], help="every break of this module; may be repeated")
    parser.add_argument("--keep", type=Path, help="a file to keep the coverage in, and to read it from the next time")
    parser.add_argument("--import", dest="place", help=argparse.SUPPRESS)
    parser.add_argument("tests", nargs="*", help="files or folders of tests (default: all)")
    options = parser.parse_args()
    os.chdir(ROOT)
    os.environ |= {"DATABASE_URL": "sqlite://:memory:", "SUITE": "quick", "CI": "true"}  # CI: the same examples
    if options.place:
        return run_imported(options.place, options.tests)
    mutants = every_mutant(options.module)
    every, modules, began = len(mutants), {mutant.module for mutant in mutants}, time.time()
    if options.sample:
        mutants = random.Random(options.seed).sample(mutants, min(options.sample, every))  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        plugin = Mutation(mutants, modules, Path(folder), options.keep)
        status = pytest.main(
            ["-s", "-m", "not browser and not full", f"--basetemp={folder}/files", *options.tests], plugins=[plugin]
        )
    if status:
        return status
    found = len(mutants) - len(plugin.survived)
    print(f"{found} of {len(mutants)} mutants detected ({100 * found / len(mutants):.1f} %), of {every} in all; "
          f"seed {options.seed}; {(time.time() - began) / 60:.0f} minutes.")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
