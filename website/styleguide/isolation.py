"""Makes many samples valid on one page: unique ids, distinguishable landmarks, correct heading levels.

Each component is written to appear once per page, but here appears in every state.
"""

import re

_REFERENCES = ("id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "data-cite")
_REFERENCE = re.compile(rf'(?<=\s)({"|".join(_REFERENCES)})="([^"]+)"')
_FRAGMENT = re.compile(r'(?<=\s)href="#([^"]+)"')
_TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s[^<>]*?)?)(/?)>")
_LANDMARKS = {"nav", "section", "aside", "form", "div", "ul", "pre"}


def set_apart(html: str, prefix: str, named: str, caption: str, level: int) -> str:
    """Return a sample's markup with all ids prefixed with `prefix`.

    `named` is added to the labels of its sections and regions (`caption` is the id of the element with that text). Its
    headings start at `level` but look as they do on their page. A page's main heading becomes another element, because
    checkers count `h1` tags.
    """
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    levels = [int(found) for found in re.findall(r"<h([1-6])\b", html)]
    shift = level - min(levels, default=level)

    def reference(match: re.Match) -> str:
        given = [f"{prefix}{each}" if each in ids else each for each in match[2].split()]
        return f'{match[1]}="{" ".join(given)}"'

    def fragment(match: re.Match) -> str:
        return f'href="#{prefix}{match[1]}"' if match[1] in ids else 'href="#styleguide"'

    def tag(match: re.Match) -> str:
        name, attributes, end = match.groups()
        attributes = _FRAGMENT.sub(fragment, _REFERENCE.sub(reference, attributes))
        if name == "h1":
            name, attributes = f"h{level}", _with_class(attributes, "page-title")
        elif re.fullmatch("h[1-6]", name):
            attributes += f' aria-level="{min(int(name[1]) + shift, 6)}"'
        if name in _LANDMARKS:
            attributes = re.sub(r'aria-label="([^"]*)"', rf'aria-label="\1 ({named})"', attributes)
            attributes = attributes.replace('aria-labelledby="', f'aria-labelledby="{caption} ')
            attributes = attributes.replace('role="search"', f'role="search" aria-labelledby="{caption}"')
        return f"<{name}{attributes}{end}>"

    return _TAG.sub(tag, html).replace("</h1>", f"</h{level}>")


def _with_class(attributes: str, name: str) -> str:
    if 'class="' in attributes:
        return attributes.replace('class="', f'class="{name} ', 1)
    return f'{attributes} class="{name}"'
