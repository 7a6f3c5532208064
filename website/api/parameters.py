"""The API's parameters in its OpenAPI document. Those of filters are derived from the filter."""

from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from search.filters import EditionFilter
from search.parameters import Parameter
from website.api.requests import LARGEST_PAGE, PAGE


def of_filter(kind: type[EditionFilter]) -> list[OpenApiParameter]:
    """Return the parameters of a filter, each with type, description and example."""
    return [_of(each) for each in kind.base_filters.values()]


def _of(parameter: Parameter) -> OpenApiParameter:
    schema = parameter.field_class(**parameter.extra).schema
    is_list = schema.get("type") == "array"
    return OpenApiParameter(
        parameter.name,
        schema,
        description=parameter.meaning,
        explode=True if is_list else None,
        style="form" if is_list else None,
        examples=[OpenApiExample("example", value=parameter.example)],
    )


def chosen(names: tuple[str, ...]) -> OpenApiParameter:
    """Return the parameter that selects fields among `names`."""
    return OpenApiParameter(
        "fields",
        {"type": "array", "items": {"type": "string", "enum": list(names)}, "minItems": 1},
        description="Answer with these fields alone, separated by commas; without it, with all. “url” is always there.",
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
        description="Where a page begins: never made by hand, but taken from “next” in the answer before.",
    ),
]
SLUG_IN_PATH = OpenApiParameter(
    "slug",
    {"type": "string", "minLength": 1, "pattern": r"^[^/.\u0000-\u001f\u007f]+$"},
    OpenApiParameter.PATH,
    description="The last part of its address. An older one redirects (301).",
    examples=[OpenApiExample("example", value="ferries-wait")],
)
NUMBER_IN_PATH = OpenApiParameter(
    "number",
    {"type": "integer", "minimum": 0},
    OpenApiParameter.PATH,
    description="The number of an edition.",
    examples=[OpenApiExample("example", value=1)],
)
