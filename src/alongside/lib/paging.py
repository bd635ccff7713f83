"""Lists through the JSON door: a part at a time."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from ninja import Schema
from pydantic import Field


class Part(Schema):
    """Which rows of a list are asked for."""

    limit: int = Field(100, ge=1, le=500)
    offset: int = Field(0, ge=0, le=10**9)

    def of[Rows: Sequence[Any] | QuerySet[Any]](self, rows: Rows) -> Rows:
        return rows[self.offset : self.offset + self.limit]  # type: ignore[return-value]

    def listed(self, rows: Sequence[Any] | QuerySet[Any]) -> dict[str, Any]:
        """As a list is answered, with how long it is."""
        return {"items": self.of(rows), "total": rows.count() if isinstance(rows, QuerySet) else len(rows)}
