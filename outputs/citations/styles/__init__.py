"""Citation styles for people to read. Each style's functions take a `Cited` and return one formatted entry."""

from django.utils.translation import gettext_lazy as _

from outputs.citations.styles import apa, chicago, mla

# In display order. Pages use the key as the style's name.
STYLES = {
    "chicago": (_("Chicago, bibliography"), chicago.entry),
    "chicago-note": (_("Chicago, note"), chicago.note),
    "apa": ("APA", apa.entry),
    "mla": ("MLA", mla.entry),
}
