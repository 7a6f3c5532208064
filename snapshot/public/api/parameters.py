"""The parameters of the API as its document has them. The filter's own are read off the filter."""

from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from editorial.finding import fields
from editorial.finding.filters import EditionFilter
from snapshot.public.api.asking import LARGEST_PAGE, PAGE

TEXT = r"^[^\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffd]*$"

# What each parameter of a filter means, and an example.
MEANINGS = {
    "q": (
        "Words to find: all of them; “a phrase” in quotation marks, -word to leave out, word* for beginnings.",
        "port ferry",
    ),
    "author": ("By any of these authors (slugs).", ["ada-writer"]),
    "author_match": ("With several authors: by any of them (the default), or by all of them together.", "all"),
    "topic": (
        "On any of these topics or those below them (slugs). Topics of different kinds narrow each other: "
        "a region and a theme find what is on both.",
        ["south-caucasus"],
    ),
    "tag": ("With any of these tags (slugs).", ["ports"]),
    "series": ("In any of these series (slugs).", ["strategic-snapshot"]),
    "language": ("In any of these languages (BCP 47 tags).", ["en"]),
    "year": ("Bearing a day in any of these years.", ["2026"]),
    "from": ("Bearing this day or a later one.", "2026-01-01"),
    "until": ("Bearing this day or an earlier one.", "2026-06-30"),
    "selected": ("Selected in a snapshot: “any”, or a snapshot's slug.", "any"),
    "order": (
        "“date”: newest first. “relevance”, the default with q: words in titles, then in summaries, then in texts.",
        "date",
    ),
}


def of_filter(kind: type[EditionFilter]) -> list[OpenApiParameter]:
    """Return the parameters of a filter, each with type, description and example."""
    return [_of(name, each) for name, each in kind.base_filters.items()]


def _of(name: str, each) -> OpenApiParameter:
    told, example = MEANINGS[name]
    schema = _schema(each.field_class, each.extra)
    return OpenApiParameter(
        name,
        {"type": "array", "items": schema, "maxItems": fields.MOST_VALUES}
        if each.field_class is fields.ValuesField
        else schema,
        description=told,
        explode=True if each.field_class is fields.ValuesField else None,
        style="form" if each.field_class is fields.ValuesField else None,
        examples=[OpenApiExample("example", value=example)],
    )


def _schema(field_class: type, extra: dict) -> dict:
    """Return what one value is. An empty one asks for nothing, as an empty field of a form does."""
    if field_class is fields.DayField:
        return {"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]}
    if field_class is fields.ChoiceField:
        return {"type": "string", "enum": [*extra["choices"], ""]}
    if field_class is fields.WordsField:
        return {"type": "string", "maxLength": fields.LONGEST_WORDS, "pattern": TEXT}
    parse = extra.get("parse", fields.slug_of)
    if parse is fields.year_of:
        return {"type": "string", "pattern": "^([0-9]{4})?$"}
    if parse is fields.language_of:
        return {"type": "string", "pattern": f"^({fields.LANGUAGE.pattern})?$", "maxLength": 35}
    return {"type": "string", "maxLength": fields.LONGEST_SLUG}


def chosen(names: tuple[str, ...]) -> OpenApiParameter:
    """Return the parameter that chooses fields among `names`."""
    return OpenApiParameter(
        "fields",
        {"type": "array", "items": {"type": "string", "enum": list(names)}, "minItems": 1},
        description="Answer with these fields alone, separated by commas; without it, with all. `url` is always there.",
        explode=False,
        style="form",
        examples=[OpenApiExample("example", value=["title", "url"])],
    )


PAGING = [
    OpenApiParameter(
        "page_size",
        {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE},
        description="How many a page holds.",
        examples=[OpenApiExample("example", value=50)],
    ),
    OpenApiParameter(
        "cursor",
        {"type": "string", "pattern": r"^[0-9A-Za-z._-]+$"},
        description="Where a page begins: never made by hand, but taken from `next` in the answer before.",
    ),
]
SLUG_IN_PATH = OpenApiParameter(
    "slug",
    {"type": "string", "minLength": 1, "pattern": r"^[^/.\u0000-\u001f\u007f]+$"},
    OpenApiParameter.PATH,
    description="The last word of its address. One that has changed since leads on (301).",
    examples=[OpenApiExample("example", value="ferries-wait")],
)
NUMBER_IN_PATH = OpenApiParameter(
    "number",
    {"type": "integer", "minimum": 0},
    OpenApiParameter.PATH,
    description="The number of an edition.",
    examples=[OpenApiExample("example", value=1)],
)
