"""Embeds as stored in an edition, and as its pages and files show them."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypedDict

from django.utils.translation import gettext as _

from media.embeds.providers import find
from media.models import Picture
from media.pictures.frozen import FrozenPicture, frozen_picture
from media.pictures.shown import shown_picture


class FrozenEmbed(TypedDict):
    """An embed in frozen content. `provider` is its name, `address` the canonical page at the provider."""

    key: str
    provider: str
    address: str
    title: str
    source: str
    picture: FrozenPicture | None


class Embed(Protocol):
    """An embed in a working copy."""

    key: str
    address: str
    title: str
    source: str
    picture: Picture | None


def frozen_embeds(rows: Iterable[Embed]) -> list[FrozenEmbed]:
    """Return the embeds as stored in an edition, in the editors' order. `rows` must have their pictures loaded."""
    return [
        {
            "key": row.key,
            "provider": provider_name(row.address),
            "address": row.address,
            "title": row.title,
            "source": row.source,
            "picture": frozen_picture(row.picture),
        }
        for row in rows
    ]


def provider_name(address: str) -> str:
    target = find(address)
    return target.provider.name if target else ""


def shown_embeds(frozen: list[FrozenEmbed], absolute: Callable[[str], str] = str) -> list[dict]:
    """Return frozen embeds for embed.html and similar components.

    `frame` and `host` are empty if the provider is no longer on the list: then there is only a link.
    """
    return [_shown(number, each, absolute) for number, each in enumerate(frozen, 1)]


def _shown(number: int, frozen: FrozenEmbed, absolute: Callable[[str], str]) -> dict:
    target = find(frozen["address"])
    return {
        **{name: frozen[name] for name in ("provider", "address", "title", "source")},
        "number": number,
        "picture": shown_picture(frozen["picture"], absolute),
        "frame": target.frame if target else "",
        "host": target.origin.removeprefix("https://") if target else "",
        "is_video": bool(target and target.provider.is_video),
    }


def origins(work: dict) -> list[str]:
    """Return the origins of the frames that the page of frozen content may show."""
    targets = (find(each["address"]) for each in work.get("embeds", []))
    return sorted({target.origin for target in targets if target})


def embed_line(embed: dict) -> str:
    """Return a shown embed as one line of plain text: provider, title, source and address."""
    said = embed["title"]
    if embed["source"]:
        said = f"{said} ({embed['source']})" if said else embed["source"]
    values = {"provider": embed["provider"], "words": said, "address": embed["address"]}
    return (_("[%(provider)s: %(words)s, %(address)s]") if said else _("[%(provider)s: %(address)s]")) % values
