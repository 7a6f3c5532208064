"""The topic tree, cached per record version."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.urls import reverse

from articles.models.taxonomy import Category
from record.prepared import Prepared
from record.record_version import cached


@dataclass(eq=False)
class Topic:
    """A topic in the tree. `merged` are the ids of the topics merged into it."""

    id: int
    name: str
    slug: str
    kind: str
    description: str
    parent: "Topic | None" = None
    children: list["Topic"] = field(default_factory=list)
    merged: list[int] = field(default_factory=list)

    @property
    def url(self) -> str:
        return reverse("topic", kwargs={"slug": self.slug})

    def ancestors(self) -> list["Topic"]:
        """Return the topics above, root first."""
        return self.trail()[:-1]

    def trail(self) -> list["Topic"]:
        """Return the topics above and the topic itself, root first."""
        return [*(self.parent.trail() if self.parent else []), self]

    def ids_below(self) -> set[int]:
        """Return the ids of the topic, of all below it, and of what was merged into any of them."""
        below = (child.ids_below() for child in self.children)
        return {self.id, *self.merged}.union(*below)


def tree() -> dict[int, Topic]:
    """Return {id: topic} for every topic that was not merged into another, with children ordered by name."""
    return cached("topic tree", _load)


class _Row(NamedTuple):
    pk: int
    name: str
    slug: str
    kind: str
    description: str
    parent_id: int | None
    merged_into_id: int | None


_rows = Prepared(lambda topic: topic.objects.without_tree_fields().order_by("name", "pk").values_list(*_Row._fields))


def _load() -> dict[int, Topic]:
    rows = [_Row._make(row) for row in _rows.tuples(Category)]
    topics = {
        row.pk: Topic(row.pk, row.name, row.slug, row.kind, row.description)
        for row in rows
        if row.merged_into_id is None
    }
    into = {row.pk: row.merged_into_id for row in rows if row.merged_into_id is not None}
    for pk in into:
        topics[_survivor(pk, into)].merged.append(pk)
    for row in rows:
        # A topic merged into one below it would become its own ancestor, so the tree is cut there.
        if row.pk in topics and row.parent_id is not None:
            above = _survivor(row.parent_id, into)
            if topics[row.pk] not in topics[above].trail():
                topics[row.pk].parent = topics[above]
                topics[above].children.append(topics[row.pk])
    return topics


def _survivor(pk: int, into: dict[int, int]) -> int:
    while pk in into:
        pk = into[pk]
    return pk
