"""Many rows into one table, several times quicker than through model instances."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, cast

from django.db import connection, models
from django.db.backends.base.operations import BaseDatabaseOperations


def insert_missing(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """How many were new: a row that a unique constraint refuses is there already and is left as it is.

    Values go to the database as they are, and no default is filled in. The caller has a transaction around it.
    """
    return _insert(model, _columns(model, fields), rows, "DO NOTHING")


def put_each(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]], *, keys: int = 1) -> None:
    """Rows whose key (the first of the fields, or so many of them) may be there already: then they get the new values.
    The caller has a transaction around it.
    """
    columns = _columns(model, fields)
    changed = ", ".join(f"{column} = excluded.{column}" for column in columns[keys:])
    _insert(model, columns, rows, f"({', '.join(columns[:keys])}) DO UPDATE SET {changed}")


def stored(model: type[models.Model], fields: Sequence[str], row: Sequence[Any]) -> list[Any]:
    """The values as the database has them: dates, moments and documents are not given to it as they are."""
    values, ops = list(row), connection.ops
    for at, turn in _turning(model, tuple(fields)):
        values[at] = turn(ops, values[at])
    return values


type _Turn = Callable[[BaseDatabaseOperations, Any], Any]


@cache
def _turning(model: type[models.Model], fields: tuple[str, ...]) -> list[tuple[int, _Turn]]:
    known = (model._meta.get_field(name) for name in fields)
    return [(at, turn) for at, field in enumerate(known) if (turn := _as_stored(field))]


def _as_stored(field: Any) -> _Turn | None:
    if isinstance(field, models.DateTimeField):
        return lambda ops, value: ops.adapt_datetimefield_value(value)
    elif isinstance(field, models.DateField):
        return lambda ops, value: ops.adapt_datefield_value(value)
    elif isinstance(field, models.JSONField):
        return lambda ops, value: ops.adapt_json_value(value, field.encoder)
    else:
        return None


def set_each(model: type[models.Model], field: str, rows: Iterable[tuple[int, Any]]) -> None:
    """Give the rows of these keys their values. The caller has a transaction around it."""
    order = f"UPDATE {_table(model)} SET {_columns(model, [field])[0]} = %s WHERE id = %s"  # noqa: S608
    with connection.cursor() as cursor:  # noqa: TID251 (this is lib)
        cursor.executemany(order, [(value, key) for key, value in rows])


def _insert(model: type[models.Model], columns: list[str], rows: Iterable[Sequence[Any]], conflict: str) -> int:
    places = ", ".join(["%s"] * len(columns))
    order = f"INSERT INTO {_table(model)} ({', '.join(columns)}) VALUES ({places}) ON CONFLICT {conflict}"  # noqa: S608
    with connection.cursor() as cursor:  # noqa: TID251 (this is lib)
        cursor.executemany(order, cast(Any, rows))
        return max(int(cursor.rowcount), 0)


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _columns(model: type[models.Model], fields: Sequence[str]) -> list[str]:
    known = {field.name: field.column or field.name for field in model._meta.concrete_fields}
    return [connection.ops.quote_name(known[field]) for field in fields]
