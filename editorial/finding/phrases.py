"""What each parameter of a filter says in the line that tells the filter, in this order."""

from django.utils.translation import gettext_lazy

PHRASES = {
    "q": gettext_lazy("with the words %(what)s"),
    "author": gettext_lazy("by %(what)s"),
    "topic": gettext_lazy("on %(what)s"),
    "tag": gettext_lazy("tagged %(what)s"),
    "series": gettext_lazy("in %(what)s"),
    "language": gettext_lazy("in the language %(what)s"),
    "year": gettext_lazy("of %(what)s"),
    "selected": "",
    "from": gettext_lazy("since %(what)s"),
    "until": gettext_lazy("until %(what)s"),
}
