"""Descriptions of views in the OpenAPI document."""

from collections.abc import Sequence

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema

from website.api import examples, serializers

NOT_THERE = {404: "Nothing is there, or nothing public.", 406: "Only JSON is answered.", 429: "Asked too often."}
MOVED = {301: "It stands at another address now: see Location."}
WITHDRAWN = {410: "It was withdrawn; the notice is in the answer."}
REFUSED = {400: "A parameter could not be understood; the answer says which."}


def described(
    name: str,
    tag: str,
    summary: str,
    shape: type,
    example: dict,
    parameters: Sequence[OpenApiParameter] = (),
    **refusals: bool,
):
    """Return a decorator that describes a view's `get` in the OpenAPI document.

    `refusals`: possible errors besides the general ones: `moves`, `withdraws`, `reads` (it takes a query).
    """
    answers = {
        200: OpenApiResponse(shape, "The answer.", [OpenApiExample("example", value=example, response_only=True)]),
        304: OpenApiResponse(None, "Nothing changed since the ETag that was sent in If-None-Match."),
        **{status: OpenApiResponse(serializers.Error, told) for status, told in NOT_THERE.items()},
    }
    if refusals.get("moves"):
        answers |= {status: OpenApiResponse(None, told) for status, told in MOVED.items()}
    if refusals.get("withdraws"):
        answers[410] = _with_example(WITHDRAWN[410], examples.WITHDRAWN)
    if refusals.get("reads"):
        answers[400] = _with_example(REFUSED[400], examples.REFUSED)
    return extend_schema(operation_id=name, tags=[tag], summary=summary, parameters=list(parameters), responses=answers)


def _with_example(told: str, value: dict) -> OpenApiResponse:
    return OpenApiResponse(serializers.Error, told, [OpenApiExample("example", value=value, response_only=True)])
