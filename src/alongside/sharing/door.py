"""The closed door: a query over people's words that does not say for whom it asks does not run."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self

from django.db import models

from alongside.accounts.models import Member

_opened: ContextVar[str] = ContextVar("opened", default="")


class NotOpened(Exception):
    """A query was about to run for nobody in particular."""


@contextmanager
def opened(reason: str) -> Iterator[None]:
    """Open the door for everything inside. Django's own checks have a reason, the house's upkeep, and a verb that moves
    rows of what it may edit, whoever they point at; what somebody is shown never has one."""
    token = _opened.set(reason)
    try:
        yield
    finally:
        _opened.reset(token)


def link(links: Any, *, to: Iterable[models.Model]) -> None:
    """To these and no others: `link(story.witnesses, to=persons)`. Django looks up what is linked now for nobody in
    particular; whoever may edit a thing may change what it is linked to."""
    with opened("the links of a thing that is edited"):
        links.set(to)


class SharedQuerySet[M: models.Model](models.QuerySet[M]):
    viewer: Member | None = None

    def visible_to(self, member: Member) -> Self:
        return self._opened_by(member, self.model.who_sees(member))  # type: ignore[attr-defined]

    def editable_by(self, member: Member) -> Self:
        return self._opened_by(member, self.model.who_edits(member))  # type: ignore[attr-defined]

    def _opened_by(self, member: Member, rule: models.Q) -> Self:
        rows = self.filter(rule, workspace=member.workspace_id)
        rows.viewer = member
        return rows

    def _check_opened(self) -> None:
        if not (self.viewer or _opened.get()):
            raise NotOpened(f"{self.model.__name__}: say for whom, with visible_to(member)")

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone.viewer = self.viewer
        return clone  # type: ignore[no-any-return]

    def _combinator_query(self, combinator: str, *others: Any, all: bool = False) -> Any:  # noqa: A002
        self._check_all_opened(others)
        return super()._combinator_query(combinator, *others, all=all)  # type: ignore[misc]

    def __and__(self, other: Any) -> Self:
        self._check_all_opened([other])
        return super().__and__(other)

    def __or__(self, other: Any) -> Self:
        self._check_all_opened([other])
        return super().__or__(other)

    def _check_all_opened(self, others: Any) -> None:
        for rows in (self, *others):
            if isinstance(rows, SharedQuerySet):
                rows._check_opened()


def _guarded(name: str) -> Any:
    original = getattr(models.QuerySet, name)

    def guarded(self: SharedQuerySet[Any], *args: Any, **kwargs: Any) -> Any:
        self._check_opened()
        return original(self, *args, **kwargs)

    guarded.__name__ = name
    guarded.__doc__ = original.__doc__
    guarded.alters_data = getattr(original, "alters_data", False)  # type: ignore[attr-defined]
    return guarded


# Everything through which rows, counts or writes leave a query set.
# `resolve_expression` is its use inside another query.
EXITS = (
    "_fetch_all", "iterator", "aiterator", "count", "exists", "aggregate", "update", "delete", "explain",
    "raw", "_update", "_raw_delete", "resolve_expression", "in_bulk", "contains", "bulk_update",
)  # fmt: skip
for _name in EXITS:
    setattr(SharedQuerySet, _name, _guarded(_name))
