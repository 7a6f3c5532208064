"""The breaks that `make mutation` tries: each is one changed place of a module that decides who may do what."""

import ast
import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OTHER = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn,
         ast.NotIn: ast.In, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt}  # fmt: skip
REQUIRES = {"require", "require_all", "require_sign_off"}
ALLOWS = {"may", "may_edit", "may_see", "may_see_file", "sees_all"}
NARROWS = {"visible_to", "visible_files"}  # their second argument is what they narrow
MANAGERS = {"objects", "_default_manager", "_base_manager"}
DJANGO_ASKS = re.compile(r"has_(\w+_)?permission")  # a method of its admin
DEFINITIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda

# Every break of these modules is tried; in all others, only those that leave out a check of permissions.
WHOLE = [
    "permissions/rules.py", "permissions/roles.py", "permissions/matrix.py", "permissions/files.py",
    "permissions/backend.py", "permissions/freshness.py", "permissions/middleware.py", "permissions/ledger.py",
    "audit/alarms.py", "audit/trail.py", "importing/rights.py", "staff/acts.py", "staff/act_pages.py",
    "staff/audit_trail.py", "staff/bulk.py", "staff/comments.py", "staff/comparison.py", "staff/restoring.py",
    "staff/review.py", "staff/review_links.py", "staff/revision_parts.py", "staff/accounts/adapter.py",
    "staff/accounts/admin.py", "staff/accounts/hand_over.py", "staff/accounts/identity.py", "review/links.py",
    "review/required.py", "review/suggestions.py", "review/views.py", "record/acts.py", "record/own_links.py",
    "record/publishing.py", "record/sequence.py", "snapshot/publishing.py", "snapshot/admin/publishing.py",
    "media/embeds/providers.py", "text/prose.py", "text/web_addresses.py", "website/media.py",
]  # fmt: skip
# Guards against our own mistakes, which nobody observes while there are none.
GUARDS = {"frozen", "strict"}
# Mutants that change nothing that anybody could observe, each with the reason.
EQUIVALENT = {
    "snapshot/publishing.py  unfilter: ArticleEdition.objects.public(live_from)"
    ".filter(parent__in=placements.values('article'))": "only those of the articles are looked up in what it finds",
    "snapshot/publishing.py  unfilter: ArticleEdition.objects.filter(parent__in=articles)":
        "only the articles are looked up in what it finds",
    "snapshot/publishing.py  unfilter: ArticleEdition.objects.filter(parent__in=missing)":
        "only those that are missing are looked up in what it finds",
    "audit/trail.py  unfilter: desk.Revision.objects.filter(kind__in=kinds, parent_id__in=ids)":
        "only the things are looked up in what it finds",
    "importing/rights.py  unfilter: Article.objects.filter(pk__in=[article.pk for article in known])":
        "only the known ones are looked up in what it finds",
    "record/own_links.py  unfilter: kind_named(kind).edition_model.objects.public(at).filter(parent_id__in=ids)":
        "only the ids are looked up in what it finds",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One break: its module, the number of its node in `ast.walk`, its lines, and the words that describe it.

    `is_called`: it is inside a function. Otherwise it takes effect when the module is imported.
    """

    module: str
    number: int
    lines: tuple[int, int]
    what: str
    words: str
    is_called: bool

    def __str__(self) -> str:
        return f"{self.module}:{self.lines[0]}  {self.what}: {self.words}"

    def tree(self) -> ast.Module:
        """Return the module with the break. Line numbers stay those of the source."""
        tree = copy.deepcopy(_parsed(self.module))
        nodes = [*ast.walk(tree)]
        target = nodes[self.number]
        made = _broken(target, self.what)
        for parent in nodes:
            for name, value in ast.iter_fields(parent):
                if value is target:
                    setattr(parent, name, made)
                elif isinstance(value, list) and target in value:
                    value[value.index(target)] = made
        return ast.fix_missing_locations(tree)


@cache
def _parsed(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def every_mutant(modules: list[str]) -> list[Mutant]:
    """Return the mutants of the modules, by default of all."""
    skipped = {"tests", "dev", ".venv", "var", "docs"}
    paths = [path.relative_to(ROOT) for path in sorted(ROOT.rglob("*.py"))]
    others = [str(path) for path in paths if path.parts[0] not in skipped and "migrations" not in path.parts]
    found = [
        mutant
        for module in modules or dict.fromkeys([*WHOLE, *others])
        for mutant in mutants_of(module, only_checks=module not in {*WHOLE, *modules})
    ]
    return [mutant for mutant in found if f"{mutant.module}  {mutant.what}: {mutant.words}" not in EQUIVALENT]


def mutants_of(module: str, only_checks: bool = False) -> Iterator[Mutant]:
    """Yield every break of the module, or only those that leave out a check of permissions."""
    inside = _in_functions(_parsed(module))
    permitting = {node for each in ast.walk(_parsed(module)) if _is_permission_method(each) for node in ast.walk(each)}
    guards = {each.value for each in ast.walk(_parsed(module)) if isinstance(each, ast.keyword) and each.arg in GUARDS}
    for number, node in enumerate(ast.walk(_parsed(module))):
        if node in guards:
            continue
        breaks = _checks_left_out(node)
        is_answer = isinstance(node, ast.Return) and node in permitting
        if is_answer and ast.unparse(node) != "return True" and not _checks_left_out(node.value):
            breaks = ["allow"]
        for what in breaks if only_checks else [*breaks, *_conditions_broken(node)]:
            words = " ".join(ast.unparse(node).split())[:90]
            yield Mutant(module, number, (node.lineno, node.end_lineno), what, words, node in inside)


def _is_permission_method(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and bool(DJANGO_ASKS.fullmatch(node.name))


def _in_functions(tree: ast.Module) -> set[ast.AST]:
    """Return the nodes that run when a function is called. Default values and decorators run at import."""
    bodies = [
        part
        for node in ast.walk(tree)
        if isinstance(node, DEFINITIONS)
        for part in (node.body if isinstance(node.body, list) else [node.body])
    ]
    return {node for part in bodies for node in ast.walk(part)}


def _checks_left_out(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Call):
        name = _name_of(node)
        return ["allow"] * (name in ALLOWS or bool(DJANGO_ASKS.fullmatch(name))) + ["show all"] * (name in NARROWS)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return ["leave out"] * (_name_of(node.value) in REQUIRES)
    return ["leave out"] * (isinstance(node, ast.Raise) and "PermissionDenied" in ast.unparse(node))


def _name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _conditions_broken(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Compare):
        return [f"turn {place}" for place, operator in enumerate(node.ops) if type(operator) in OTHER]
    if isinstance(node, ast.BoolOp):
        return ["exchange"]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return ["unnegate"]
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return ["flip"]
    if isinstance(node, ast.Raise) and not re.search("PermissionDenied|NotImplementedError", ast.unparse(node)):
        return ["leave out"]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("filter", "exclude"):
        return ["unfilter"]
    return []


def _broken(node: ast.AST, what: str) -> ast.AST:
    """Return the node that replaces this one. It may be the same node, changed: the tree is a copy."""
    if what.startswith("turn"):
        place = int(what.split()[1])
        node.ops[place] = OTHER[type(node.ops[place])]()
    elif what == "exchange":
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif what == "flip":
        node.value = not node.value
    elif what == "unnegate":
        return node.operand
    elif what == "unfilter":
        asked = node.func.value
        is_manager = isinstance(asked, ast.Attribute) and asked.attr in MANAGERS
        return (
            ast.copy_location(ast.Call(ast.Attribute(asked, "all", ast.Load()), [], []), node) if is_manager else asked
        )
    elif what == "show all":
        return node.args[1]
    elif what == "leave out":
        return ast.copy_location(ast.Pass(), node)
    elif isinstance(node, ast.Return):
        node.value = ast.copy_location(ast.Constant(True), node)
    else:
        return ast.copy_location(ast.Constant(True), node)
    return node
