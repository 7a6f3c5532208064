"""Reading the address of an embed at the writing desk."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse

from media.embeds.providers import read_address
from permissions.matrix import Act
from permissions.rules import require


def embeds(request: HttpRequest) -> JsonResponse:
    """Return what a typed address identifies. 422 with a sentence if it can't be embedded."""
    require(request.user, Act.ENTER_DESK)
    try:
        target = read_address(request.GET.get("address", ""))
    except ValidationError as refused:
        return JsonResponse({"message": refused.messages[0]}, status=422)
    return JsonResponse({"address": target.address, "provider": target.provider.name})
