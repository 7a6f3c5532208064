"""Make many samples fit for one page: ids that differ, landmarks that are told apart, headings in their order.

Each component is written to stand once on a page. Here it stands in every state it has.
"""

import re

_REFERENCES = ("id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "data-cite")
_REFERENCE = re.compile(rf'(?<=\s)({"|".join(_REFERENCES)})="([^"]+)"')
_FRAGMENT = re.compile(r'(?<=\s)href="#([^"]+)"')
_TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s[^<>]*?)?)(/?)>")
_LANDMARKS = {"nav", "section", "aside", "form", "div", "ul", "pre"}


def set_apart(html: str, prefix: str, named: str, caption: str, level: int) -> str:
    """Return a sample's markup with all its ids beginning with `prefix`.

    The sections and regions in it bear `named` in their names (`caption` is the id of the place where that is
    written), and its headings count from `level`: they look as they do on their page. A page's own heading is another
    element here, since checkers count `h1` by the tag.
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
