"""The guard in front of every verb."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Literal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.accounts.models import Member
from alongside.sharing.models import Guarded

type Verb[**P, R] = Callable[Concatenate[Member, P], R]


class NotHere(Http404, PermissionDenied):
    """It is gone, or was never for the actor to see: nobody is told which."""


def action[**P, R](*, edits: str | None = None) -> Callable[[Verb[P, R]], Verb[P, R]]:
    """One transaction; the thing that is edited must be the actor's to edit, every other thing handed in
    must be visible to them. Raises PermissionDenied otherwise, NotHere for what they may not even see. Things are
    handed in by keyword."""

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
    if may(actor, do, thing):
        return
    if do == "edit" and may(actor, "see", thing):
        raise PermissionDenied(f"This {thing._meta.verbose_name} is not yours to edit.")
    raise NotHere(f"There is no such {thing._meta.verbose_name}.")


def may(actor: Member, do: Literal["see", "edit"], thing: Guarded) -> bool:
    rows = type(thing).objects
    allowed = rows.editable_by(actor) if do == "edit" else rows.visible_to(actor)
    return allowed.filter(pk=thing.pk).exists()


def visible_or_404[M: Guarded](viewer: Member, noun: type[M], pk: int) -> M:
    """What a page or a program asks for by its key."""
    found: M = get_object_or_404(noun.objects.visible_to(viewer), pk=pk)  # type: ignore[assignment]
    return found


def held[M: Guarded](actor: Member, thing: M) -> M:
    """As it stands now, and for nobody else to change until the verb is done: two requests may come at once. Raises
    NotHere when it was deleted, or taken back from the actor, since it was found."""
    rows: Any = type(thing).objects.visible_to(actor)
    try:
        thing.refresh_from_db(from_queryset=rows.select_for_update(of=("self",)))
    except type(thing).DoesNotExist:
        raise NotHere(f"There is no such {thing._meta.verbose_name}.") from None
    return thing


def in_turn(actor: Member, *things: Guarded | None) -> None:
    """Two requests of one member come at once: what one of them checks, the other does not change meanwhile. Wait until
    no other verb of the actor that waits so goes on; the given things are as they stand now.

    The row of the member is what is waited for: a new handle, address or line of reporting has no row to hold yet.
    Whoever only refers to the member does not wait.
    """
    Member.objects.select_for_update(no_key=True).get(pk=actor.pk)
    for thing in things:
        if thing is not None:
            held(actor, thing)
