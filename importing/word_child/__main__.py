"""The child process for Word files: a Word file on standard input, one JSON object on standard output.

It prints `{"html", "reports": [[code, what, words]], "changes": [insertions, deletions, moves]}` or `{"error": [code,
message]}`. It is a separate process so that its memory and time can be limited.
"""

import io
import json
import posixpath
import sys
import zipfile
from xml.etree import ElementTree

from importing.lines import Unreadable
from importing.word_child.package import check_xml, damaged, is_xml, member, open_package
from importing.word_child.styles import Styles
from importing.word_child.tree import WordTree
from importing.word_child.xml import W, local, value, words_of

MEMORY = 170_000_000
SECONDS = 3
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT_RELATIONS = (
    f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
LEVELS = "".join(f'<w:lvl w:ilvl="{at}"><w:numFmt w:val="bullet"/></w:lvl>' for at in range(9))
NUMBERING = (
    f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="1">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
# The tree has only these styles and lists. mammoth's own table is three times as long and is searched for every run.
STYLES = "\n".join(
    [f"p.Heading{level} => h{level}:fresh" for level in range(1, 7)]
    + [f"p:unordered-list({depth}) => {'ul|ol > li > ' * (depth - 1)}ul > li:fresh" for depth in range(1, 6)]
)


def convert(source: io.BufferedIOBase, size: int) -> dict:
    """Return the answer for the Word file in `source`. Raises Unreadable."""
    package = open_package(source, size)
    names = package.namelist()
    for name in names:
        if is_xml(name):
            check_xml(member(package, name), whole=False)
    if "macroenabled" in member(package, "[Content_Types].xml").decode("latin-1").replace("\0", "").lower():
        raise Unreadable("macros", "It is a Word file with macros; save it as .docx without them.")
    main = _main_part(package)
    document = _part(package, main)
    links, beside = _relations(package, main)
    body = next((one for one in document if local(one) == "body"), None)
    if body is None:
        raise damaged()
    styles = Styles(_part(package, beside.get("styles", "")), _part(package, beside.get("numbering", "")))
    notes = {
        kind: _notes(_part(package, beside.get(part, "")))
        for kind, part in (("footnote", "footnotes"), ("endnote", "endnotes"), ("comment", "comments"))
    }
    tree = WordTree(body, styles, links, notes)
    document = body = None
    html = _html(tree)
    reports = [*tree.reports, *_margins(package, names)]
    return {
        "html": html,
        "reports": reports,
        "placed": len(tree.reports),
        "changes": [tree.insertions, tree.deletions, tree.moves],
    }


def _html(tree: WordTree) -> str:
    import mammoth  # after the limits are set; only the child loads it

    root = ElementTree.Element(f"{W}document")
    root.append(tree.body)
    relations = ElementTree.Element(f"{{{RELATIONS}}}Relationships")
    for number, target in enumerate(tree.links, start=1):
        kind = f"{OFFICE}/hyperlink"
        ElementTree.SubElement(relations, f"{{{RELATIONS}}}Relationship", Id=f"link{number}", Type=kind, Target=target)
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as package:
        package.writestr("_rels/.rels", ROOT_RELATIONS)
        package.writestr("word/document.xml", ElementTree.tostring(root))
        package.writestr("word/_rels/document.xml.rels", ElementTree.tostring(relations))
        package.writestr("word/numbering.xml", NUMBERING)
    tree.body = None
    root.clear()
    options = {"include_embedded_style_map": False, "include_default_style_map": False, "style_map": STYLES}
    return mammoth.convert_to_html(plain, **options).value


def _part(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    if name not in package.namelist():
        return ElementTree.Element("nothing")
    data = member(package, name)
    check_xml(data, whole=True)
    try:
        return ElementTree.fromstring(data)  # noqa: S314 - document types were refused above
    except ElementTree.ParseError as error:
        raise damaged() from error


def _main_part(package: zipfile.ZipFile) -> str:
    for relation in _part(package, "_rels/.rels"):
        target = (relation.get("Target") or "").lstrip("/")
        if (relation.get("Type") or "").endswith("/officeDocument") and target in package.namelist():
            return target
    if "word/document.xml" not in package.namelist():
        raise damaged()
    return "word/document.xml"


def _relations(package: zipfile.ZipFile, main: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the link targets by id, and the other parts of the package by the last word of their type."""
    folder, _, name = main.rpartition("/")
    links, parts = {}, {}
    for relation in _part(package, f"{folder}/_rels/{name}.rels"):
        kind, target = (relation.get("Type") or "").rpartition("/")[2], relation.get("Target") or ""
        if kind == "hyperlink":
            links[relation.get("Id") or ""] = target
        elif relation.get("TargetMode") != "External":
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            parts.setdefault(kind, path)
    return links, parts


def _notes(part: ElementTree.Element) -> dict[str, str]:
    return {value(one, "id") or "": words_of(one) for one in part}


def _margins(package: zipfile.ZipFile, names: list[str]) -> list[tuple[str, str, str]]:
    """Return reports of the words in page headers and footers."""
    found: dict[str, str] = {}
    for name in names:
        kind = name.rpartition("/")[2]
        if (
            name.startswith("word/")
            and kind.startswith(("header", "footer"))
            and kind.endswith(".xml")
            and len(found) < 12
        ):
            found.setdefault(words_of(_part(package, name))[:200], kind[:6])
    return [("left-out", f"Words in the page {kind} were left out", words) for words, kind in found.items() if words]


def _limit() -> None:
    """Set resource limits for this process. Without platform support, only the parent's timeout applies."""
    try:
        import resource  # not available on every platform
    except ImportError:
        return
    limits = {"RLIMIT_AS": MEMORY, "RLIMIT_CPU": SECONDS, "RLIMIT_CORE": 0, "RLIMIT_FSIZE": 0}
    for name, limit in limits.items():
        try:
            resource.setrlimit(getattr(resource, name), (limit, limit))
        except (AttributeError, ValueError, OSError):
            continue


def main() -> None:
    """Print the result for the Word file on standard input. Failures become an error object, never a traceback."""
    _limit()
    sys.setrecursionlimit(8_000)
    source = sys.stdin.buffer
    try:
        size = source.seek(0, io.SEEK_END)
        source.seek(0)
        answer = convert(source, size)
    except Unreadable as refusal:
        answer = {"error": [refusal.code, refusal.message]}
    except MemoryError:
        answer = {"error": ["too-large", "It is a Word file that needs more memory than an import may have."]}
    except Exception:  # zipfile, ElementTree and mammoth have no common exception, and the process ends here
        # However a broken file makes the libraries fail, the editor gets a sentence.
        refusal = damaged()
        answer = {"error": [refusal.code, refusal.message]}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main()
