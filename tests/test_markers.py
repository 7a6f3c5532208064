"""Which tests `make test` runs on PostgreSQL: those of whatever asks a database in words of ours, or locks rows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.test_conventions import ROOT, app_modules, files, hold, imports_of, name_of, text_of, tree_of, where

OF_ONE_DATABASE = re.compile(r"\.raw\(|\.execute(many)?\(|RunSQL|RawSQL|select_for_update")


def test_sql_of_ours_and_locks_are_tested_on_postgresql():
    rule = (
        "A module with SQL of its own or select_for_update has tests marked for PostgreSQL: mark those that import it "
        '@pytest.mark.postgres, or name it in the mark of those that reach it, @pytest.mark.postgres("app.module").'
    )
    tested = {name for path in marked() for name in (*named_by(path), *imported_by(path))}
    hold(rule, (where(path) for path in of_one_database() if name_of(path) not in tested))


def test_marks_name_modules_that_are_there():
    rule = "A mark names a module that is there and has SQL of its own or locks rows."
    there = {name_of(path) for path in of_one_database()}
    hold(rule, (f"{where(path)}: {name}" for path in marked() for name in named_by(path) if name not in there))


def test_the_rule_finds_the_modules_it_is_about():
    assert {"search.index", "record.publishing"} <= {name_of(path) for path in of_one_database()}


def of_one_database() -> list[Path]:
    site = (
        path for path in app_modules() if "migrations" not in path.parts and not path.name.startswith(("bench", "try_"))
    )
    return [path for path in site if OF_ONE_DATABASE.search(text_of(path))]


def marked() -> list[Path]:
    """Return the test files that have tests marked for PostgreSQL."""
    tests = [path for path in files("test_*.py") if ROOT / "tests" in path.parents]
    return [path for path in tests if any(_is_mark(node) for node in ast.walk(tree_of(path)))]


def named_by(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and _is_mark(node.func):
            yield from (each.value for each in node.args)


def imported_by(path: Path) -> Iterator[str]:
    for _, target, names in imports_of(path):
        yield from (target, *(f"{target}.{name}" for name in names))


def _is_mark(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "postgres" and ast.unparse(node) == "pytest.mark.postgres"
