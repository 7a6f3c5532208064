"""Inline CSS in a letter's HTML, because mail programs drop style sheets and must not load anything."""

from css_inline import CSSInliner
from django.template.loader import render_to_string

from record.organization import organization

ON_ELEMENTS = "mail/inlined.css"
IN_THE_HEAD = "mail/screen.css"


def with_styles(html: str) -> str:
    """Return the document with its styles inlined. Media queries stay in a style element in the head.

    Those depend on the screen: its width and dark mode. Loads nothing from the network or from files, even if `html`
    links to it. Applying this twice gives the same styles.
    """
    inliner = CSSInliner(
        inline_style_tags=False, load_remote_stylesheets=False, extra_css=_stylesheet(ON_ELEMENTS), minify_css=True
    )
    return inliner.inline(html).replace("</head>", f"<style>{_stylesheet(IN_THE_HEAD)}</style></head>", 1)


def _stylesheet(name: str) -> str:
    """Return a style sheet with the organization's colors filled in: mail programs don't support custom properties."""
    publisher = organization()
    return render_to_string(name, {"brand": publisher.brand_color, "brand_dark": publisher.brand_color_dark}).strip()
