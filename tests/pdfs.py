"""PDF files read back: their words in order, their tags, and what PDF/UA-1 asks that a program can check."""

import io
import re
import unicodedata
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, NameObject


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def elements(pdf: PdfReader) -> Iterator[tuple[str, DictionaryObject, list[str]]]:
    """Yield each element of the structure tree in order: its type, itself, and the types above it."""
    yield from _below(pdf.root_object["/StructTreeRoot"], [])


def _below(parent: DictionaryObject, above: list[str]) -> Iterator[tuple[str, DictionaryObject, list[str]]]:
    for child in kids(parent):
        if isinstance(child, DictionaryObject) and "/S" in child:
            kind = str(child["/S"])[1:]
            yield kind, child, above
            yield from _below(child, [*above, kind])


def kids(element: DictionaryObject) -> list:
    """Return what is right below an element: elements, numbers of marked content, references to objects."""
    below = element.get("/K", [])
    below = below.get_object() if isinstance(below, IndirectObject) else below
    return [each.get_object() for each in (below if isinstance(below, ArrayObject) else [below])]


def marked_content(pdf: PdfReader) -> dict[tuple[int, int], list[str]]:
    """Return for each piece of marked content that the tree names (page, number) the types that lead to it."""
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(pdf.pages)}
    found = {}
    for kind, element, above in elements(pdf):
        own = element.raw_get("/Pg").idnum if "/Pg" in element else None
        for kid in kids(element):
            if isinstance(kid, int):
                found[pages[own], int(kid)] = [*above, kind]
            elif kid.get("/Type") == "/MCR":
                page = kid.raw_get("/Pg").idnum if "/Pg" in kid else own
                found[pages[page], int(kid["/MCID"])] = [*above, kind]
    return found


def operations(pdf: PdfReader, page: int) -> Iterator[tuple[list, bytes, int | None, bool]]:
    """Yield a page's operations: operands, operator, the number of the marked content and whether it is an artifact."""
    open_now: list[tuple[int | None, bool]] = []
    for operands, operator in ContentStream(pdf.pages[page].get_contents(), pdf, "bytes").operations:
        if operator in (b"BDC", b"BMC"):
            facts = operands[1] if operator == b"BDC" and isinstance(operands[1], DictionaryObject) else {}
            open_now.append((facts.get("/MCID"), operands[0] == "/Artifact"))
        number = next((number for number, _ in reversed(open_now) if number is not None), None)
        yield operands, operator, number, any(is_artifact for _, is_artifact in open_now)
        if operator == b"EMC":
            open_now.pop()


def text(pdf: PdfReader, but: tuple[str, ...] = ("TOC",)) -> str:
    """Return the text of all pages in order, without artifacts (running heads, page numbers) and the types in `but`."""
    tree, pages = marked_content(pdf), []
    for n, page in enumerate(pdf.pages):
        stream = ContentStream(None, pdf, "bytes")
        stream.operations = [
            (operands, operator)
            for operands, operator, number, is_artifact in operations(pdf, n)
            if operator not in (b"Tj", b"TJ")
            or not (is_artifact or (number is not None and set(but) & set(tree.get((n, int(number)), []))))
        ]
        page[NameObject("/Contents")] = stream
        pages.append(page.extract_text())
    return "\n".join(pages)


def words(printed: str) -> list[str]:
    """Return the words of a text, hyphens apart: one at a line's end may be the word's own or the typesetter's."""
    joined = re.sub(r"[-\u00ad\u2010\u2011]\s*\n\s*", "", unicodedata.normalize("NFKC", printed))
    return re.sub(r"[-\u00ad\u2010\u2011\u200b]", "", joined).split()


def printed(content: bytes) -> str:
    """Return all that the file says: what its pages print, on one line each word apart, and what it tells of itself."""
    pdf = read(content)
    pages = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    return "\n".join([pages, *map(str, (pdf.metadata or {}).values())])
