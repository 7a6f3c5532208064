"""Tags for small components that many pages repeat: {% kept_include "components/article_card.html" with card=card %}.

They render like include with `only`, and keep the result in memory under what the component is given. So the component
may depend on nothing else, except the active language and time zone. A value may be made only if it is needed
(web/deferred.py).

{% kept_each bar in bars with base=base %}…{% endkept_each %} keeps its part of the template so for each item: after a
change, only a few items of a long list are new.
"""

import pickle
from collections.abc import Callable
from itertools import count
from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils import timezone
from django.utils.translation import get_language

from web.bounded import Bounded
from web.deferred import Deferred

register = template.Library()
MOST = 4 * 2**20  # bytes in each process
OVERHEAD = 300  # bytes that an entry takes besides its key and text, roughly
_kept = Bounded(MOST)
_numbers = count()  # of the places of kept_each in templates


class KeptInclude(template.Node):
    def __init__(self, name: str, given: dict[str, FilterExpression]):
        self.name, self.given = name, given

    def render(self, context: Context) -> str:
        values = {name: each.resolve(context) for name, each in self.given.items()}
        key = pickle.dumps((self.name, _surroundings(context), values))
        return _once(key, lambda given: self._render(context, given), values)

    def _render(self, context: Context, values: dict) -> str:
        made = {name: each() if isinstance(each, Deferred) else each for name, each in values.items()}
        return context.template.engine.get_template(self.name).render(context.new(made))


class KeptEach(template.Node):
    def __init__(self, nodelist: NodeList, given: dict[str, FilterExpression], item: str, items: FilterExpression):
        self.nodelist, self.given, self.item, self.items = nodelist, given, item, items
        self.number = next(_numbers)

    def render(self, context: Context) -> str:
        others = {name: each.resolve(context) for name, each in self.given.items()}
        shared = pickle.dumps((self.number, _surroundings(context), others))

        def made(item: Any) -> str:
            return self.nodelist.render(context.new({**others, self.item: item}))

        items = self.items.resolve(context)
        return "".join([_once(shared + _key_of(item), made, item) for item in items])


def _key_of(item: Any) -> bytes:
    """Return what tells the item from others of its list. A named tuple without its class: in a quarter of the time."""
    return pickle.dumps(tuple(item) if isinstance(item, tuple) else item)


def _once(key: bytes, make: Callable[[Any], str], given: Any) -> str:
    """Return the text kept under `key`; make it of what is `given` if there is none."""
    found = _kept.get(key)
    if found is None or settings.DEBUG:  # a template may have changed
        found = make(given)
        _kept.put(key, found, len(key) + 2 * len(found) + OVERHEAD)
    return found


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


@register.tag
def kept_each(parser: Parser, token: Token) -> KeptEach:
    """Read {% kept_each item in items %}, or with name=value …, the part for one item, and {% endkept_each %}."""
    _tag, item, _in, items, *rest = token.split_contents()
    part = parser.parse(("endkept_each",))
    parser.delete_first_token()
    return KeptEach(part, token_kwargs(rest[1:], parser), item, parser.compile_filter(items))
