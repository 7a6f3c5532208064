"""What is wrong with a page's HTML: what a strict parser refuses, and rules of the standard that no parser knows."""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

HTML, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"
REFERENCES = (
    "for",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-activedescendant",
    "list",
)
PHRASING_ONLY = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "a", "b", "i", "em", "strong", "small", "cite", "code",
                 "label", "button", "time", "mark", "sup", "sub", "del", "ins", "pre", "dt", "legend"}  # fmt: skip
TRANSPARENT = {"a", "del", "ins"}  # take what their parent takes
MAY_HOLD_BLOCKS = {"dt"}
BLOCKS = {"address", "article", "aside", "blockquote", "div", "dl", "fieldset", "figure", "footer", "form", "h1", "h2", "h3",
          "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"}  # fmt: skip
OBSOLETE = {
    "align",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "valign",
    "language",
    "frameborder",
    "marginwidth",
}
OBSOLETE_ELEMENTS = {"center", "font", "big", "strike", "tt", "marquee", "frame", "frameset", "acronym"}
INTERACTIVE = {"a", "button", "input", "select", "textarea", "details", "summary"}
CHILDREN = {"ul": {"li", "template"}, "ol": {"li", "template"}, "dl": {"dt", "dd", "div"}, "tr": {"td", "th"}}
MOMENT = re.compile(r"\d{4,}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d)?)?|\d{4,}(-\d\d)?|P\w+")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*")


def faults(page: str) -> list[str]:
    """Return all that is wrong with a page, a line for each."""
    parser = html5lib.HTMLParser(strict=True)
    try:
        root = parser.parse(page)
    except html5lib.html5parser.ParseError as error:
        line, column = parser.tokenizer.stream.position()
        return [f"line {line}, column {column}: {error}: {page.splitlines()[line - 1][:160]}"]
    rules = (
        _ids,
        _references,
        _headings,
        _nesting,
        _interactive,
        _children,
        _images,
        _obsolete,
        _languages,
        _names,
        _moments,
    )
    return [fault for rule in rules for fault in rule(root)]


def name_of(element: Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _every(root: Element, *names: str) -> Iterator[Element]:
    return (element for element in root.iter() if _is_html(element) and name_of(element) in names)


def _is_html(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(HTML)


def _ids(root: Element) -> Iterator[str]:
    counted = Counter(element.get("id") for element in root.iter() if element.get("id") is not None)
    yield from (f"the id “{each}” stands {count} times" for each, count in counted.items() if count > 1)
    yield from (
        f"an id with a space or nothing in it: “{each}”" for each in counted if not each or re.search(r"\s", each)
    )


def _references(root: Element) -> Iterator[str]:
    ids = {element.get("id") for element in root.iter()}
    for element in root.iter():
        for attribute in REFERENCES:
            missing = set(element.get(attribute, "").split()) - ids
            yield from (f"<{name_of(element)} {attribute}> names “{each}”, which is not there" for each in missing)
        address = element.get("href", "")
        if address.startswith("#") and address[1:] and address[1:] not in ids:
            yield f"a link leads to {address}, which is not there"


def _headings(root: Element) -> Iterator[str]:
    levels = [int(e.get("aria-level", name_of(e)[1])) for e in root.iter() if re.fullmatch(f"{HTML}h[1-6]", str(e.tag))]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of level 1"
    for before, after in zip(levels, levels[1:], strict=False):
        if after > before + 1:
            yield f"a heading of level {after} follows one of level {before}"


def _nesting(root: Element) -> Iterator[str]:
    def walk(element: Element, inside: str) -> Iterator[str]:
        for child in element:
            name = name_of(child)
            if _is_html(child) and inside and name in BLOCKS and not (inside == "summary" and name.startswith("h")):
                yield f"<{name}> stands in <{inside}>"
            held = (
                inside if name in TRANSPARENT else name if name in PHRASING_ONLY - MAY_HOLD_BLOCKS | {"summary"} else ""
            )
            yield from walk(child, held if _is_html(child) else "")

    yield from walk(root, "")


def _interactive(root: Element) -> Iterator[str]:
    for outer in _every(root, "a", "button"):
        for inner in outer.iter():
            if inner is not outer and name_of(inner) in INTERACTIVE:
                yield f"<{name_of(inner)}> stands in <{name_of(outer)}>"


def _children(root: Element) -> Iterator[str]:
    for element in root.iter():
        allowed = CHILDREN.get(name_of(element)) if _is_html(element) else None
        for child in element if allowed else ():
            if isinstance(child.tag, str) and name_of(child) not in allowed:
                yield f"<{name_of(child)}> stands in <{name_of(element)}>"


def _images(root: Element) -> Iterator[str]:
    for image in _every(root, "img"):
        missing = [each for each in ("alt", "width", "height") if image.get(each) is None]
        if missing:
            yield f"an image without {', '.join(missing)}: {image.get('src')}"


def _obsolete(root: Element) -> Iterator[str]:
    for element in root.iter():
        if _is_html(element):
            yield from (f"<{name_of(element)} {each}>" for each in OBSOLETE & set(element.keys()))
            if name_of(element) in OBSOLETE_ELEMENTS:
                yield f"<{name_of(element)}>"


def _languages(root: Element) -> Iterator[str]:
    if not root.get("lang"):
        yield "the page does not say its language"
    for element in root.iter():
        if element.get("lang") is not None and not LANGUAGE.fullmatch(element.get("lang")):
            yield f"“{element.get('lang')}” is no language"
        if element.get("dir") not in (None, "ltr", "rtl", "auto"):
            yield f"“{element.get('dir')}” is no direction"


def _names(root: Element) -> Iterator[str]:
    """Names are refused where an element has no role that could bear one."""
    title = root.find(f"{HTML}head/{HTML}title")
    if title is None or not (title.text or "").strip():
        yield "the page has no title"
    for element in _every(root, "span", "div", "p"):
        if not element.get("role") and (element.get("aria-label") or element.get("aria-labelledby")):
            yield f"<{name_of(element)}> has a name but no role"


def _moments(root: Element) -> Iterator[str]:
    for element in _every(root, "time", "ins", "del"):
        given = element.get("datetime")
        if given is not None and not MOMENT.fullmatch(given):
            yield f"“{given}” is no moment as HTML writes them"
