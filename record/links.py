"""The links of editions: rows by which lists find an edition, derived from its content, with a copy of its dates.

A link is identified by its only unique constraint: the first field is the edition, the second the target of the link.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, QuerySet, UniqueConstraint

from record.models import Edition

WINDOW = ("published_on", "live_from", "live_until", "withdrawn_at")

Links = dict[type[Model], list[Model]]


def window(edition: Edition, model: type[Model]) -> dict:
    names = {field.name for field in model._meta.concrete_fields}
    return {name: getattr(edition, name) for name in WINDOW if name in names}


def links_of(edition: Edition, model: type[Model]) -> QuerySet:
    owner, _target = _sides(model)
    return model._default_manager.filter(**{owner: edition.pk})


def link_differences(links: list[tuple[Edition, Links]]) -> Iterator[tuple[Edition, str]]:
    """Yield each difference between the saved links of these editions, including copied dates, and the given ones."""
    expected: dict[type[Model], dict[int, list[Model]]] = {}
    for edition, by_model in links:
        for model, rows in by_model.items():
            expected.setdefault(model, {})[edition.pk] = rows
    for model, by_edition in expected.items():
        owner, target = _sides(model)
        found: dict[int, dict[Any, Model]] = {pk: {} for pk in by_edition}
        for row in model._default_manager.filter(**{f"{owner}__in": list(by_edition)}):
            found[getattr(row, owner)][getattr(row, target)] = row
        for edition, _by_model in links:
            wanted = {getattr(row, target): row for row in by_edition[edition.pk]}
            yield from ((edition, words) for words in _rows(model, target, wanted, found[edition.pk]))


def _sides(model: type[Model]) -> tuple[str, str]:
    constraint = next(each for each in model._meta.constraints if isinstance(each, UniqueConstraint))
    owner, target = (model._meta.get_field(name).attname for name in constraint.fields)
    return owner, target


def _rows(model: type[Model], target: str, wanted: dict[Any, Model], found: dict[Any, Model]) -> Iterator[str]:
    name = model._meta.verbose_name
    yield from (f"its {name} with {target} {pk} is missing" for pk in wanted if pk not in found)
    yield from (f"it has a {name} too many, with {target} {pk}" for pk in found if pk not in wanted)
    for pk, row in wanted.items():
        for field in model._meta.concrete_fields if pk in found else ():
            is_value, was_value = getattr(found[pk], field.attname), getattr(row, field.attname)
            if not field.primary_key and is_value != was_value:
                yield f"in its {name} with {target} {pk}, {differs(field.attname, is_value, was_value)}"


def differs(name: str, is_value: object, was_value: object) -> str:
    return f"{name} is {_short(is_value)} instead of {_short(was_value)}"


def _short(value: object) -> str:
    words = "nothing" if value is None else f"“{value}”"
    return words if len(words) <= 160 else f"{words[:160]}…”"
