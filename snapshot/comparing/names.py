"""What the parts of a snapshot are called where their changes are told."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.comparing import TAGS, TOPICS
from editorial.comparing.shapes import Tree

VALUES = {
    "title": gettext_lazy("the title"),
    "slug": gettext_lazy("the address"),
    "standfirst": gettext_lazy("the standfirst"),
    "shown_on": gettext_lazy("the date"),
    "series": gettext_lazy("the series"),
    "selection_heading": gettext_lazy("the heading of the selection"),
    "pdf_label": gettext_lazy("the PDF line"),
    "coverage": gettext_lazy("the topic behind the coverage line"),
    "coverage_label": gettext_lazy("the coverage line"),
    "language": gettext_lazy("the language"),
    "doi": gettext_lazy("the DOI"),
    "translation_of": gettext_lazy("what it is a translation of"),
}
COMPILERS = {
    "added": gettext_lazy("Added %(name)s to the compilers"),
    "removed": gettext_lazy("Removed %(name)s from the compilers"),
    "renamed": gettext_lazy("The compiler %(name)s is now printed as %(now)s"),
}
NAMED = {"compilers": COMPILERS, "topics": TOPICS, "tags": TAGS}


def section_name(title: str) -> str:
    """Return what a section is called; one may have no title."""
    return title or _("Section without a title")


def title_of(placement: Tree) -> str:
    """Return the title under which a placement is shown."""
    return placement["title"] or placement["entry"]["title"]
