"""Refusing invalid addresses and forged forms in every ModelAdmin of the site, with a message."""

from collections.abc import Callable
from functools import wraps

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DataError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from search.fields import no_text_in
from staff.choosers import Chooses, key_of

CANNOT_BE = (DataError, IndexError, OverflowError, TypeError, ValueError)  # raised by lookups for invalid values


def without_nul(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse an address with a NUL in a parameter: it is never valid text, and PostgreSQL fails on it."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        for name, values in request.GET.lists():
            if any("\0" in text for text in (name, *values)):
                raise BadRequest(no_text_in(name.replace("\0", "")))
        return view(request, *args, **kwargs)

    return answer


class RefusesWhatCannotBe(Chooses):
    """A ModelAdmin as the site registers it, which refuses invalid lookups."""

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Return the list with its rows already read, because only the database detects some invalid lookups."""
        if any(name.endswith("__range") for name in request.GET):  # an address has no pair of values
            raise IncorrectLookupParameters
        try:
            with transaction.atomic():
                found = super().get_changelist_instance(request)
                len(found.result_list)
        except CANNOT_BE as error:
            raise IncorrectLookupParameters(str(error)) from error
        return found

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if any(key_of(self.model, each) is None for each in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest(_("The rows that were selected do not exist. Go back, reload the list and select again."))
        return super().changelist_view(request, extra_context)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """Refuse “Save as new”, which no form offers: Django does it for anyone who may add and sends that name."""
        if "_saveasnew" in request.POST and not self.save_as:
            raise PermissionDenied
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> models.Model | None:
        return super().get_object(request, object_id, from_field or None)
