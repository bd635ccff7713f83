"""Several small questions in one query: what a page asks by the dozen, of each a row or two."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F, JSONField, Subquery
from django.db.models.functions import JSONObject


class Few(NamedTuple):
    """The first rows of a query in its own order, and what of each is told: by name, a field or an expression. Days are
    told as ISO text."""

    rows: models.QuerySet[Any]
    told: Mapping[str, Any]
    at_most: int = 1


def in_one_look(at: models.QuerySet[Any], asked: Mapping[str, Few]) -> dict[str, list[dict[str, Any]]]:
    """`at` finds exactly one row, whatever it is: the questions hang on it."""
    parts = {f"{name}_{place}": _row(few, place) for name, few in asked.items() for place in range(few.at_most)}
    found = at.values(**parts).get() if parts else {}
    return {
        name: [row for place in range(few.at_most) if (row := found[f"{name}_{place}"]) is not None]
        for name, few in asked.items()
    }


def _row(few: Few, place: int) -> Subquery:
    told = {name: F(what) if isinstance(what, str) else what for name, what in few.told.items()}
    return Subquery(few.rows.values(told=JSONObject(**told))[place : place + 1], output_field=JSONField())
