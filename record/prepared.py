"""Queries that are compiled once in each process: building one with the ORM takes ten times as long as running it."""

from collections.abc import Callable
from typing import Any

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler


class Given(Expression):
    """The place of a value that each run of a prepared query gives: of a list of `length` values, or of a single one.

    Only a lookup may compare it, `in` for a list.
    """

    def __init__(self, name: str, length: int | None):
        super().__init__()
        self.name, self.length = name, length

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list]:
        return ("%s" if self.length is None else f"({', '.join(['%s'] * self.length)})"), [self]


class Prepared:
    """A query set that is built and compiled once for each model.

    `build(model, **places)` returns it, with a place for each value. It may not join other models (annotate what you
    need of them) or prefetch. Lists are filled up to a power of two, so that few lengths are compiled.
    """

    def __init__(self, build: Callable[..., QuerySet]):
        self._build = build
        self._compiled: dict[tuple, tuple[str, list]] = {}

    def __call__(self, model: type[Model], **values: Any) -> list[Model]:
        """Run the query, and return its rows. A value for `in` is a list, but not an empty one."""
        alias = router.db_for_read(model)
        return list(model._default_manager.using(alias).raw(*self._filled(alias, model, values)))

    def tuples(self, model: type[Model], **values: Any) -> list[tuple]:
        """Run the query of `values_list`, and return its rows, as the database has them: numbers and text only."""
        alias = router.db_for_read(model)
        sql, parameters = self._filled(alias, model, values)
        with connections[alias].cursor() as cursor:
            cursor.execute(sql, [*map(connections[alias].ops.adapt_unknown_value, parameters)])
            return cursor.fetchall()

    def _filled(self, alias: str, model: type[Model], values: dict[str, Any]) -> tuple[str, list]:
        """Return the SQL and its parameters."""
        lengths = {name: _length(value) for name, value in values.items()}
        key = (alias, model, *lengths.values())
        if key not in self._compiled:
            places = {name: Given(name, length) for name, length in lengths.items()}
            query = self._build(model, **places).query
            self._compiled[key] = query.get_compiler(alias, connections[alias]).as_sql()
        sql, parameters = self._compiled[key]
        return sql, [value for each in parameters for value in _values(each, values)]


def _length(value: Any) -> int | None:
    return 1 << (len(value) - 1).bit_length() if isinstance(value, list) else None


def _values(parameter: Any, given: dict[str, Any]) -> list:
    """Return the values for a parameter: those given for its place, or itself."""
    if not isinstance(parameter, Given):
        return [parameter]
    value = given[parameter.name]
    return [value] if parameter.length is None else value + value[-1:] * (parameter.length - len(value))
