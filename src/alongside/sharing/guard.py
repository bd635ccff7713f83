"""The guard in front of every verb."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Literal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from alongside.accounts.models import Member
from alongside.sharing.models import Guarded

type Verb[**P, R] = Callable[Concatenate[Member, P], R]


def action[**P, R](*, edits: str | None = None) -> Callable[[Verb[P, R]], Verb[P, R]]:
    """One transaction; the thing that is edited must be the actor's to edit, every other thing handed in
    must be visible to them. Raises PermissionDenied otherwise. Things are handed in by keyword."""

    def wrap(verb: Verb[P, R]) -> Verb[P, R]:
        @wraps(verb)
        @transaction.atomic
        def run(actor: Member, /, *args: P.args, **given: P.kwargs) -> R:
            if args:
                raise TypeError(f"{verb.__name__}: only the actor goes by position")
            for name, value in given.items():
                for thing in value if isinstance(value, (list, tuple)) else (value,):
                    if isinstance(thing, Guarded):
                        must(actor, "edit" if name == edits else "see", thing)
            return verb(actor, *args, **given)

        run.is_action = True  # type: ignore[attr-defined]
        return run

    return wrap


def must(actor: Member, do: Literal["see", "edit"], thing: Guarded) -> None:
    if not may(actor, do, thing):
        raise PermissionDenied(f"This {thing._meta.verbose_name} is not yours to {do}.")


def may(actor: Member, do: Literal["see", "edit"], thing: Guarded) -> bool:
    rows = type(thing).objects
    allowed = rows.editable_by(actor) if do == "edit" else rows.visible_to(actor)
    return allowed.filter(pk=thing.pk).exists()
