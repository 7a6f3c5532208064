"""PDF/UA-1 (ISO 14289-1) as far as a program can check it, by the Matterhorn Protocol's numbers of failure conditions.

No validator can be had from the package registries (veraPDF is not there), so these are read with pypdf.
"""

import re
from collections.abc import Iterator

from pypdf import PdfReader

from tests.pdfs import elements, kids, marked_content, operations

SHOWING = {b"Tj", b"TJ", b"'", b'"', b"Do", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh"}
STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody",
    "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP",
    "Warichu", "WT", "WP", "Figure", "Formula", "Form",
}  # fmt: skip
INSIDE = {
    "TOC": {"TOC", "TOCI", "Caption"}, "L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "THead": {"TR"}, "TBody": {"TR"}, "TR": {"TH", "TD"},
}  # fmt: skip
OF = {
    "TOCI": {"TOC"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
}


def faults(pdf: PdfReader) -> list[str]:
    """Return each failure condition that the file meets, with what meets it."""
    checks = (_content, _types, _metadata, _structure, _headings, _annotations, _fonts, _whole)
    return [fault for check in checks for fault in check(pdf)]


def _content(pdf: PdfReader) -> Iterator[str]:
    tree = marked_content(pdf)
    for n in range(len(pdf.pages)):
        for _, operator, number, is_artifact in operations(pdf, n):
            if operator not in SHOWING:
                continue
            if number is not None and is_artifact:
                yield f"01-003, 01-004 page {n + 1}: content is an artifact and tagged"
            if number is None and not is_artifact:
                yield f"01-005 page {n + 1}: {operator} is neither an artifact nor tagged"
            if number is not None and (n, int(number)) not in tree:
                yield f"01-005 page {n + 1}: marked content {number} is not in the structure tree"


def _types(pdf: PdfReader) -> Iterator[str]:
    roles = pdf.root_object["/StructTreeRoot"].get("/RoleMap", {})
    for kind, _, _ in elements(pdf):
        seen = set()
        while kind not in STANDARD:
            if kind in seen or f"/{kind}" not in roles:
                yield f"02-001 {kind} is no standard type and leads to none"
                break
            seen.add(kind)
            kind = str(roles[f"/{kind}"])[1:]  # noqa: PLW2901 - followed to what it stands for


def _metadata(pdf: PdfReader) -> Iterator[str]:
    root = pdf.root_object
    xmp = root["/Metadata"].get_data().decode() if "/Metadata" in root else ""
    if not re.search(r"pdfuaid:part(?:=\"1\"|>1<)", xmp):
        yield "06-002 the metadata does not say PDF/UA-1"
    if not re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]+<", xmp, re.S):
        yield "06-003 the metadata has no title"
    if not _is_true(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")):
        yield "07-001, 07-002 the window does not show the title"
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", str(root.get("/Lang", ""))):
        yield "11-006 the document has no language"


def _structure(pdf: PdfReader) -> Iterator[str]:
    for kind, element, above in elements(pdf):
        inner = {str(each["/S"])[1:] for each in kids(element) if hasattr(each, "get") and "/S" in each}
        if kind in INSIDE and inner - INSIDE[kind]:
            yield f"09-004, 09-005 {kind} holds {inner - INSIDE[kind]}"
        if kind in OF and (not above or above[-1] not in OF[kind]):
            yield f"09-004, 09-005 {kind} stands in {above[-1:]}"
        if kind in ("Figure", "Formula") and "/Alt" not in element and "/ActualText" not in element:
            yield f"13-004 {kind} without another text"
        if kind == "TH" and not any("/Scope" in each for each in _attributes(element)):
            yield "15-003 TH without a scope"


def _attributes(element) -> list:
    given = element.get("/A", [])
    return [each.get_object() for each in (given if isinstance(given, list) else [given])]


def _headings(pdf: PdfReader) -> Iterator[str]:
    levels = [int(kind[1]) for kind, _, _ in elements(pdf) if re.fullmatch("H[1-6]", kind)]
    for before, level in zip([0, *levels], levels, strict=False):
        if level > before + 1:
            yield f"14-002, 14-003 H{level} follows H{before}"
    if any(kind == "H" for kind, _, _ in elements(pdf)):
        yield "14-007 headings with and without numbers"


def _annotations(pdf: PdfReader) -> Iterator[str]:
    parents = dict(_numbers(pdf.root_object["/StructTreeRoot"]["/ParentTree"]))
    for n, page in enumerate(pdf.pages, 1):
        annotations = [each.get_object() for each in page.get("/Annots", [])]
        if annotations and page.get("/Tabs") != "/S":
            yield f"28-008 page {n}: tab order"
        for each in annotations:
            if each["/Subtype"] != "/Link":
                yield f"28-002 page {n}: {each['/Subtype']}"
            if not each.get("/Contents"):
                yield f"28-012 page {n}: a link without words"
            owner = parents.get(each.get("/StructParent"))
            if owner is None or owner.get_object()["/S"] != "/Link":
                yield f"28-011 page {n}: a link that is not in a Link"


def _numbers(tree) -> Iterator[tuple[int, object]]:
    pairs = tree.get_object().get("/Nums", [])
    yield from zip(map(int, pairs[::2]), pairs[1::2], strict=True)
    for kid in tree.get_object().get("/Kids", []):
        yield from _numbers(kid)


def _fonts(pdf: PdfReader) -> Iterator[str]:
    for page in pdf.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            font = font.get_object()  # noqa: PLW2901 - the object behind the reference
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            facts = inner.get("/FontDescriptor", {})
            if font["/Subtype"] != "/Type3" and not {"/FontFile2", "/FontFile3", "/FontFile"} & set(facts):
                yield f"31-009 {font.get('/BaseFont')} is not embedded"
            if "/ToUnicode" not in font:
                yield f"10-001, 31-027 {font.get('/BaseFont')} does not say which characters it shows"
            if inner.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in inner:
                yield f"31-016 {font.get('/BaseFont')} has no map of its glyphs"


def _whole(pdf: PdfReader) -> Iterator[str]:
    root = pdf.root_object
    if not _is_true(root.get("/MarkInfo", {}).get("/Marked")):
        yield "the file is not tagged (ISO 14289-1, 6.2)"
    if _is_true(root.get("/MarkInfo", {}).get("/Suspects")):
        yield "01-007 suspects"
    if pdf.is_encrypted:
        yield "26-001 encrypted"
    if "/XFA" in root.get("/AcroForm", {}):
        yield "25-001 XFA"
    if len(pdf.pages) > 1 and any(kind.startswith("H") for kind, _, _ in elements(pdf)) and not pdf.outline:
        yield "the file has headings and no bookmarks (7.17)"


def _is_true(said) -> bool:
    return getattr(said, "value", said) is True
