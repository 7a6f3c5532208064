"""The parameters of a list's address that a saved view keeps: search, order and filters that the list understands."""

import re
from copy import copy
from urllib.parse import parse_qsl, urlencode

from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ORDER_VAR, SEARCH_VAR, ChangeList
from django.core.exceptions import FieldDoesNotExist, SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from staff.models import LONGEST_QUERY

Given = dict[str, list[str]]

MOST = 40  # parameters
ENDS = ("", "__exact", "__isnull", "__gte", "__lt", "__id__exact")  # what Django's filters add to their field's name
ORDER = re.compile(r"-?\d{1,3}(\.-?\d{1,3})*")


def known_parameters(model_admin: ModelAdmin, request: HttpRequest) -> set[str]:
    """Return the names of the parameters by which the list can be searched, ordered and filtered."""
    known = _without_choices(model_admin, request)
    for each in model_admin.get_list_filter(request):
        if callable(each):
            known.add(each.parameter_name)
        else:
            path = each[0] if isinstance(each, list | tuple) else each
            known.update(f"{path}{end}" for end in ENDS)
    return known


def _without_choices(model_admin: ModelAdmin, request: HttpRequest) -> set[str]:
    """Return the names of the parameters that may have many values: search, order and day."""
    found = {ORDER_VAR, *([SEARCH_VAR] if model_admin.get_search_fields(request) else [])}
    day = model_admin.date_hierarchy
    return found | ({f"{day}__{part}" for part in ("year", "month", "day")} if day else set())


def kept(model_admin: ModelAdmin, request: HttpRequest, query: str) -> str:
    """Return the known parameters of a query string, sorted; they may still have values that are invalid."""
    return _written(_known(model_admin, request, query))


def fitting(model_admin: ModelAdmin, request: HttpRequest, query: str) -> tuple[str, list[str]]:
    """Return what the list can do of a query string, sorted, and what it cannot, as the list's reader calls it."""
    given, dropped = _known(model_admin, request, query), []
    while wrong := _wrong(model_admin, request, given):
        dropped += wrong
        given = {name: values for name, values in given.items() if name not in wrong}
    return _written(given), list(dict.fromkeys(_name(model_admin, each) for each in dropped))


def _known(model_admin: ModelAdmin, request: HttpRequest, query: str) -> Given:
    try:
        pairs = parse_qsl(query[:LONGEST_QUERY], max_num_fields=MOST)
    except ValueError:  # too many
        return {}
    known, found = known_parameters(model_admin, request), {}
    for name, value in pairs:
        if name in known and "\0" not in value:
            found.setdefault(name, []).append(value)
    return found


def _written(given: Given) -> str:
    written = urlencode(sorted(given.items()), doseq=True)
    return written if len(written) <= LONGEST_QUERY else ""


def _wrong(model_admin: ModelAdmin, request: HttpRequest, given: Given) -> list[str]:
    """Return the parameters that the list refuses, or whose value none of its filters offers."""
    columns = len(model_admin.get_list_display(request))
    order = given.get(ORDER_VAR, ["0"])[-1]
    if not ORDER.fullmatch(order) or any(int(each.strip("-")) > columns for each in order.split(".")):
        return [ORDER_VAR]
    shown = _list(model_admin, request, given)
    if shown is None:
        alone = [name for name in given if _list(model_admin, request, {name: given[name]}) is None]
        return alone or list(given)
    others = given.keys() - _without_choices(model_admin, request)
    for spec in shown.filter_specs:
        mine = others.intersection(spec.expected_parameters())
        if mine and not any(choice.get("selected") for choice in spec.choices(shown)):
            return sorted(mine)
        others -= mine
    return sorted(others)  # of a filter with too few choices to be shown: the list ignores it


def _list(model_admin: ModelAdmin, request: HttpRequest, given: Given) -> ChangeList | None:
    asked = copy(request)
    asked.method, asked.GET = "GET", QueryDict(_written(given))
    try:
        return model_admin.get_changelist_instance(asked)
    except (IncorrectLookupParameters, SuspiciousOperation):
        return None


def _name(model_admin: ModelAdmin, parameter: str) -> str:
    if parameter in (ORDER_VAR, SEARCH_VAR):
        return _("Order") if parameter == ORDER_VAR else _("Search")
    field = parameter.partition("__")[0]
    try:
        return capfirst(str(model_admin.opts.get_field(field).verbose_name))
    except FieldDoesNotExist:
        return capfirst(field)
