"""python dev/build_editor.py: makes static/vendor/tiptap/, what the desks use of django-prose-editor's library.

The sources are those in the source map of the installed package, so that the desks and the forms have the same editor.
esbuild and terser, pinned in dev/editor/package-lock.json, are installed into var/editor/ by npm; nothing else is
fetched. Run it after django-prose-editor was upgraded (a test tells), or after a file in dev/editor/ was changed.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETUP = ROOT / "dev" / "editor"
INSTALLED = ROOT / "var" / "editor"
MADE = ROOT / "static" / "vendor" / "tiptap"
MAP = Path(find_spec("django_prose_editor").origin).parent / "static/django_prose_editor/editor.js.map"
PLAIN_ENTRY = {"@floating-ui/core": "floating-ui.core", "@floating-ui/dom": "floating-ui.dom", "linkifyjs": "linkify"}


def source_digest() -> str:
    """Return the SHA-256 of what the files are made from, in hexadecimal; it is in the first line of each."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in (MAP, *sorted(SETUP.iterdir())))).hexdigest()


def main() -> None:
    """Install the tools, unpack the sources, bundle them, and write the files."""
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(SETUP / name, INSTALLED / name)
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=INSTALLED, check=True)
    with tempfile.TemporaryDirectory() as name:
        unpack(Path(name))
        for source in SETUP.glob("*.js"):
            shutil.copy(source, name)
        bundle(Path(name), "entry.js", MADE / "editor.js", "--alias:linkifyjs=./addresses.js")
        bundle(Path(name), "node_modules/linkifyjs/dist/linkify.mjs", MADE / "linkify.js")


def bundle(folder: Path, entry: str, made: Path, *options: str) -> None:
    """Bundle what `entry` needs into one module without comments. Terser's is 4 % smaller than esbuild's own."""
    tools = INSTALLED / "node_modules" / ".bin"
    how = ["--bundle", "--format=esm", "--target=es2022", "--minify-syntax", "--log-level=error", "--outfile=made.js"]
    subprocess.run([tools / "esbuild", entry, *how, *options], cwd=folder, check=True)
    smaller = ["--module", "--compress", "passes=3,unsafe_arrows=true", "--mangle", "--comments", "false"]
    done = subprocess.run(
        [tools / "terser", "made.js", *smaller], cwd=folder, check=True, capture_output=True, text=True
    )
    made.write_text(f"/* {source_digest()} See README.md. */\n{done.stdout.strip()}\n")


def unpack(folder: Path) -> None:
    """Write the sources as packages that esbuild finds, and which it may leave parts out of."""
    sources = json.loads(MAP.read_text())
    packages = {"": {}}
    runtime = ""
    for name, text in zip(sources["sources"], sources["sourcesContent"], strict=True):
        if name.startswith("webpack/"):
            continue
        if "rolldown-runtime" in name:
            runtime = text
        _write(folder / name, text)
        found = re.match(r"(node_modules/((?:@[^/]+/)?[^/]+))/(.+)", name)
        if found:
            package, file = packages.setdefault(found[1], {}), Path(found[3])
            if file.stem == PLAIN_ENTRY.get(found[2], "index") and file.parent.name == "dist":
                package["."] = f"./{file}"
            elif file.parent.name != "dist" and len(file.parts) == 3:  # a part imported by its name
                package[f"./{file.stem}"] = f"./{file}"
            elif file.suffix == ".js" and file.parent == Path("."):
                package["."] = f"./{file}"
    for name in list(packages):
        if "/prosemirror-" in name:  # @tiptap/pm only passes these on, so the map does not have it
            part = name.rpartition("/prosemirror-")[2]
            _write(folder / f"node_modules/@tiptap/pm/{part}.js", f'export * from "prosemirror-{part}";')
            packages.setdefault("node_modules/@tiptap/pm", {})[f"./{part}"] = f"./{part}.js"
    for name, exports in packages.items():
        facts = {"type": "module", "sideEffects": False, **({"exports": exports} if exports else {})}
        _write(folder / name / "package.json", json.dumps(facts))
    for path in folder.rglob("dist/*.js"):  # the same in several packages, and only once in the map
        for needed in re.findall(r'from "\./(rolldown-runtime-[\w-]+\.js)"', path.read_text()):
            _write(path.parent / needed, runtime)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


if __name__ == "__main__":
    main()
