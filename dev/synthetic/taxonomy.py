"""The taxonomy of a synthetic archive: authors, a tree of regions, themes, series, tags."""

from dataclasses import dataclass
from itertools import accumulate

from taggit.models import Tag

from articles.fields import frozen_author
from articles.models import Category, Series
from dev.synthetic.text import SyntheticText
from people.models import Author, sort_name_for
from record.fields import named
from text.slugs import slug_for

ARTICLES_AN_AUTHOR = 60
TAGS = 300
REGIONS = {
    "South Caucasus": ["Armenia", "Azerbaijan", "Georgia"],
    "Central Asia": ["Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan"],
    "Black Sea": ["Bulgaria", "Moldova", "Romania", "Türkiye", "Ukraine"],
    "Baltic Sea": ["Estonia", "Finland", "Latvia", "Lithuania", "Poland", "Sweden"],
    "Western Balkans": ["Albania", "Kosovo", "Montenegro", "North Macedonia", "Serbia"],
    "Middle East": ["Iran", "Iraq", "Israel", "Jordan", "Lebanon", "Syria"],
}
THEMES = ["Energy", "Trade", "Defense", "Diplomacy", "Elections", "Migration", "Media", "Water", "Transport", "Courts"]
SERIES = ["Commentary", "Field Notes", "Long Read"]


@dataclass
class Choices:
    """Rows in their frozen form; the first ones are chosen most often."""

    rows: list[dict]

    def __post_init__(self) -> None:
        self._weights = list(accumulate(1 / (rank + 4) for rank in range(len(self.rows))))

    def some(self, text: SyntheticText, count: int) -> list[dict]:
        """Return up to `count` different rows."""
        chosen = text.random.choices(self.rows, cum_weights=self._weights, k=count)
        return list({row["id"]: row for row in chosen}.values())


@dataclass
class SyntheticTaxonomy:
    """The authors, topics, series and tags for the archive's articles."""

    authors: Choices
    regions: Choices
    themes: Choices
    series: Choices
    tags: Choices


def make_taxonomy(text: SyntheticText, seed: int, articles: int) -> SyntheticTaxonomy:
    """Make the taxonomy for this number of articles. Existing topics and series are reused."""
    countries = []
    for region, members in REGIONS.items():
        above = _topic(region, None)
        countries += [above, *(_topic(name, above) for name in members)]
    text.random.shuffle(countries)
    return SyntheticTaxonomy(
        authors=Choices([frozen_author(author) for author in _authors(text, seed, articles)]),
        regions=Choices([_frozen_topic(topic) for topic in countries]),
        themes=Choices([_frozen_topic(_topic(name, None, Category.Kind.THEME)) for name in THEMES]),
        series=Choices([named(_named(Series, name)) for name in SERIES]),
        tags=Choices([named(_named(Tag, word)) for word in _different(text.words[50:], TAGS)]),
    )


def _authors(text: SyntheticText, seed: int, articles: int) -> list[Author]:
    rows = []
    for number in range(1, max(3, articles // ARTICLES_AN_AUTHOR) + 1):
        name = text.name()
        slug = f"{slug_for(name)}-{seed}-{number}"
        rows.append(Author(name=name, sort_name=sort_name_for(name), slug=slug, affiliation=""))
    return Author.objects.bulk_create(rows)


def _topic(name: str, above: Category | None, kind: str = Category.Kind.REGION) -> Category:
    found = Category.objects.without_tree_fields().filter(slug=slug_for(name)).first()
    return found or Category.objects.create(name=name, slug=slug_for(name), parent=above, kind=kind)


def _frozen_topic(topic: Category) -> dict:
    return named(topic) | {"kind": str(topic.kind)}


def _named(model: type, name: str):
    return model.objects.get_or_create(slug=slug_for(name), defaults={"name": name})[0]


def _different(words: list[str], count: int) -> list[str]:
    return list(dict.fromkeys(words))[:count]
