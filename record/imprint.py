"""The imprint in frozen content: an item's own values, or else the defaults of its series and of the organization."""

from collections.abc import Iterator
from typing import Literal, TypedDict

from django.db.models import Model
from django.utils.translation import gettext_lazy

from record.comparison import description
from record.comparison.changes import Change
from record.comparison.description import ChangeLine, Words
from record.comparison.shapes import Shape, Tree
from record.comparison.sides import Line
from record.fields import Field
from record.models import PublicationType
from record.organization import organization
from record.prepared import Prepared
from record.record_version import cached
from record.thawing import References
from text.funding import FrozenFunder, read_funding, written_funding
from text.joining import comma
from text.licenses import license_name, license_of
from text.prose import one_line
from text.validators import DASHES

Name = Literal["type", "license", "funders", "disclosure", "ai_statement"]
# Key in frozen content → attribute of the draft, the series and the organization.
ATTRIBUTES: dict[Name, str] = {
    "type": "publication_type_id",
    "license": "license",
    "funders": "funding",
    "disclosure": "disclosure",
    "ai_statement": "ai_statement",
}
LABELS: dict[Name, Words] = {
    "type": gettext_lazy("the type of publication"),
    "license": gettext_lazy("the license"),
    "funders": gettext_lazy("the funders"),
    "disclosure": gettext_lazy("the disclosure"),
    "ai_statement": gettext_lazy("the statement on the use of AI"),
}


class FrozenType(TypedDict):
    """A type of publication, named in the language of the text; `cited_as` is a PublicationType.CitedAs."""

    id: int
    name: str
    slug: str
    cited_as: str


class FrozenImprint(TypedDict):
    """An imprint as printed. `own` are the values that are not defaults."""

    type: FrozenType | None
    license: str
    funders: list[FrozenFunder]
    disclosure: str
    ai_statement: str
    own: list[Name]


EMPTY: FrozenImprint = {
    "type": None, "license": "", "funders": [], "disclosure": "", "ai_statement": "", "own": [],
}  # fmt: skip


_types = Prepared(lambda model: model.objects.all())


def publication_types() -> dict[int, PublicationType]:
    """Return all types by id, in order of name. Cached per record version."""
    return cached("types of publication", lambda: {row.pk: row for row in _types(PublicationType)})


class ImprintField(Field):
    """The imprint. Comes after series and language, from which it takes values."""

    default_schema = {"$ref": "#/$defs/imprint"}
    part = Shape()
    empty = EMPTY

    def freeze(self, draft: Model) -> FrozenImprint:
        given = _given(draft, draft.series)
        return {
            "type": _frozen_type(given["type"], draft.language),
            "license": license_of(given["license"]),
            "funders": _funders(_text(given["funders"])),
            "disclosure": _text(given["disclosure"]),
            "ai_statement": _text(given["ai_statement"]),
            "own": [name for name, attribute in ATTRIBUTES.items() if getattr(draft, attribute)],
        }

    def thaw(self, value: FrozenImprint, draft: Model, found: References) -> None:
        own = {name: value[name] for name in value["own"]}
        draft.publication_type = found.plain(PublicationType, own["type"]["id"]) if own.get("type") else None
        draft.license = own.get("license", "")
        draft.funding = (written_funding(own["funders"]) or "–") if "funders" in own else ""
        draft.disclosure = (own["disclosure"] or "–") if "disclosure" in own else ""
        draft.ai_statement = (own["ai_statement"] or "–") if "ai_statement" in own else ""
        now = self.freeze(draft)
        found.defaults_changed(
            str(label) for name, label in LABELS.items() if name not in own and now[name] != value[name]
        )

    def passages(self, value: FrozenImprint) -> list[str]:
        return [part for each in value["funders"] for part in (each["name"], *each["grants"])]

    def describe(self, change: Change, before: Tree, after: Tree, is_correction: bool) -> list[ChangeLine]:
        label = LABELS.get(change.path[-1])
        if label is None:
            return []
        was, now = (spoken(tree[self.name], change.path[-1]) for tree in (before, after))
        return description.value(label, Change(change.act, change.path, before=was, after=now))


def default_values(series: Model | None) -> dict[str, str]:
    """Return the default of each attribute in words, from the series or the organization."""
    given = _given(series)
    kind = publication_types().get(given["type"]) if given["type"] else None
    texts = {attribute: given[name] for name, attribute in ATTRIBUTES.items() if name != "type"}
    return {"publication_type": kind.name if kind else "", **texts}


def _given(*rows: Model | None) -> dict[Name, int | str]:
    """Return each value from the first row that has it, or else from the organization."""
    sources = [*filter(None, rows), organization()]
    return {
        name: next((value for each in sources if (value := getattr(each, attribute))), "")
        for name, attribute in ATTRIBUTES.items()
    }


def imprint_lines(tree: Tree) -> Iterator[Line]:
    """Yield the imprint's lines for the side-by-side comparison."""
    for name, label in LABELS.items():
        words = spoken(tree["imprint"], name)
        if words:
            yield Line(f"imprint/{name}", words, str(label))


def spoken(imprint: FrozenImprint, name: Name) -> str:
    """Return a value as plain text."""
    value = imprint[name]
    if name == "type":
        return value["name"] if value else ""
    if name == "license":
        return license_name(value) if value else ""
    return "; ".join(funder_words(each) for each in value) if name == "funders" else value


def imprint_words(imprint: FrozenImprint) -> dict[Name, str]:
    """Return each value as plain text for a table; the license by its identifier."""
    return {name: spoken(imprint, name) for name in LABELS} | {"license": imprint["license"]}


def funder_words(funder: FrozenFunder) -> str:
    """Return “Northgate Fund (https://ror.org/03yrm5c26), NF-2024-17”."""
    identifier = f" ({funder['identifier']})" if funder["identifier"] else ""
    return comma().join([f"{funder['name']}{identifier}", *funder["grants"]])


def own_imprint(work: dict, given: dict[Name, object]) -> FrozenImprint:
    """Return the imprint of `work` with the `given` values as its own, except those that it has already."""
    imprint = work["imprint"]
    new = {name: value for name, value in given.items() if value and _lined(value) != _lined(imprint[name])}
    return {**imprint, **new, "own": [name for name in ATTRIBUTES if name in new or name in imprint["own"]]}


def _lined(value: object) -> object:
    return one_line(value) if isinstance(value, str) else value


def imprint_values(given: dict, language: str) -> dict:
    """Return `given` values with the type looked up by its name in any language; an unknown one is left out."""
    name = str(given.get("type", "")).casefold()
    rows = publication_types().values() if name else ()
    row = next((each for each in rows if name in map(str.casefold, (each.name, *each.names.values()))), None)
    return {**given, "type": _frozen_type(row.pk, language) if row else None}


def _frozen_type(pk: int | str, language: str) -> FrozenType | None:
    row = publication_types().get(pk) if pk else None
    if row is None:
        return None
    return {"id": row.pk, "name": row.name_in(language), "slug": row.slug, "cited_as": row.cited_as}


def _text(given: str) -> str:
    text = given.strip()
    return "" if text in DASHES else text


def _funders(text: str) -> list[FrozenFunder]:
    try:
        return read_funding(text)
    except ValueError:  # stored by other means than a form, so print it as it is
        return [{"name": " ".join(line.split()), "identifier": "", "grants": []} for line in text.splitlines() if line]
