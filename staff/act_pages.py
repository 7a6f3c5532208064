"""Finding the draft for a page that performs an act."""

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest

from permissions.matrix import Act
from permissions.rules import require
from record.models import Publishable


def draft_for_act(model_admin: ModelAdmin, request: HttpRequest, object_id: str, act: Act) -> Publishable:
    """Return the draft for the act. 403 if the user may not perform it, 404 if the draft is hidden or missing."""
    require(request.user, act)
    draft = model_admin.get_object(request, unquote(object_id))
    if draft is None:
        raise Http404
    require(request.user, act, draft)
    return draft
