"""Navigate a Word file's XML, in either of its two namespaces."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MOST_DROPPED = 3  # letters of a drop cap
OFF = {"0", "false", "off"}
MARKS = str.maketrans("", "", "\ufdd0\ufdd1")
# Elements without words of the document.
IGNORED_NAMES = (
    "pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr fldData proofErr bookmarkStart bookmarkEnd "
    "commentRangeStart commentRangeEnd permStart permEnd lastRenderedPageBreak annotationRef footnoteRef "
    "endnoteRef softHyphen customXmlPr smartTagPr ffData rt rubyPr separator continuationSeparator"
)
IGNORED = set(IGNORED_NAMES.split())


def local(element: Element) -> str:
    """Return the element's name without its namespace (Word has two for everything)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute by its name without namespace."""
    if element is None:
        return None
    return next((text for key, text in element.items() if key.rpartition("}")[2] == name), None)


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first child, or the first descendant along `path`."""
    for name in path:
        element = next((found for found in (element if element is not None else ()) if local(found) == name), None)
    return element


def switch(properties: Element | None, name: str) -> bool | None:
    """Return an on/off property (`w:b`, `w:vanish`), or None if it is not set."""
    found = child(properties, name)
    return None if found is None else (value(found) or "1").lower() not in OFF


def words_of(element: Element) -> str:
    """Return all words in an element, including deleted ones but not field instructions."""
    out: list[str] = []
    for one in element.iter():
        name = local(one)
        if name in ("t", "delText") and one.text:
            out.append(one.text)
        elif name in ("tab", "br", "cr", "p", "tc"):
            out.append(" ")
    return " ".join("".join(out).translate(MARKS).split())


def choice(alternates: Element) -> Iterable[Element]:
    """Return the first version of a drawing with words, because Word writes each text box twice."""
    versions = [list(one) for one in alternates]
    return next(
        (version for version in versions if any(words_of(one) for one in version)), versions[-1] if versions else ()
    )


def flat(run: Element) -> Iterable[Element]:
    for element in run:
        if local(element) == "AlternateContent":
            yield from choice(element)
        else:
            yield element


def within(element: Element, name: str) -> Iterable[Element]:
    """Yield the rows of a table or the cells of a row, looking into content controls and similar wrappers."""
    for one in element:
        if local(one) == name:
            yield one
        elif local(one) not in IGNORED and local(one) not in ("tbl", "p"):
            yield from within(one, name)


def outermost(element: Element, name: str) -> Iterable[Element]:
    for one in element:
        if local(one) == name:
            yield one
        elif local(one) == "AlternateContent":
            yield from outermost(_wrapped(choice(one)), name)
        else:
            yield from outermost(one, name)


def _wrapped(elements: Iterable[Element]) -> Element:
    wrapper = Element("wrapper")
    wrapper.extend(elements)
    return wrapper


def is_drop_cap(paragraph: Element) -> bool:
    kind = value(child(paragraph, "pPr", "framePr"), "dropCap")
    return kind not in (None, "none") and len(words_of(paragraph)) <= MOST_DROPPED


def is_contents(sdt: Element) -> bool:
    return "table of contents" in (value(child(sdt, "sdtPr", "docPartObj", "docPartGallery")) or "").lower()
