"""The fields of a publishable kind: one list from which everything that treats fields alike is generated.

A kind declares the list as a TypedDict of its frozen content, with each key annotated with its field:

    class ArticleWork(TypedDict):
        title: Annotated[str, Text(_("the title"), search="title", card=True, …)]

Freezing, comparing, search, exports, the API, the JSON Schema and public pages read the list, so this module imports no
desk models. Fields with more complex values (sections, pictures) are subclasses, defined next to their rows.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, ClassVar, Literal, TypedDict, get_type_hints

from django.db.models import Model

from record.comparison import description
from record.comparison.changes import Change
from record.comparison.description import ChangeLine, Names, Words
from record.comparison.shapes import Rows, Shape, Tree
from record.thawing import References
from text import prose

Zone = Literal["title", "lead", "rest"]


class Named(TypedDict):
    """An author, series, topic or tag in frozen content: its row, and its name and slug as printed."""

    id: int
    name: str
    slug: str


def named(row: Model | None) -> Named | None:
    """Return the row's reference in frozen content, or None."""
    return {"id": row.pk, "name": row.name, "slug": row.slug} if row else None


NAMED_SCHEMA = {"$ref": "#/$defs/named"}


@dataclass(eq=False)
class Field:
    """One field. `name` is its key in the content, and the attribute of the draft.

    `added`: the field is newer than some content of this schema, which then reads as if the field were empty.
    """

    label: Words = ""  # for descriptions of changes: “the title”; without a label, changes are not described
    description: str = ""  # for the JSON Schema
    schema: dict | None = None  # JSON Schema, if it differs from the class's
    search: Zone | None = None  # the zone of its words in the search index
    passage: bool = False  # search results may quote it
    card: bool = False  # lists and snapshots may show it
    export: bool = False  # in export.json and export.csv
    api: bool = False  # in the API response for a single item
    text: bool = False  # a separate paragraph in the plain text
    added: bool = False
    name: str = ""

    default_schema: ClassVar[dict] = {"type": "string"}
    rows: ClassVar[Rows | None] = None  # how to match its rows in comparisons; None: compare it as a whole
    part: ClassVar[Shape | None] = None  # of a dictionary: what to compare in it value by value
    has_rows: ClassVar[bool] = False  # stored in other tables, so the draft must be saved first
    is_text: ClassVar[bool] = False

    @property
    def empty(self) -> Any:
        return [] if self.has_rows else None

    def freeze(self, draft: Model) -> Any:
        """Return the draft's value as JSON data."""
        return getattr(draft, self.name)

    def thaw(self, value: Any, draft: Model, found: References) -> None:
        """Set the draft's value. Called before the draft is saved, or after if it `has_rows`."""
        setattr(draft, self.name, value)

    def on_card(self, value: Any) -> Any:
        """Return the part of the value that lists show."""
        return value

    def card_schema(self) -> dict:
        """Return the JSON Schema of `on_card`."""
        return self.json_schema()

    def words(self, value: Any) -> list[str]:
        """Return the plain texts to search for the item."""
        return self.passages(value)

    def passages(self, value: Any) -> list[str]:
        """Return the plain texts that search results may quote."""
        raise NotImplementedError(f"The field {self.name} cannot be searched.")

    def describe(self, change: Change, before: Tree, after: Tree, is_correction: bool) -> list[ChangeLine]:
        """Return sentences about a change of this field; `before` and `after` are the whole items."""
        return description.value(self.label, change) if self.label else []

    def json_schema(self) -> dict:
        return {"description": self.description, **(self.schema or self.default_schema)}


class Text(Field):
    """Plain text, stored in the draft's table."""

    is_text = True
    empty = ""

    def passages(self, value: str) -> list[str]:
        return [value]


class Day(Field):
    """A date, frozen as ISO 8601 or None."""

    default_schema = {"$ref": "#/$defs/date"}

    def freeze(self, draft: Model) -> str | None:
        day = getattr(draft, self.name)
        return day.isoformat() if day else None

    def thaw(self, value: str | None, draft: Model, found: References) -> None:
        setattr(draft, self.name, date.fromisoformat(value) if value else None)


@dataclass(eq=False)
class Reference(Field):
    """A reference to one row of `model`, or None; frozen with the row's name as printed."""

    model: type[Model] | None = None

    default_schema = {"anyOf": [NAMED_SCHEMA, {"type": "null"}]}

    def freeze(self, draft: Model) -> Named | None:
        return named(getattr(draft, self.name))

    def thaw(self, value: Named | None, draft: Model, found: References) -> None:
        setattr(draft, self.name, found.one(self.model, value))

    def passages(self, value: Named | None) -> list[str]:
        return [value["name"]] if value else []


class Original(Field):
    """The id of the item of the same kind that this one translates, or None."""

    default_schema = {"type": ["integer", "null"]}

    def freeze(self, draft: Model) -> int | None:
        return getattr(draft, f"{self.name}_id")

    def thaw(self, value: int | None, draft: Model, found: References) -> None:
        setattr(draft, self.name, found.plain(type(draft), value))


class Formatted(Field):
    """Formatted text, frozen as a list of sanitized HTML blocks."""

    default_schema = {"$ref": "#/$defs/blocks"}
    rows = Rows()

    @property
    def empty(self) -> list[str]:
        return []

    def freeze(self, draft: Model) -> list[str]:
        return prose.blocks(getattr(draft, self.name))

    def thaw(self, value: list[str], draft: Model, found: References) -> None:
        setattr(draft, self.name, "\n".join(value))

    def words(self, value: list[str]) -> list[str]:
        return [prose.plain(" ".join(value))]

    def passages(self, value: list[str]) -> list[str]:
        return [prose.plain(block) for block in value]

    def describe(self, change: Change, before: Tree, after: Tree, is_correction: bool) -> list[ChangeLine]:
        return [description.blocks(self.label, change, after[self.name])]


def rows_of(draft: Model, related: str, *joined: str) -> Iterable:
    """Return the rows with a foreign key to the draft: the prefetched ones, else one query that joins `joined`."""
    rows = getattr(draft, related)
    return rows.all() if related in getattr(draft, "_prefetched_objects_cache", ()) else rows.select_related(*joined)


def replace_rows(draft: Model, related: str, values: Iterable[dict], found: References) -> None:
    """Replace the rows with a foreign key to the draft, such as `bylines`. A new draft has none to delete."""
    rows = getattr(draft, related)
    if not found.is_new:
        rows.all().delete()
    rows.bulk_create(rows.model(**{rows.field.name: draft}, **each) for each in values)


@dataclass(eq=False)
class NamedRows(Field):
    """A list of authors, topics or tags. `names` has the sentences for changes."""

    names: Names | None = None
    default_schema = {"type": "array", "items": NAMED_SCHEMA}
    rows = Rows(Shape(), key="id")
    has_rows = True

    def passages(self, value: list[Named]) -> list[str]:
        return [each["name"] for each in value]

    def describe(self, change: Change, before: Tree, after: Tree, is_correction: bool) -> list[ChangeLine]:
        return description.named_rows(self.names, change, before[self.name], after[self.name])


class Fields:
    """The fields of one kind, in page order. `schema` names the format of the content: “article/1”.

    Increase `number` if the code derives other columns from the same list, so that editions with old columns are
    recognized (`version`).
    """

    def __init__(self, work: type, schema: str, number: int = 1):
        self.schema = schema
        self._fields: dict[str, Field] = {}
        for name, hint in get_type_hints(work, include_extras=True).items():
            for field in (each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Field)):
                self._fields[name] = copy(field)
                self._fields[name].name = name
        self._added = {field.name: field.empty for field in self if field.added}
        self.version = f"{number}-{self._digest()}"

    def __iter__(self) -> Iterator[Field]:
        return iter(self._fields.values())

    def __getitem__(self, name: str) -> Field:
        return self._fields[name]

    def get(self, name: str) -> Field | None:
        return self._fields.get(name)

    @property
    def texts(self) -> list[Field]:
        return [field for field in self if field.is_text]

    def marked(self, mark: str) -> list[Field]:
        """Return the fields with that mark: "search", "passage", "card", "export", "api" or "text"."""
        return [field for field in self if getattr(field, mark)]

    def freeze(self, draft: Model) -> dict:
        return {"schema": self.schema, **{field.name: field.freeze(draft) for field in self}}

    def freeze_unsaved(self, draft: Model) -> dict:
        """Freeze a draft that is not saved yet, so no rows refer to it."""
        values = {field.name: field.empty if field.has_rows else field.freeze(draft) for field in self}
        return {"schema": self.schema, **values}

    def empty_work(self) -> dict:
        return {"schema": self.schema, **{field.name: field.empty for field in self}}

    def thaw(self, work: dict, draft: Model, found: References) -> None:
        """Set and save `draft`, and replace its rows."""
        for field in self:
            if not field.has_rows:
                field.thaw(work[field.name], draft, found)
        found.is_new = draft._state.adding
        draft.save()
        for field in self:
            if field.has_rows and (work[field.name] or not found.is_new):
                field.thaw(work[field.name], draft, found)

    def complete(self, work: dict) -> dict:
        """Return `work` with an empty value for each field that was added since it was frozen."""
        return {**self._added, **work} if self._added.keys() - work.keys() else work

    def words(self, work: dict, zone: Zone) -> list[str]:
        """Return the texts to search in that zone."""
        return [text for field in self if field.search == zone for text in field.words(work[field.name])]

    def passages(self, work: dict) -> list[str]:
        return [text for field in self if field.passage for text in field.passages(work[field.name])]

    def card(self, work: dict) -> dict:
        """Return the values for lists."""
        return {field.name: field.on_card(work[field.name]) for field in self.marked("card")}

    def shape(self) -> Shape:
        return Shape(
            rows={field.name: field.rows for field in self if field.rows},
            parts={field.name: field.part for field in self if field.part},
        )

    def json_schema(self) -> tuple[dict, list[str]]:
        """Return the JSON Schema of each field, and the names of the required ones."""
        return {field.name: field.json_schema() for field in self}, [field.name for field in self if not field.added]

    def _digest(self) -> str:
        lines = (f"{each.name} {each.card} {each.search} {each.passage}" for each in self)
        return sha256("\n".join(lines).encode()).hexdigest()[:8]
