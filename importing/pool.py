"""The drafts that a document's articles may match, indexed by title, date, authors and address."""

from collections import defaultdict
from collections.abc import Hashable
from functools import cache

from articles.models import Article
from importing.outline import ArticleOutline
from search.spellings import spellings
from text.folding import is_near


class Pool:
    """Articles, each processed once, so that the time of a lookup doesn't grow with the archive."""

    def __init__(self, articles: list[Article]):
        self._key = cache(spellings().key)
        self._articles = articles
        self._names = [frozenset(self._key(row.author.name) for row in article.bylines.all()) for article in articles]
        self._by: dict[Hashable, list[int]] = defaultdict(list)
        for at, article in enumerate(articles):
            self._by["title", self._key(article.title)].append(at)
            self._by["day", article.published_on].append(at)
            self._by["names", self._names[at]].append(at)
            if article.source_url:
                self._by["url", article.source_url].append(at)

    def look_up(self, outline: ArticleOutline) -> tuple[Article | None, list[Article]]:
        """Return the certain match (or None) and the possible matches."""
        names = frozenset(self._key(name) for name in outline.authors)
        title = self._key(outline.title)
        found = set(self._by["title", title])
        found.update(self._by["url", outline.url] if outline.url else [])
        found.update([*self._by["day", outline.date], *self._by["day", None]] if outline.date else [])
        found.update(self._by["names", names] if names else [])
        near = []
        for at in sorted(found):
            article = self._articles[at]
            same_authors = names == self._names[at] or not names
            same_date = outline.date is None or article.published_on in (None, outline.date)
            if outline.url and article.source_url == outline.url:
                return article, []
            if self._key(article.title) == title:
                if same_date and (same_authors or outline.date):
                    return article, []
                near.append(article)
            elif ((same_date and outline.date) or (names and same_authors)) and is_near(article.title, outline.title):
                near.append(article)
        return None, near
