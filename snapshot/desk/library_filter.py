"""The library's filter: the archive's parameters applied to drafts, by id, plus the desk's statuses and sort orders."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from taggit.models import TaggedItem

from articles.models import Article, ArticleEdition, Byline
from articles.public.topics import tree
from people.models import Author
from record.models import Publishable
from record.resolve import merged_ids
from search import fields, parameters
from search.filters import Period
from search.parameters import Choice, Parameter
from search.spellings import spellings
from search.words import Words, read_typed

STATUSES = ("live", "unpublished", "scheduled", "withdrawn")
RELEVANCE, DATE, EDITED = ORDERS = ("relevance", "date", "edited")
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class DraftQuery:
    """Words and a condition for articles. It can be narrowed in the same way as the record's `Query`."""

    words: Words = field(default_factory=Words)
    condition: Q = field(default_factory=Q)

    def of(self, words: Words) -> "DraftQuery":
        return replace(self, words=words)

    def where(self, condition: Q) -> "DraftQuery":
        """Return the query with another condition. It joins sets of ids, so that no two conditions multiply rows."""
        return replace(self, condition=self.condition & condition)

    def requiring(self, *_none: tuple[str, ...]) -> "DraftQuery":
        return self.where(Q(pk__in=[]))

    def within(self, first: date | None = None, last: date | None = None) -> "DraftQuery":
        return self.where(Q(published_on__gte=first) if first else Q(published_on__lte=last))


class RawField(fields.TextField):
    """Text as typed: a trailing space means that the last word is complete."""

    def to_python(self, value) -> str:
        return value if value and value.strip() else ""


def id_of(value: str, name: str) -> int:
    """Return `value` as an id. Raises ValidationError if it is not one."""
    if not re.fullmatch(r"[0-9]{1,19}", value):
        raise ValidationError(_("“%(value)s” is not a valid “%(name)s”.") % {"value": value[:50], "name": name})
    return min(int(value), LARGEST_ID)


class IdsField(fields.ValuesField):
    parse, most = staticmethod(id_of), 50


class Related(Parameter):
    """Ids of authors, topics, tags or series, any of which matches. `condition` builds the query."""

    field_class = IdsField

    def narrow(self, query: DraftQuery, value: tuple[int, ...]) -> DraftQuery:
        return query.where(self.condition(value))


def by_authors(ids: tuple[int, ...]) -> Q:
    """Return the condition for a byline with any of the authors, or with one merged into them."""
    every = {pk for row in Author.objects.filter(pk__in=ids) for pk in merged_ids(row)}
    return Q(pk__in=Byline.objects.filter(author__in=every).values("article"))


def on_topics(ids: tuple[int, ...]) -> Q:
    """Return the condition for any of the topics, their descendants, or topics merged into these."""
    return Q(pk__in=Article.categories.through.objects.filter(category__in=topic_ids(ids)).values("article"))


def with_tags(ids: tuple[int, ...]) -> Q:
    kind = ContentType.objects.get_for_model(Article)
    return Q(pk__in=TaggedItem.objects.filter(content_type=kind, tag__in=ids).values("object_id"))


class StatusChoice(Choice):
    """The article's public status."""

    def narrow(self, query: DraftQuery, value: str) -> DraftQuery:
        return query.where(_status_condition(value, self.parent.at))


class LibraryFilter(Period):
    """A filter for articles at the desk. All conditions must match. `cursor` is the `next` of the previous page."""

    q = parameters.Words(field_class=RawField)
    author = Related(name="author", condition=by_authors)
    topic = Related(name="topic", condition=on_topics)
    tag = Related(name="tag", condition=with_tags)
    series = Related(name="series", condition=lambda ids: Q(series__in=ids))
    status = StatusChoice(name="status", choices=STATUSES)
    order = Choice(name="order", choices=ORDERS)
    cursor = Parameter(name="cursor", field_class=RawField)

    start = DraftQuery

    def __init__(self, data: QueryDict | None = None, *, at: datetime | None = None):
        self.at = at or timezone.now()
        super().__init__(data, Article.objects.all())

    @cached_property
    def words(self) -> Words:
        """Return the words of `q`; the last one may be incomplete."""
        return read_typed(self.values["q"] or "", spellings=spellings())

    @property
    def effective_order(self) -> str:
        """Return the sort order: relevance if there are words, otherwise by date."""
        order = self.values["order"] or RELEVANCE
        return DATE if order == RELEVANCE and not self.words else order

    @property
    def has_filters(self) -> bool:
        """Return whether any filter other than words is set."""
        return any(value for name, value in self.values.items() if name not in ("q", "order", "cursor"))


def topic_ids(ids: tuple[int, ...]) -> set[int]:
    """Return the ids of the topics, their descendants, and all topics merged into any of these."""
    topics = tree()
    into = {merged: topic for topic in topics.values() for merged in topic.merged}
    found = set(ids)
    for pk in ids:
        topic = topics.get(pk) or into.get(pk)
        found |= topic.ids_below() if topic else set()
    return found


def _status_condition(status: str, at: datetime) -> Q:
    """Return the condition for a status. All except “live” start with a small set found through an index."""
    own = ArticleEdition.objects.filter(parent=OuterRef("pk"))
    # Lists the other states explicitly, because a negated condition would not use the index.
    states = [state for state in Publishable.State if state != Publishable.State.AS_PUBLISHED]
    not_as_published = Q(pk__in=Article.objects.filter(state__in=states).order_by().values("pk"))
    match status:
        case "live":
            return Q(Exists(own.public(at)))
        case "scheduled":
            scheduled = ArticleEdition.objects.filter(live_from__gt=at)
            return Q(pk__in=scheduled.values("parent")) & ~Q(Exists(own.filter(live_from__lte=at)))
        case "withdrawn":
            begun, public = own.filter(live_from__lte=at), own.public(at)
            return not_as_published & Q(Exists(begun)) & ~Q(Exists(public))
        case "unpublished":
            return not_as_published & ~Q(Exists(own))
    raise ValueError(status)
