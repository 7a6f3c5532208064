"""Records every change by a ModelAdmin in the audit trail, whichever page makes it."""

import json

from django.contrib.admin.models import LogEntry
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest

from audit.trail import note
from permissions.ledger import act_of
from permissions.matrix import Act
from permissions.rules import editing


class Audited:
    """A ModelAdmin as the site registers it. Django's log is kept too, because its history pages read it."""

    def log_addition(self, request: HttpRequest, obj: models.Model, message: object):
        note(act_of(request), obj, _words(message))
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: models.Model, message: object):
        before, is_revised = getattr(request, "revision_before", None), getattr(request, "audit_is_revised", True)
        note(_act(request, obj), obj, _words(message), before=before, is_revised=is_revised)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: models.QuerySet):
        for each in queryset:
            note(act_of(request), each, "deleted")
        return super().log_deletions(request, queryset)

    def get_paginator(self, request: HttpRequest, queryset: models.QuerySet, *args, **kwargs) -> Paginator:
        """Return the pages of a list; those of a history begin with the newest change, as revisions do."""
        if queryset.model is LogEntry:
            queryset = queryset.order_by("-action_time", "-pk")
        return super().get_paginator(request, queryset, *args, **kwargs)


def _act(request: HttpRequest, obj: models.Model) -> Act:
    """Return the act of this request; for a saved form, the act that the save represents."""
    act = getattr(request, "audit_act", None) or act_of(request)
    return editing(obj) if act is Act.EDIT_DRAFT and hasattr(obj, "save_count") else act


def _words(message: object) -> str:
    """Return Django's change message (text or a structure) as text."""
    return LogEntry(change_message=message if isinstance(message, str) else json.dumps(message)).get_change_message()
