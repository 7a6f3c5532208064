"""A tag for small components that many pages repeat: {% kept_include "components/article_card.html" with card=card %}.

It renders like include with `only`, and keeps the result in memory under what the component is given. So the component
may depend on nothing else, except the active language and time zone. A value may be made only if it is needed
(web/deferred.py).
"""

import pickle

from django import template
from django.conf import settings
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils import timezone
from django.utils.translation import get_language

from web.bounded import Bounded
from web.deferred import Deferred

register = template.Library()
MOST = 4 * 2**20  # bytes in each process
OVERHEAD = 300  # bytes that an entry takes besides its key and text, roughly
_kept = Bounded(MOST)


class KeptInclude(template.Node):
    def __init__(self, name: str, given: dict[str, FilterExpression]):
        self.name, self.given = name, given

    def render(self, context: Context) -> str:
        values = {name: each.resolve(context) for name, each in self.given.items()}
        if settings.DEBUG:  # a template may have changed
            return self._render(context, values)
        key = pickle.dumps((self.name, _surroundings(context), values))
        found = _kept.get(key)
        if found is None:
            found = self._render(context, values)
            _kept.put(key, found, len(key) + 2 * len(found) + OVERHEAD)
        return found

    def _render(self, context: Context, values: dict) -> str:
        made = {name: each() if isinstance(each, Deferred) else each for name, each in values.items()}
        return context.template.engine.get_template(self.name).render(context.new(made))


def _surroundings(context: Context) -> tuple:
    """Return what else a component may depend on. Found once a page: no template changes the language or the zone."""
    page = context.render_context.dicts[0]
    if "surroundings" not in page:
        page["surroundings"] = get_language(), timezone.get_current_timezone_name()
    return *page["surroundings"], context.autoescape, context.use_l10n


@register.tag
def kept_include(parser: Parser, token: Token) -> KeptInclude:
    """Read {% kept_include "NAME" with name=value … %}."""
    _tag, name, _with, *rest = token.split_contents()
    return KeptInclude(name.strip("\"'"), token_kwargs(rest, parser))
