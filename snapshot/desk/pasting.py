"""Finding articles from a pasted list of titles or addresses, one per line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import SplitResult, unquote, urlsplit

from django.db.models import QuerySet
from django.db.models.functions import Length

from articles import library_index
from articles.models import Article
from record.models import Address
from search.index import Zone
from search.stemming import words_of
from search.words import Phrase, Words
from snapshot.desk.board import article_cards
from text.folding import fold
from text.prose import one_line

MOST_LINES = 200
MOST_CANDIDATES = 5
BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,3}[.)])\s+")
OWN_ADDRESS = re.compile(r"(?:^|/)analysis/(?P<slug>[^/.?#\s]+)")
ADDRESS = re.compile(r"(?:https?://|www\.|/)\S+")


@dataclass
class Match:
    """A line and its `cards`: one if the match is certain, several if an editor must choose."""

    line: str
    ids: list[int] = field(default_factory=list)
    cards: list[dict] = field(default_factory=list)
    is_sure: bool = False

    @property
    def status(self) -> str:
        """Return “found”, “several” or “none”."""
        return "found" if self.is_sure else "several" if self.ids else "none"


def paste(lines: Iterable[str], at: datetime) -> list[Match]:
    """Return a match for each nonblank line, in order. Reads at most two hundred lines.

    A title matches if exactly one article has it, ignoring case, accents and dashes. If several have it, or titles only
    contain its words in sequence, they are candidates. An address is one of this site's (/analysis/SLUG/, or an older
    slug) or an article's source address.
    """
    said = [one_line(BULLET.sub("", line)).strip("“”\"'") for line in lines]
    matches = [Match(line[:600]) for line in said if fold(line)][:MOST_LINES]
    for match in matches:
        match.ids, match.is_sure = _by_address(match.line) if ADDRESS.match(match.line) else _by_title(match.line)
    cards = article_cards({pk for match in matches for pk in match.ids}, at)
    for match in matches:
        match.cards = [cards[pk] for pk in match.ids]
    return matches


def _by_address(line: str) -> tuple[list[int], bool]:
    line = line.split(maxsplit=1)[0]
    try:
        parts = urlsplit(line if "//" in line or line.startswith("/") else f"//{line}")
    except ValueError:  # urllib reads “http://[” as the start of an IPv6 address
        return [], False
    found = _ids(Article.objects.filter(source_url__in=_spellings(parts)))
    own = OWN_ADDRESS.search(parts.path)
    if not found and own:
        slug = one_line(unquote(own["slug"]))
        found = _ids(Article.objects.filter(slug=slug))
        claimed = Address.objects.filter(collection="analysis", slug=slug).values("parent_id")
        found = found or _ids(Article.objects.filter(pk__in=claimed))
    return found, len(found) == 1


def _spellings(parts: SplitResult) -> list[str]:
    """Return the variants of an address: either scheme, with or without www, query and trailing slash."""
    host = parts.netloc.removeprefix("www.")
    paths = {parts.path.rstrip("/"), f"{parts.path.rstrip('/')}/"}
    ends = {path + query for path in paths for query in ("", f"?{parts.query}" if parts.query else "")}
    return [f"{scheme}://{www}{host}{end}" for scheme in ("https", "http") for www in ("", "www.") for end in ends]


def _by_title(line: str) -> tuple[list[int], bool]:
    # The shortest title with these words in sequence is the exact title, if there is one.
    words = Words(required=((Phrase(tuple(words_of(line, is_asked=True))),),))
    holding = Article.objects.filter(library_index.matching(words, Zone.TITLE))
    rows = list(holding.order_by(Length("title"), "-pk").values_list("pk", "title")[: MOST_CANDIDATES + 1])
    same = [pk for pk, title in rows if fold(title) == fold(line)]
    return (same or [pk for pk, _title in rows])[:MOST_CANDIDATES], len(same) == 1


def _ids(articles: QuerySet) -> list[int]:
    return list(articles.order_by("-pk").values_list("pk", flat=True)[:MOST_CANDIDATES])
