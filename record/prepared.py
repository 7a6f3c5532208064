"""Queries that are compiled once in each process: building one with the ORM takes ten times as long as running it."""

from collections.abc import Callable
from typing import Any, NamedTuple

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
        self._compiled: dict[tuple, _Compiled] = {}

    def __call__(self, model: type[Model], **values: Any) -> list[Model]:
        """Run the query, and return its rows. A value for `in` is a list, but not an empty one."""
        alias = router.db_for_read(model)
        compiled = self._compiled_for(alias, model, values)
        return [compiled.instance(alias, model, row) for row in compiled.rows(connections[alias], values)]

    def tuples(self, model: type[Model], **values: Any) -> list[tuple]:
        """Run the query of `values_list`, and return its rows."""
        alias = router.db_for_read(model)
        return self._compiled_for(alias, model, values).rows(connections[alias], values)

    def _compiled_for(self, alias: str, model: type[Model], values: dict[str, Any]) -> "_Compiled":
        lengths = {name: _length(value) for name, value in values.items()}
        key = (alias, model, *lengths.values())
        if key not in self._compiled:
            places = {name: Given(name, length) for name, length in lengths.items()}
            query = self._build(model, **places).query
            self._compiled[key] = _Compiled.by(query.get_compiler(alias, connections[alias]))
        return self._compiled[key]


class _Compiled(NamedTuple):
    """A query as SQL, and how its rows are read, as Django's `ModelIterable` does."""

    sql: str
    parameters: list
    converters: dict  # by column: the functions that make Python's value of the database's, and the expression
    fields: dict[str, int]  # of the model: column by attribute
    annotations: dict[str, int]

    @classmethod
    def by(cls, compiler: SQLCompiler) -> "_Compiled":
        sql, parameters = compiler.as_sql()
        expressions = [expression for expression, *_ in compiler.select]
        columns = compiler.klass_info["select_fields"] if compiler.klass_info else []
        fields = {expressions[column].target.attname: column for column in columns}
        converters = compiler.get_converters(expressions)
        return cls(sql, list(parameters), converters, fields, dict(compiler.annotation_col_map or {}))

    def rows(self, connection: BaseDatabaseWrapper, values: dict[str, Any]) -> list[tuple]:
        given = [value for each in self.parameters for value in _values(each, values)]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [*map(connection.ops.adapt_unknown_value, given)])
            rows = cursor.fetchall()
        return [self._converted(row, connection) for row in rows] if self.converters else rows

    def _converted(self, row: tuple, connection: BaseDatabaseWrapper) -> tuple:
        values = list(row)
        for column, (converts, expression) in self.converters.items():
            for convert in converts:
                values[column] = convert(values[column], expression, connection)
        return tuple(values)

    def instance(self, alias: str, model: type[Model], row: tuple) -> Model:
        made = model.from_db(alias, self.fields.keys(), [row[column] for column in self.fields.values()])
        for name, column in self.annotations.items():
            setattr(made, name, row[column])
        return made


def _length(value: Any) -> int | None:
    return 1 << (len(value) - 1).bit_length() if isinstance(value, list) else None


def _values(parameter: Any, given: dict[str, Any]) -> list:
    """Return the values for a parameter: those given for its place, or itself."""
    if not isinstance(parameter, Given):
        return [parameter]
    value = given[parameter.name]
    return [value] if parameter.length is None else value + value[-1:] * (parameter.length - len(value))
