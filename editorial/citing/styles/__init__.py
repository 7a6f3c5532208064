"""Citations as people read them. A style's functions take what is cited and return one formatted entry."""

from django.utils.translation import gettext_lazy as _

from editorial.citing.styles import apa, chicago, mla

# In the order in which they are offered; the key names the style in pages.
STYLES = {
    "chicago": (_("Chicago, bibliography"), chicago.entry),
    "chicago-note": (_("Chicago, note"), chicago.note),
    "apa": ("APA", apa.entry),
    "mla": ("MLA", mla.entry),
}
