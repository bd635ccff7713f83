"""Whom a word means, and under which names and addresses somebody is known."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Value

from alongside.accounts.models import Member
from alongside.lib.cleaning import one_line
from alongside.lib.wording import in_order
from alongside.people.models import Identity, IdentityKind, Person
from alongside.people.naming import called, folded_handle
from alongside.search.folding import fold
from alongside.sharing.door import SharedQuerySet

type Known = tuple[IdentityKind, str]
_OWN_NAME = Value("", models.CharField())
"""In place of the kind of an identity."""


def persons_of(viewer: Member) -> SharedQuerySet[Person]:
    """Without those who were removed: they are named only where they were named before."""
    return Person.objects.visible_to(viewer).filter(removed_at=None).order_by("name", "pk")


def find_person(viewer: Member, text: str) -> Person:
    """The one whom a handle, a name, an e-mail address or the beginning of one means.

    Raises ValidationError, naming who could be meant, when it is nobody or not one person alone.
    """
    everyone = sorted(persons_of(viewer), key=lambda person: fold(person.name))
    found = called(everyone, text) or _by_address(viewer, everyone, text) or _beginning(everyone, text)
    if len(found) == 1:
        return found[0]
    raise ambiguous(text, found) if found else ValidationError(_nobody(text, everyone), code="nobody")


def ambiguous(text: str, found: Iterable[Person]) -> ValidationError:
    return ValidationError(f"“{text}” could be {_named(found)}. Write the handle.", code="ambiguous")


def my_identities(viewer: Member) -> SharedQuerySet[Identity]:
    """The names and addresses under which sources know the viewer."""
    return Identity.objects.visible_to(viewer).filter(person=None).order_by("kind", "value")


def own_names(viewer: Member, known: Iterable[tuple[str, str]] | None = None) -> set[Known]:
    """By which the viewer is meant themself. `known` are their identities, where they have been fetched."""
    kept = my_identities(viewer).values_list("kind", "value") if known is None else known
    return {known_as("name", viewer.name), *(known_as(*each) for each in kept)}


@lru_cache(maxsize=10_000)
def known_as(kind: str, value: str) -> Known:
    """The form in which identities are compared. Two thousand names are turned into it for many a page."""
    return IdentityKind(kind), fold(one_line(value))


def forms_of(name: str, address: str) -> tuple[Known, ...]:
    """What a credit knows somebody by, the surest first. Many a source writes a login where others write a name."""
    said = [("email", address), ("name", name), ("login", name)]
    if "," in name:
        said.insert(2, ("name", in_order(name)))
    return tuple(known_as(kind, value) for kind, value in said if value.strip())


def persons_by_identity(viewer: Member) -> dict[Known, int]:
    """The viewer's persons by all that they are known under, their names included: identity → key of the person.
    A name that two of them bear says nothing. Who was removed is still known."""
    names, identities = names_and_identities(viewer)
    return unshared(names) | {known_as(kind, value): person for kind, value, person in identities if person}


def unshared(names: Iterable[tuple[str, int]]) -> dict[Known, int]:
    """Names that one person alone bears, of pairs of a name and the key of who bears it."""
    known = [(known_as("name", name), person) for name, person in names]
    borne = Counter(name for name, _ in known)
    return {name: person for name, person in known if borne[name] == 1}


def names_and_identities(viewer: Member) -> tuple[list[tuple[str, int]], list[tuple[str, str, int | None]]]:
    """The names of the viewer's persons, and all identities, the viewer's own without a person: in one query, as who
    asks for the one asks for the other."""
    named = Person.objects.visible_to(viewer).order_by().values_list(_OWN_NAME, F("name"), F("pk"))
    kept = Identity.objects.visible_to(viewer).order_by().values_list("kind", "value", "person_id")
    rows = list(named.union(kept, all=True))
    names = [(value, person) for kind, value, person in rows if not kind]
    return names, [(kind, value, person) for kind, value, person in rows if kind]


def _by_address(viewer: Member, everyone: list[Person], text: str) -> list[Person]:
    wanted = fold(text.strip())
    identities = Identity.objects.visible_to(viewer).exclude(person=None)
    keys = {each.person_id for each in identities if fold(each.value) == wanted}
    return [person for person in everyone if person.pk in keys]


def _beginning(everyone: list[Person], text: str) -> list[Person]:
    wanted = folded_handle(text)
    return [
        person
        for person in everyone
        if wanted and (person.handle.startswith(wanted) or folded_handle(person.name).startswith(wanted))
    ]


def _nobody(text: str, everyone: list[Person]) -> str:
    if not everyone:
        add = "Add one under People, or write @name in a line of your log."
        return f"Nobody is called “{text}”: no persons are added yet. {add}"
    return f"Nobody is called “{text}”. You know {_named(everyone)}."


def _named(persons: Iterable[Person], at_most: int = 8) -> str:
    shown = [f"{person.name} (@{person.handle})" for person in persons]
    more = f" and {len(shown) - at_most} more" if len(shown) > at_most else ""
    return ", ".join(shown[:at_most]) + more
