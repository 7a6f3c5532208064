"""Publishable kinds: the interface of articles and snapshots to the record. Each app registers its own in `ready`."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Generic, TypedDict, TypeVar

from django.db.models import Exists, Model, OuterRef, Prefetch, prefetch_related_objects
from django.http import HttpRequest

from record import freezing, links
from record.comparison.description import Comparison
from record.fields import Fields
from record.findings import Finding
from record.models import Edition, Publishable
from record.thawing import Thawed
from text.margins import Margin

Draft = TypeVar("Draft", bound=Publishable)
Row = TypeVar("Row", bound=Edition)


class EditionPart(TypedDict):
    """The part of frozen content about the edition itself."""

    number: int
    kind: str  # Edition.Kind
    note: str


@dataclass(frozen=True)
class Read:
    """An edition with readable content."""

    edition: Edition
    work: dict
    part: dict


class Kind(ABC, Generic[Draft, Row]):
    """A kind of item that is written at the desk and published in editions.

    `work` is the result of `freeze`; `part` is the rest of an edition's content, about the edition itself.
    """

    name: ClassVar[str]  # “article”; also the prefix of the names of its URL patterns
    collection: ClassVar[str]  # first part of its addresses: “analysis”
    draft_model: type[Draft]
    edition_model: type[Row]
    fields: Fields
    upgraders: ClassVar[dict[str, Callable[[dict], dict]]] = {}  # see record/freezing.py
    link_models: tuple[type[Model], ...]  # the models of `links`
    # What freezing and checking read: names of foreign keys, and related rows.
    joined: tuple[str, ...] = ()
    prefetched: tuple[Prefetch | str, ...] = ()
    rare: tuple[Prefetch, ...] = ()  # related rows that most drafts lack: read only if one of them has any
    # Name → function, called with a request and a saved edition before it is published; see outputs/rehearsal.py.
    renditions: dict[str, Callable[[HttpRequest, Any], object]]

    # Content

    def freeze(self, draft: Draft) -> dict:
        return self.fields.freeze(draft)

    def locked(self, ids: Collection[int]) -> dict[int, Draft]:
        """Return these drafts by id, loaded for freezing, and locked until the transaction ends.

        Raises DoesNotExist if one is missing. The number of queries does not depend on the number of drafts.
        """
        rows = self.draft_model.objects.select_for_update(of=("self",)).select_related(*self.joined)
        rows = rows.prefetch_related(*self.prefetched)
        rows = rows.annotate(**{f"has_{each.prefetch_to}": self._has(each) for each in self.rare})
        found = {draft.pk: draft for draft in rows.filter(pk__in=ids).order_by("pk")}
        if found.keys() != set(ids):
            raise self.draft_model.DoesNotExist
        for each in self.rare:
            if any(getattr(draft, f"has_{each.prefetch_to}") for draft in found.values()):
                prefetch_related_objects(list(found.values()), each)
            else:
                for draft in found.values():
                    draft._prefetched_objects_cache[each.prefetch_to] = each.queryset.none()
        return found

    def _has(self, rows: Prefetch) -> Exists:
        owner = self.draft_model._meta.get_field(rows.prefetch_to).remote_field.name
        return Exists(rows.queryset.model._default_manager.filter(**{owner: OuterRef("pk")}))

    @abstractmethod
    def thaw(self, work: dict, draft: Draft) -> Thawed:
        """Set `draft` (saved or not) to `work`, and save it. Return what could not be restored exactly."""

    @abstractmethod
    def edition_part(self, draft: Draft, work: dict, live_from: datetime) -> dict:
        """Return the part of an edition that goes live at that moment, without its number, kind and note."""

    @abstractmethod
    def preview(self, draft: Draft, at: datetime, work: dict | None = None) -> dict:
        """Return the content (“work” and “edition”) that publishing the draft, or `work`, at the moment would freeze.

        Parts that cannot be published yet are included as they are at the desk.
        """

    @abstractmethod
    def compare(self, before: dict, after: dict) -> Comparison:
        """Compare two contents, the earlier one first."""

    def complete(self, content: dict) -> dict:
        """Return content of the current schema with empty values for fields that were added since it was frozen."""
        work = self.fields.complete(content["work"])
        return content if work is content["work"] else {**content, "work": work}

    @abstractmethod
    def page(self, content: dict, at: datetime, margin: Margin) -> tuple[str, dict]:
        """Return the template of the public page, and its `page` for unpublished content (see `preview`).

        `margin` is called with the key of each part (review/places.py); what it returns follows the part on the page.
        """

    # Before an act

    @abstractmethod
    def findings(self, draft: Draft, live_from: datetime) -> list[Finding]:
        """Return the results of the checks for publishing at that moment."""

    @abstractmethod
    def claimed_addresses(self, works: Iterable[dict]) -> list[tuple[str, str, int]]:
        """Return the addresses that editions with these works print: collection, slug, id."""

    def containers(self, edition: Row) -> list[str]:
        """Return the names of public or scheduled items that froze this edition."""
        return []

    def blocking_reasons(self, edition: Row, live_from: datetime) -> list[str]:
        """Return why this edition cannot go live as early as that."""
        return []

    @abstractmethod
    def rehearse(self, edition: Row) -> None:
        """Render every format once to check that it works. Raises Refused."""

    # Derived from the content of an edition

    @property
    def columns_version(self) -> str:
        """Return the `columns_version` of editions whose derived columns and links come from the current code."""
        return self.fields.version

    def columns(self, work: dict, part: dict) -> dict:
        """Return the columns of the edition's row that repeat its content."""
        return {
            "slug": work["slug"],
            "title": work["title"],
            "language": work["language"],
            "original_id": work["translation_of"],
            "published_on": date.fromisoformat(part.get("published_on") or work["published_on"]),
            "series_id": work["series"]["id"] if work["series"] else None,
            "publication_type_id": work["imprint"]["type"]["id"] if work["imprint"]["type"] else None,
            **self.derived_columns(work, part),
        }

    def derived_columns(self, work: dict, part: dict) -> dict:
        """Return the columns to rebuild when the code changes; see record/rebuilding.py."""
        part = self.less_withdrawn(work, part)
        return {
            "card": self.card(work, part),
            "search_text": "\n".join(self.passages(work, part)),
            "columns_version": self.columns_version,
        }

    def less_withdrawn(self, work: dict, part: dict) -> dict:
        """Return `part` without items that have been withdrawn since it was frozen."""
        return part

    @abstractmethod
    def card(self, work: dict, part: dict) -> dict:
        """Return the small part of the content that lists show."""

    @abstractmethod
    def shown_card(self, edition: Row) -> dict:
        """Return an edition's card, with empty values for fields added to cards since it was built."""

    def passages(self, work: dict, part: dict) -> list[str]:
        return self.fields.passages(work)

    @abstractmethod
    def links(self, edition: Row, work: dict, part: dict) -> links.Links:
        """Return the unsaved links by which lists find a saved edition."""

    @abstractmethod
    def add_to_index(self, editions: Iterable[Read]) -> None:
        """Add saved editions to the site's search."""

    @abstractmethod
    def move_in_index(self, edition: Row) -> None:
        """Copy the edition's dates into the site's search."""

    @abstractmethod
    def remove_from_index(self, edition: Row) -> None:
        """Remove an edition from the site's search."""

    @abstractmethod
    def rebuild_index(self) -> int:
        """Rebuild the site's search index of this kind. Return the number of editions."""

    def rebuild_desk_index(self) -> int | None:
        """Rebuild the desk's search index. Return the number of drafts; None if the desk does not search this kind."""
        return None

    def link(self, editions: list[Read]) -> None:
        """Add new editions to lists and searches."""
        links = [self.links(each.edition, each.work, each.part) for each in editions]
        for model in self.link_models:
            model._default_manager.bulk_create(row for by_model in links for row in by_model[model])
        self.add_to_index(editions)

    def unlink(self, edition: Row) -> None:
        """Undo `link`."""
        self.remove_from_index(edition)
        for model in self.link_models:
            links.links_of(edition, model).delete()

    def sync_window(self, edition: Row) -> None:
        """Copy the edition's dates to its links and to the search index."""
        for model in self.link_models:
            links.links_of(edition, model).update(**links.window(edition, model))
        self.move_in_index(edition)

    # After an act

    def on_save(self, draft: Draft, work: dict) -> None:
        """Called with every save that keeps a revision."""

    def on_replace(self, draft: Draft, by: Any, at: datetime) -> None:
        """Called when a revision has replaced the whole draft."""

    def on_taxonomy_change(self, row: Model) -> None:
        """Called when an author, topic, series or tag was saved."""

    def on_withdrawal(self, editions: Iterable[Edition]) -> None:
        """Called when editions of any kind were withdrawn, in the same transaction."""

    # Verifying and output

    def differences(self, read: list[Read]) -> Iterator[tuple[Row, str]]:
        """Yield editions whose references are not as published, with a description; see record/verifying.py."""
        yield from ()

    @abstractmethod
    def pdf_data(self, source: Any, absolute: Callable[[str], str], at: datetime) -> dict:
        """Return the data of the PDF; `source` is an outputs.source.Source."""

    @abstractmethod
    def card_data(self, source: Any) -> dict:
        """Return the data of the card picture."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Call once from the app's `ready`."""
    _kinds[kind.name] = kind
    freezing.upgraders.update(kind.upgraders)
    freezing.completions[kind.fields.schema] = kind.complete


def all_kinds() -> list[Kind]:
    return list(_kinds.values())


def kind_of(thing: Publishable | Edition) -> Kind:
    """Return the kind of a draft or an edition. Raises LookupError if its class is not registered."""
    for kind in _kinds.values():
        if isinstance(thing, kind.draft_model | kind.edition_model):
            return kind
    raise LookupError(f"{type(thing).__name__} is not registered in record/kinds.py.")


def kind_named(name: str) -> Kind:
    """Return the kind with that name. Raises KeyError."""
    return _kinds[name]


def taxonomy_changed(row: Model) -> None:
    """Notify every kind that an author, topic, series or tag has changed. Call it from the code that saves the row."""
    for kind in _kinds.values():
        kind.on_taxonomy_change(row)
