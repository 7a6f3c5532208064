"""The topics of a document: from its coverage line and from its titles."""

import re
from dataclasses import dataclass

from articles.models import Category
from text.folding import fold

COVERAGE = re.compile(
    r"\b(?:coverage|analysis|reporting|articles|research|work)\s+(?:on|of|about)\s+(?P<topic>.+)", re.I
)
AFTER = re.compile(r"[,;:]?\s*(?:please\s+)?\b(?:see|click|visit|read|go|follow|find)\b.*$", re.I)


@dataclass(frozen=True)
class Subject:
    """A topic found, or a proposed new one (`topic` is None). `key` identifies it in an editor's decisions."""

    name: str
    topic: Category | None

    @property
    def key(self) -> str:
        return str(self.topic.pk) if self.topic else f"new:{self.name}"


class Subjects:
    """The topics by folded name and alias. One query."""

    def __init__(self) -> None:
        self._by_words: dict[str, Category] = {}
        for topic in Category.objects.without_tree_fields().select_related("merged_into").order_by("-pk"):
            for name in [topic.name, *topic.aliases]:
                self._by_words[fold(name)] = topic.survivor()

    def behind(self, line: str | None) -> Subject | None:
        """Return the topic of a line such as “For more coverage on X, see here.”, or None."""
        found = COVERAGE.search(line or "")
        name = AFTER.sub("", found["topic"]).strip(" .:…") if found else ""
        if not name:
            return None
        bare = re.sub(r"^the\s+", "", name, flags=re.I)
        topic = self._by_words.get(fold(name)) or self._by_words.get(fold(bare))
        return Subject(topic.name if topic else bare, topic)

    def named_in(self, title: str) -> list[Subject]:
        """Return the topics whose name or alias is in `title` as whole words, ordered by name."""
        words = f" {fold(title)} "
        found = {topic for name, topic in self._by_words.items() if name and f" {name} " in words}
        return [Subject(topic.name, topic) for topic in sorted(found, key=lambda topic: topic.name)]
