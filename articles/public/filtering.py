"""The filter of articles: the parameters of /analysis/, its feeds, exports, the API and alerts."""

from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.finding import AUTHOR, INDEX, SERIES, TAG, TOPIC
from articles.models.record import ArticleEdition, SelectedIn
from articles.public import house
from articles.public.house import Chosen
from editorial.finding import fields
from editorial.finding.filters import NOTHING, EditionFilter, parameter, values
from editorial.finding.keys import key_of
from editorial.languages import known_name

ANY = "any"
HOUSE = {"author": AUTHOR, "topic": TOPIC, "tag": TAG, "series": SERIES}


class HouseFilter(EditionFilter):
    """A filter by house data: slugs as values, each with all that counts as it."""

    author = values("author")
    topic = values("topic")
    series = values("series")

    def look_up(self, name: str, slugs: tuple[str, ...]) -> list[Chosen]:
        """Return what the slugs of a parameter name."""
        raise NotImplementedError

    def settled(self, clean: dict) -> dict:
        self._named: dict[str, dict[str, Chosen]] = {}
        for name in HOUSE:
            if clean.get(name):
                chosen = {each.slug: each for each in self.look_up(name, clean[name])}
                self._named[name] = chosen
                clean[name] = tuple(sorted(chosen))
        return clean

    def conditions(self) -> dict[str, list[tuple[str, ...]]]:
        """Return the sets of tokens: any of the values of a parameter will do.

        Topics of different kinds narrow each other (a region *and* a theme); `author_match=all` asks for each author.
        """
        found = {}
        for name, chosen in self._named.items():
            sets: dict[object, list[str]] = {}
            for each in chosen.values():
                apart = each.kind if name == "topic" else each.slug if self._all_of(name) else ""
                sets.setdefault(apart, []).extend(f"{HOUSE[name]}{pk}" for pk in each.ids)
            named = {apart: tokens for apart, tokens in sets.items() if tokens}
            # What names nothing is borne by nothing. Beside others, any of which will do, it makes no difference.
            sets = sets if self._all_of(name) else named or {"": []}
            found[name] = [tuple(tokens) or (NOTHING,) for tokens in sets.values()]
        return found

    def _all_of(self, name: str) -> bool:
        return name == "author" and self.asked.get("author_match") == "all"

    def name_of(self, parameter: str, value: str) -> str:
        if parameter == "language":
            return known_name(value)
        chosen = self._named.get(parameter, {}).get(value)
        return chosen.name if chosen else value

    def pk_of(self, parameter: str, slug: str) -> int | None:
        """Return the id of a chosen value; None where it names nothing public."""
        chosen = self._named.get(parameter, {}).get(slug)
        return chosen.pk if chosen else None

    def kind_of(self, slug: str) -> str:
        """Return the kind of a chosen topic."""
        chosen = self._named.get("topic", {}).get(slug)
        return chosen.kind if chosen else ""


class ArticleFilter(HouseFilter):
    """Which articles."""

    author_match = parameter(fields.ChoiceField, "author_match", choices=("any", "all"))
    tag = values("tag")
    selected = parameter(fields.SlugField, "selected")

    index = INDEX
    edition = ArticleEdition
    noun = _("Articles")
    noun_of_all = _("All articles")
    facets = ("author", "topic", "tag", "series", "language", "year", "selected")
    unmarked = ("order", "author_match")

    def look_up(self, name: str, slugs: tuple[str, ...]) -> list[Chosen]:
        if name == "topic":
            return house.topics(slugs, house.public_topics(self.at))
        return {"author": house.authors, "tag": house.tags, "series": house.series}[name](slugs, self.at)

    def chosen_keys(self) -> tuple[int, ...] | None:
        """Return the keys of the articles that stand in a public snapshot: in any, or in the one asked for."""
        selected = self.asked["selected"]
        if not selected:
            return None
        rows = SelectedIn.objects.public(self.at)
        if selected != ANY:
            rows = rows.filter(slug=selected)
        public = ArticleEdition.objects.public(self.at).filter(parent_id__in=rows.values("article_id"))
        return tuple(key_of(day, pk) for day, pk in public.order_by().values_list("published_on", "pk"))

    def is_default(self, name: str, value: str) -> bool:
        return name == "author_match" and (value == "any" or len(self.asked["author"]) < 2)

    def told(self, name: str, value: str) -> str:
        if name == "selected":
            if value == ANY:
                return gettext("Selected in a snapshot")
            return gettext("Selected in “%(title)s”") % {"title": self._snapshot_title(value)}
        return super().told(name, value)

    def phrase(self, name: str, values: list[str]) -> str:
        if name == "selected":
            if values == [ANY]:
                return gettext("selected in a snapshot")
            return gettext("selected in “%(title)s”") % {"title": self._snapshot_title(values[0])}
        return super().phrase(name, values)

    def _snapshot_title(self, slug: str) -> str:
        titles = SelectedIn.objects.public(self.at).filter(slug=slug).values_list("title", flat=True)
        return titles.first() or slug


def read_filter(query: QueryDict, at: datetime | None = None) -> ArticleFilter:
    """Return the filter that a query asks for. Raises BadRequest with a plain sentence."""
    made = ArticleFilter(query, at=at)
    made.asked  # noqa: B018 - refuses a bad value now, and not where the filter is first used
    return made
