"""Rows of a table whose keys are made, not counted: put in, or put in the place of what is there."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.db import connection, models


def put_each(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows whose key (the first of the fields) may be there already: then they get the new values. The caller has a
    transaction around it."""
    name = connection.ops.quote_name
    known = {field.name: field.column or field.name for field in model._meta.concrete_fields}
    columns = [name(known[field]) for field in fields]
    changed = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
    order = (
        f"INSERT INTO {name(model._meta.db_table)} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608
        f" ON CONFLICT ({columns[0]}) DO UPDATE SET {changed}"
    )
    with connection.cursor() as cursor:  # noqa: TID251 (this is lib)
        cursor.executemany(order, cast(Any, rows))
