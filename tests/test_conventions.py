"""The house rules that no linter holds. A failure prints the rule and every offending line."""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tests.rooms import ROOMS as APPS

ROOT = Path(__file__).resolve().parent.parent
DESK_MODELS = {
    "Article", "Byline", "SummaryPoint", "Snapshot", "Section", "Placement", "Compiler", "Revision", "Publishable",
}  # fmt: skip
ENTRANCES = {"web.middleware", "web.context", "website.errors"}  # what every public answer passes, too
# Know working copies as the type `Publishable` alone; RecordVersion asks the first for the editions' models.
NOT_FOLLOWED = {"record.kinds", "outputs.source"}
VAGUE_NAMES = {"utils", "util", "helpers", "common", "misc", "services", "managers"}
LONGEST_MODULE = 300
THIS = Path(__file__).resolve()


def test_imports_run_one_way():
    rule = f"Imports run one way: {' → '.join(reversed(APPS))}."
    hold(rule, (
        f"{where(module, line)}: imports {target}"
        for module in app_modules()
        for line, target, _ in imports_of(module)
        if rank(target) is not None and rank(target) > rank(name_of(module))
    ))  # fmt: skip


def test_public_modules_reach_no_desk_model():
    rule = (
        "What answers the public imports no desk model, neither itself nor through what it imports. "
        "Take the model from models.record or models.house."
    )
    hold(rule, (
        f"{where(path, line)}: imports {target} ({' → '.join(trail)})"
        for trail, path in reachable_from_public()
        for line, target, names in imports_of(path)
        if reads_desk(target, names)
    ))  # fmt: skip


def test_modules_are_short():
    rule = f"A module is at most {LONGEST_MODULE} lines: split it by what it holds."
    held = (path for path in python_files() if not {"migrations", "tests"} & set(path.parts))
    lengths = ((path, len(text_of(path).splitlines())) for path in held)
    hold(rule, (f"{where(path)}: {length} lines" for path, length in lengths if length > LONGEST_MODULE))


def test_modules_are_named_for_what_they_hold():
    rule = f"No module is called {', '.join(sorted(VAGUE_NAMES))}: name the act or the thing it holds."
    hold(
        rule, (where(path) for path in python_files() if VAGUE_NAMES & {path.stem, *path.relative_to(ROOT).parts[:-1]})
    )


def test_migrations_are_named():
    rule = "A migration's name says what it does: makemigrations --name …"
    hold(rule, (where(path) for path in python_files() if "migrations" in path.parts and "_auto_" in path.name))


def test_imports_stand_at_the_top():
    rule = "An import inside a function stands in an apps.py's ready, or says why in a comment on its line."
    hold(rule, (
        f"{where(path, node.lineno)}: {line_at(path, node.lineno)}"
        for path in python_files()
        for function in functions_of(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and not (path.name == "apps.py" and function.name == "ready")
        and not any("# " in line_at(path, number) for number in (node.lineno, node.end_lineno))
    ))  # fmt: skip


def test_cards_are_read_through_one_function():
    rule = "An older card lacks what was added since: read it by articles.fields.card or snapshot.fields.card."
    reading = re.compile(r"\b(edition|row|shown|each|found|lead)\.card\b")
    held = (path for path in python_files() if path.name != "fields.py" and path.relative_to(ROOT).parts[0] != "tests")
    hold(rule, lines_with(reading, held))


def test_no_signals():
    rule = "No signals between our own apps: call the function."
    offending = re.compile(
        r"^\s*(@receiver\(|from django\.dispatch|from django\.db\.models(\.| import )signals)|post_save"
    )
    hold(rule, lines_with(offending, python_files()))


def test_no_exception_is_swallowed():
    rule = "An exception is never swallowed whole: name the one that is expected and say what then."
    hold(rule, (
        f"{where(path, node.lineno)}: {line_at(path, node.lineno)}"
        for path in python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler) and catches_all(node)
        and all(isinstance(each, ast.Pass) for each in node.body)
    ))  # fmt: skip


def test_nothing_is_left_to_do():
    rule = "What remains to be done stands in an issue, not in the code."
    hold(
        rule,
        lines_with(re.compile(r"\b(TODO|FIXME|XXX)\b"), [*python_files(), *files("*.html", "*.css", "*.js", "*.md")]),
    )


def test_words_are_those_of_the_style():
    rule = "Write plain words: see “Words” in CONTRIBUTING.md."
    banned = re.compile(
        r"\b(anew|whoever|bears?|told of|tells? of|nothing of|held to|gave out|leads? on)\b", re.IGNORECASE
    )
    ours = [path for path in files("*.py", "*.html", "*.js", "*.css", "*.typ", "*.sh", "*.md") if is_ours(path)]
    hold(rule, lines_with(banned, ours))


def is_ours(path: Path) -> bool:
    """Return whether a file is written for users or colleagues, and is not a test, a sample text or a past note."""
    top, *_ = path.relative_to(ROOT).parts
    return top not in ("tests", "samples") and path.name not in ("CHANGELOG.md", "decisions.md", "make_sample_docx.py")


def test_no_path_of_one_machine():
    rule = "No file names a path that exists on one machine alone."
    written_by_hand = files(
        "*.py", "*.sh", "*.md", "*.html", "*.css", "*.js", "*.toml", "*.txt", "*.in", "Makefile", "run"
    )
    hold(rule, lines_with(re.compile(r"(?<![\w.$}/-])/(home|root|work)/\w"), written_by_hand))


def test_includes_pass_only_what_they_name():
    rule = (
        "An include ends in “only”: a component sees what it names, and nothing else. (Django's own admin parts apart.)"
    )
    hold(rule, lines_with(re.compile(r"{% include (?!\"admin/\w+\.html\")(?!.*\bonly %})"), files("templates/*.html")))


def test_a_part_with_a_form_is_given_the_token_against_forged_requests():
    rule = "An include that ends in “only” passes csrf_token=csrf_token to a part that has a form."
    forms = [
        str(path.relative_to(ROOT / "templates"))
        for path in files("templates/*.html")
        if "{% csrf_token %}" in text_of(path)
    ]
    assert forms
    without = re.compile(rf"{{% include \"({'|'.join(map(re.escape, forms))})\"(?!.*csrf_token=csrf_token).*only %}}")
    hold(rule, lines_with(without, files("templates/*.html")))


def test_components_say_what_they_take():
    rule = "A component opens with one comment that names what it takes: {# Takes … #}"
    components = files("templates/components/*.html")
    assert components
    hold(rule, (where(path, 1) for path in components if not re.match(r"{# Takes \S.*#}\n", text_of(path))))


def test_blocks_are_closed_by_name():
    rule = "A block is closed by its name: {% endblock content %}"
    hold(rule, lines_with(re.compile(r"{% endblock %}"), files("templates/*.html")))


def test_templates_hold_no_inline_style_or_script():
    rule = "No inline style and no inline script: the content policy blocks them."
    inline = re.compile(
        r"<style|\sstyle=|<script(?![^>]*\b(src=|type=\"application/(ld\+)?json\"))|<[^>]+\son[a-z]+=|javascript:", re.I
    )
    hold(rule, lines_with(inline, files("templates/*.html")))


def test_scripts_of_public_pages_are_modules():
    rule = "A script of a public page is a module: classic ones share their names, and the last one of a name wins."
    public = [path for path in files("templates/*.html") if "admin" not in path.relative_to(ROOT).parts]
    hold(rule, lines_with(re.compile(r"<script src=(?![^>]*type=\"module\")"), public))


def test_templates_trust_nothing():
    # Only the rule's own words: the test looks for them in templates, and there is no other use.
    rule = "No “|safe” and no autoescape off: markup is marked safe where it is sanitized or frozen."
    hold(rule, lines_with(re.compile(r"\|\s*safe\b|autoescape off"), files("templates/*.html")))


def hold(rule: str, offenses: Iterable[str]) -> None:
    """Fail with the rule and the offenses, if there are any."""
    found = sorted(set(offenses))
    assert not found, "\n".join([rule, *(f"  {offense}" for offense in found)])


@cache
def all_files() -> list[Path]:
    """Return every file of the project: what git knows or would take, else all that is not hidden or made."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]
    made = {"staticfiles", "var", "__pycache__"}
    return [
        path for path in ROOT.rglob("*")
        if path.is_file() and not any(part.startswith(".") or part in made for part in path.relative_to(ROOT).parts)
    ]  # fmt: skip


def files(*patterns: str) -> list[Path]:
    """Return the project's own files that match; vendored ones are another's words, this one quotes what it forbids."""
    own = [path for path in all_files() if "vendor" not in path.parts and path != THIS]
    return [path for path in own if any(_matches(path, pattern) for pattern in patterns)]


def _matches(path: Path, pattern: str) -> bool:
    folder, _, name = pattern.rpartition("/")
    return path.match(name) and (not folder or (ROOT / folder) in path.parents)


def python_files() -> list[Path]:
    return files("*.py")


def app_modules() -> list[Path]:
    return [path for path in python_files() if path.relative_to(ROOT).parts[0] in APPS]


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def functions_of(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def line_at(path: Path, number: int) -> str:
    return text_of(path).splitlines()[number - 1].strip()


def lines_with(offending: re.Pattern, paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        for number, line in enumerate(text_of(path).splitlines(), 1):
            if offending.search(line):
                yield f"{where(path, number)}: {line.strip()[:120]}"


def where(path: Path, line: int | None = None) -> str:
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


def name_of(path: Path) -> str:
    """Return the dotted name of a module."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def rank(name: str) -> int | None:
    """Return how far up its app stands; None for what is no app of ours."""
    app = name.partition(".")[0]
    return APPS.index(app) if app in APPS else None


def imports_of(path: Path) -> Iterator[tuple[int, str, set[str]]]:
    """Yield each import of a module: its line, the module it names, the names it takes from there."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, set()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module, {alias.name for alias in node.names}


def reads_desk(target: str, names: set[str]) -> bool:
    """Return whether an import gives a desk model: by its name, or with a whole package of models."""
    if rank(target) is None:
        return False
    if ".models" not in target:
        return "models" in names
    return target.endswith(".desk") or bool(names & (DESK_MODELS | {"desk"})) or not names


def reachable_from_public() -> Iterator[tuple[list[str], Path]]:
    """Yield every module of ours but models that a public module imports, however far, with the way there."""
    modules = {name_of(path): path for path in app_modules()}
    waiting = [[name] for name in modules if ".public" in name or name in ENTRANCES]
    assert any(".public" in trail[0] for trail in waiting)
    seen = {trail[0] for trail in waiting}
    while waiting:
        trail = waiting.pop()
        yield trail, modules[trail[-1]]
        for _, target, names in imports_of(modules[trail[-1]]):
            for name in (target, *(f"{target}.{each}" for each in names)):
                if name in modules and name not in seen | NOT_FOLLOWED and ".models" not in name:
                    seen.add(name)
                    waiting.append([*trail, name])


def catches_all(node: ast.ExceptHandler) -> bool:
    return node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"})
