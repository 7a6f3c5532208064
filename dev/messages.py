"""The message catalogs of the public interface, extracted from templates and Python, and their compiled files.

    python dev/messages.py            # update locale/*/LC_MESSAGES/django.po, and compile them

The desk and the API are in English, so their messages are not included. Of models, only choices that readers see are.
"""

import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
PYTHON = (
    "text/joining.py", "record/comparison/*.py", "media/figures.py", "media/pictures/*description.py",
    "media/embeds/description.py", "media/embeds/frozen.py",
    "web/paging.py", "web/parameters.py", "web/charts/*.py", "search/*.py", "outputs/proofs.py",
    "outputs/citations/**/*.py", "outputs/feeds/*.py", "outputs/mail/*.py", "outputs/pdf/*.py",
    "articles/public/**/*.py", "articles/comparison.py", "articles/fields.py", "articles/mail.py",
    "snapshot/public/*.py", "snapshot/comparison/*.py", "snapshot/fields.py", "snapshot/mail.py", "alerts/*.py",
    "website/*.py",
)  # fmt: skip
CHOICES = {"record/models/record.py": {"Kind"}, "alerts/models.py": {"Follows", "Often"}}
NOT_PYTHON = {  # for editors
    "outputs/mail/sending.py", "search/models.py",
    "website/admin.py", "website/admin_front.py", "website/admin_search.py", "website/admin_site.py",
    "website/front_items.py", "website/model_admins.py", "website/models.py", "website/today.py",
}  # fmt: skip
NOT_TEMPLATES = (  # in English only
    "account/", "admin/", "allauth/", "mfa/", "socialaccount/", "usersessions/",
    "snapshot/api_page.html", "components/api_operation.html",
)  # fmt: skip
FUNCTIONS = {  # name → positions of the context, the message and its plural
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (None, 0, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
CALL = re.compile(r"\b(n?p?gettext|_)\(")


@dataclass
class Message:
    """A message: its context, singular and plural if it has them, and the files that contain it."""

    context: str | None
    text: str
    plural: str | None = None
    files: set[str] = field(default_factory=set)


def messages() -> dict[tuple[str | None, str], Message]:
    """Return all messages of the public interface, by context and text, in order of file and position."""
    found: dict[tuple[str | None, str], Message] = {}
    for path in _python_files():
        for message in _of_python(ast.parse(path.read_text()), CHOICES.get(_name(path))):
            _add(found, message, _name(path))
    for path in _template_files():
        for message in of_template(path.read_text()):
            _add(found, message, _name(path))
    return found


def _add(found: dict, message: Message, name: str) -> None:
    kept = found.setdefault((message.context, message.text), message)
    kept.plural = kept.plural or message.plural
    kept.files.add(name)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _python_files() -> list[Path]:
    files = {path for pattern in PYTHON for path in ROOT.glob(pattern)} | {ROOT / name for name in CHOICES}
    return sorted(path for path in files if _name(path) not in NOT_PYTHON)


def _template_files() -> list[Path]:
    templates = ROOT / "templates"
    return [
        path
        for path in sorted(templates.rglob("*.html"))
        if not path.relative_to(templates).as_posix().startswith(NOT_TEMPLATES)
    ]


def _of_python(tree: ast.AST, classes: set[str] | None = None) -> Iterator[Message]:
    roots = [tree]
    if classes is not None:
        roots = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name in classes]
    for root in roots:
        for node in ast.walk(root):
            if isinstance(node, ast.Call) and (message := _of_call(node)):
                yield message


def _of_call(call: ast.Call) -> Message | None:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name not in FUNCTIONS:
        return None
    texts = [arg.value if isinstance(arg, ast.Constant) else None for arg in call.args]
    context, text, plural = (None if place is None else texts[place] for place in FUNCTIONS[name])
    return Message(context, text, plural) if isinstance(text, str) else None


def of_template(source: str) -> Iterator[Message]:
    """Yield a template's messages. Django converts its tags to calls, as for xgettext, which are then parsed."""
    from django.utils.translation.template import templatize  # needs settings

    calls = templatize(source)
    for start in CALL.finditer(calls):
        end = start.end()
        while (end := calls.find(")", end)) != -1:
            end += 1
            try:
                node = ast.parse(calls[start.start() : end], mode="eval").body
            except SyntaxError:
                continue
            if isinstance(node, ast.Call) and (message := _of_call(node)):
                yield message
            break


def catalog(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"), wrapwidth=110)


def languages() -> list[str]:
    return sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


def bring_up_to_date(po: polib.POFile) -> None:
    """Add new messages, untranslated, and remove unused ones."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in po}
    said = messages()
    po[:] = []
    for key, message in said.items():
        entry = known.get(key) or polib.POEntry(msgctxt=message.context, msgid=message.text)
        entry.obsolete = False
        entry.occurrences = [(name, "") for name in sorted(message.files)]
        entry.flags = [*(["fuzzy"] if entry.fuzzy else []), *(["python-format"] if "%(" in message.text else [])]
        if message.plural and not entry.msgid_plural:
            entry.msgid_plural, entry.msgstr = message.plural, ""
            entry.msgstr_plural = dict.fromkeys(range(plural_forms(po)), "")
        elif not message.plural:
            entry.msgid_plural, entry.msgstr_plural = "", {}
        else:
            entry.msgid_plural = message.plural
        po.append(entry)


def plural_forms(po: polib.POFile) -> int:
    return int(re.search(r"nplurals=(\d+)", po.metadata["Plural-Forms"])[1])


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DEBUG", "true")
    sys.path.insert(0, str(ROOT))
    for language in languages():
        po = catalog(language)
        bring_up_to_date(po)
        po.save()
        po.save_as_mofile(str(LOCALE / language / "LC_MESSAGES" / "django.mo"))
        missing = [entry for entry in po if not entry.translated()]
        print(f"{language}: {len(po)} messages, {len(missing)} without a translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
