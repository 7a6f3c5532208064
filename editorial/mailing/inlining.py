"""Styles onto the elements of a letter: mail programs drop style sheets, and none may be fetched from anywhere."""

from css_inline import CSSInliner
from django.template.loader import render_to_string

from editorial.organization import organization

ON_ELEMENTS = "mail/inlined.css"
IN_THE_HEAD = "mail/kept.css"


def with_styles(html: str) -> str:
    """Return the document with the house's rules written onto its elements, and in its head what only a sheet can say.

    That is what asks for the screen: its width, its darkness. Nothing is loaded, neither from the network nor from
    files, whatever `html` names. Done twice, the elements bear the same styles.
    """
    inliner = CSSInliner(
        inline_style_tags=False, load_remote_stylesheets=False, extra_css=_sheet(ON_ELEMENTS), minify_css=True
    )
    return inliner.inline(html).replace("</head>", f"<style>{_sheet(IN_THE_HEAD)}</style></head>", 1)


def _sheet(name: str) -> str:
    """Return a sheet with the house's colors in it: mail programs know no custom properties."""
    house = organization()
    return render_to_string(name, {"brand": house.brand_color, "brand_dark": house.brand_color_dark}).strip()
