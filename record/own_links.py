"""Links to our own pages, kept by identity: <a href="article:12">.

The text and the frozen content keep the identity. Whatever shows the text writes the address that it has at the
moment, so a moved address breaks no link; a link to something that is not public becomes its words.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from record.kinds import kind_named
from record.models import Address

LINK = re.compile(r'<a href="((article|snapshot|author|topic):(\d{1,18}))">(.*?)</a>', re.S)
COLLECTIONS = {"author": "authors", "topic": "topics"}


def own_addresses(content: Any, at: datetime) -> dict[str, str]:
    """Return the paths, by identity, of what the texts in `content` (JSON data) link to and is public at the moment.

    No query without such links, otherwise one for each kind of thing.
    """
    wanted: dict[str, set[int]] = {}
    for _whole, kind, pk, _words in (match for text in _texts(content) for match in LINK.findall(text)):
        wanted.setdefault(kind, set()).add(int(pk))
    found = {}
    for kind, ids in wanted.items():
        for pk, slug in _slugs(kind, ids, at):
            found[f"{kind}:{pk}"] = reverse(kind, kwargs={"slug": slug})
    return found


def linked(content: Any, addresses: dict[str, str], absolute: Callable[[str], str] = str) -> Any:
    """Return JSON data with each link by identity replaced by one to its address, or by its words."""
    if isinstance(content, str):
        return LINK.sub(lambda match: _link(match, addresses, absolute), content) if 'href="' in content else content
    if isinstance(content, list):
        return [linked(each, addresses, absolute) for each in content]
    if isinstance(content, dict):
        return {key: linked(each, addresses, absolute) for key, each in content.items()}
    return content


def shown_text(markup: str, at: datetime) -> str:
    """Return a sanitized text that is not frozen, such as a biography, with its links as they lead at the moment."""
    return linked(markup, own_addresses(markup, at))


def _link(match: re.Match, addresses: dict[str, str], absolute: Callable[[str], str]) -> str:
    path = addresses.get(match[1])
    return f'<a href="{absolute(path)}">{match[4]}</a>' if path else match[4]


def _slugs(kind: str, ids: set[int], at: datetime) -> list[tuple[int, str]]:
    if kind in COLLECTIONS:  # publishing claims the addresses of those that it names; older ones redirect
        claimed = Address.objects.filter(collection=COLLECTIONS[kind], parent_id__in=ids).order_by("pk")
        return list(claimed.values_list("parent_id", "slug"))
    public = kind_named(kind).edition_model.objects.public(at).filter(parent_id__in=ids)
    return list(public.values_list("parent_id", "slug"))


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        if 'href="' in content:
            yield content
    elif isinstance(content, list | dict):
        for each in content.values() if isinstance(content, dict) else content:
            yield from _texts(each)
