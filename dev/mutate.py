"""make mutation: breaks the access rules, one place at a time, and counts how many breaks the tests detect.

    .venv/bin/python dev/mutate.py [--sample N] [--seed N]

Each mutant runs its module's tests in a copy of the tree. A surviving mutant is printed with its line.
"""

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEDGER = "tests/permissions/test_ledger.py"
# Modules, and the tests that should detect their mutants.
TESTS = {
    "permissions/rules.py": ["tests/permissions/test_rules.py"],
    "permissions/roles.py": ["tests/permissions/test_rules.py"],
    "permissions/matrix.py": ["tests/permissions/test_rules.py"],
    "permissions/files.py": ["tests/permissions/test_files.py"],
    "permissions/backend.py": ["tests/permissions/test_rules.py"],
    "permissions/freshness.py": ["tests/staff/accounts/test_signing_in.py"],
    "permissions/middleware.py": ["tests/staff/accounts/test_signing_in.py", LEDGER],
    "importing/rights.py": ["tests/importing/test_rights.py"],
    "staff/review.py": ["tests/staff/test_review.py"],
    "staff/act_pages.py": [LEDGER],
    "staff/audit_trail.py": ["tests/audit/test_trail.py", LEDGER],
    "audit/alarms.py": ["tests/audit/test_trail.py"],
    "record/publishing.py": ["tests/record/test_publishing.py", "tests/record/test_publishing_withdrawal.py"],
    "text/prose.py": ["tests/text/test_prose.py"],
}
# With --module only: modules whose behavior is tested in another place.
ELSEWHERE = {
    "record/announcements.py": ["tests/alerts/test_acts.py"],
    "record/fields.py": ["tests/record/test_fields.py", "tests/record/comparison"],
    "search/results.py": ["tests/articles/public/test_filters.py", "tests/search"],
}
OTHER = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn,
         ast.NotIn: ast.In, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A module with one break: the description, the line, and the complete source."""

    module: str
    line: int
    what: str
    source: str


def mutants_of(module: str) -> Iterator[Mutant]:
    """Yield every break of the module: negated conditions, and/or exchanged, refusing calls removed."""
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    for number, node in enumerate(ast.walk(tree)):
        for what in _breaks(node):
            broken = copy.deepcopy(tree)
            target = next(each for n, each in enumerate(ast.walk(broken)) if n == number)
            _break(target, what)
            yield Mutant(module, getattr(node, "lineno", 0), f"{what}: {ast.unparse(node)[:80]}", ast.unparse(broken))


def _breaks(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in OTHER:
        return ["turn"]
    if isinstance(node, ast.BoolOp):
        return ["exchange"]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return ["unnegate"]
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return ["flip"]
    is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    if isinstance(node, ast.Raise) or (is_call and "require" in ast.unparse(node.value.func)):
        return ["leave out"]
    return []


def _break(node: ast.AST, what: str) -> None:
    if what == "turn":
        node.ops[0] = OTHER[type(node.ops[0])]()
    elif what == "exchange":
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif what == "unnegate":
        node.operand = ast.UnaryOp(ast.Not(), node.operand)
    elif what == "flip":
        node.value = not node.value
    else:
        node.__class__, node.__dict__ = ast.Pass, {"lineno": node.lineno, "col_offset": node.col_offset}


def tests_of(module: str) -> list[str]:
    """Return the tests that should detect the mutants: those listed, else those of its name, else its room's."""
    room, _, name = module.removesuffix(".py").partition("/")
    named = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests" / room).rglob(f"test_{Path(name).name}*.py"))
    return TESTS.get(module) or ELSEWHERE.get(module) or named or [f"tests/{room}"]


def copy_tree(tree: Path) -> Path:
    """Copy the tree, and return the file of a migrated database, so that no mutant has to migrate."""
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".venv", ".git", "var", ".hypothesis", "__pycache__"))
    empty = tree / "empty.sqlite3"
    env = {**os.environ, "DEBUG": "true", "DATABASE_URL": f"sqlite:///{empty}"}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=tree, env=env, check=True)
    return empty


def is_noticed(mutant: Mutant, tree: Path, empty: Path) -> bool:
    """Run the tests of the mutant's module in the copied tree; return whether one fails."""
    place, database = tree / mutant.module, shutil.copy(empty, tree / "test.sqlite3")
    whole = place.read_text(encoding="utf-8")
    place.write_text(mutant.source, encoding="utf-8")
    env = {**os.environ, "DATABASE_URL": "sqlite://:memory:", "TEST_DATABASE": str(database), "SUITE": "quick"}
    env["PYTHONDONTWRITEBYTECODE"] = "1"
    command = [sys.executable, "-m", "pytest", "-qx", "--reuse-db", "-m", "not browser and not full"]
    try:
        done = subprocess.run([*command, *tests_of(mutant.module)], cwd=tree, env=env, capture_output=True, check=False)
        return done.returncode != 0
    finally:
        place.write_text(whole, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="so many mutants, chosen by the seed (default: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--module", action="append", help="only this module; may be repeated, and be any with tests of its name"
    )
    options = parser.parse_args()
    mutants = [each for module in options.module or TESTS for each in mutants_of(module)]
    every = len(mutants)
    if options.sample:
        mutants = random.Random(options.seed).sample(mutants, min(options.sample, every))  # noqa: S311
    noticed = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        empty = copy_tree(tree)
        for mutant in mutants:
            is_found = is_noticed(mutant, tree, empty)
            noticed += is_found
            print(f"{'noticed ' if is_found else 'SURVIVED'}  {mutant.module}:{mutant.line}  {mutant.what}", flush=True)
    share = 100 * noticed / len(mutants) if mutants else 0
    print(f"{noticed} of {len(mutants)} mutants noticed ({share:.0f} %), of {every} in all; seed {options.seed}.")


if __name__ == "__main__":
    main()
