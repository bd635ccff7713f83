"""Verbs over the persons around a member and the names under which they are known."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.lib.cleaning import one_line
from alongside.people.actions.identities import Standing, add_identity, keep_identity, standing
from alongside.people.actions.removing import bring_back_person
from alongside.people.following import changed
from alongside.people.indexing import index_person
from alongside.people.models import Identity, IdentityKind, Person, Relation
from alongside.people.naming import called, folded_handle, free_handle, name_from
from alongside.people.queries import persons_of
from alongside.people.queries.finding import ambiguous
from alongside.people.queries.lines import stands_above
from alongside.sharing.guard import action, in_turn

UNCHANGED: Any = object()
LONGEST_CADENCE = 730


class About(TypedDict, total=False):
    """What else may be said of a person; what is left out stays as it is."""

    role: str
    team: str
    reports_to: Person | None
    decides: bool
    friend: bool
    cadence_days: int | None


@action()
def add_person(
    actor: Member,
    *,
    name: str,
    relation: str = Relation.PEER,
    handle: str | None = None,
    email: str | None = None,
    **about: Unpack[About],
) -> Person:
    """Somebody around the actor; the handle is made from the name unless one is given."""
    in_turn(actor, about.get("reports_to"))
    person = _added(actor, _handles(actor), name=name, relation=relation, handle=handle, about=about)
    if email:
        add_identity(actor, kind="email", value=email, person=person)
    return person


@action()
def person_for_handle(actor: Member, *, handle: str) -> Person:
    """Whom `@handle` in a line means, or a whole name; somebody new appears by themself.

    `@manager` is the one manager there is, when nobody is called so. Raises ValidationError for a whole name of two.
    """
    in_turn(actor)
    everyone = list(persons_of(actor))
    found = called(everyone, handle) or _known_as(actor, handle, everyone) or _relating(handle, everyone)
    gone = called(Person.objects.visible_to(actor).exclude(removed_at=None), handle) if not found else []
    if len(gone) == 1:
        bring_back_person(actor, person=gone[0])
    if len(found or gone) == 1:
        return (found or gone)[0]
    if len(found) > 1 and " " in one_line(handle):
        raise ambiguous(handle, found)
    # Two with that name and none with that handle: asking in the middle of a capture would lose the line.
    return add_person(actor, name=name_from(handle), relation=Relation.OTHER, handle=_spare(handle, _handles(actor)))


def _known_as(actor: Member, handle: str, everyone: list[Person]) -> list[Person]:
    """By a login: also the handle that somebody had before they were merged."""
    logins = Identity.objects.visible_to(actor).filter(kind=IdentityKind.LOGIN).exclude(person=None)
    keys = {
        key for value, key in logins.values_list("value", "person_id") if folded_handle(value) == folded_handle(handle)
    }
    return [person for person in everyone if person.pk in keys]


def _relating(handle: str, everyone: list[Person]) -> list[Person]:
    return [person for person in everyone if person.relation == folded_handle(handle)]


@action()
def add_person_known_as(actor: Member, *, known: Iterable[tuple[str, str]], relation: str = Relation.OTHER) -> Person:
    """Somebody of whom a source knows names and addresses. What already stands for another person stays there."""
    return add_persons_known_as(actor, everyone=[known], relation=relation)[0]


@action()
def add_persons_known_as(
    actor: Member, *, everyone: Iterable[Iterable[tuple[str, str]]], relation: str = Relation.OTHER
) -> list[Person]:
    """With one look at who is there already."""
    in_turn(actor)
    taken, there = _handles(actor), standing(actor)
    return [_added_known_as(actor, known, relation, taken, there) for known in everyone]


def _added_known_as(
    actor: Member, known: Iterable[tuple[str, str]], relation: str, taken: set[str], there: Standing
) -> Person:
    given = [(kind, value) for kind, raw in known if (value := one_line(raw))]
    if not given:
        raise ValidationError({"name": "Write a name."})
    names = [value for kind, value in given if kind == "name"]
    called_so = names[0] if names else name_from(given[0][1]) or given[0][1]
    person = _added(actor, taken, name=called_so, relation=relation)
    for kind, value in given:
        if kind != "name" or value != person.name:
            with suppress(ValidationError):
                keep_identity(actor, there, kind=kind, value=value, person=person)
    return person


def _added(
    actor: Member, taken: set[str], *, name: str, relation: str, handle: str | None = None, about: About | None = None
) -> Person:
    """With a handle that is not taken, and is from then on."""
    chosen = _free(handle, taken) if handle else free_handle(name, taken=taken)
    person = Person(owner=actor, workspace=actor.workspace, name=_name(name), handle=chosen, relation=relation)
    _tell(actor, person, about or {})
    _save(person)
    taken.add(chosen)
    record(actor, verb="added", thing=person)
    changed(actor)
    return person


@action(edits="person")
def edit_person(
    actor: Member,
    *,
    person: Person,
    name: str = UNCHANGED,
    relation: str = UNCHANGED,
    handle: str = UNCHANGED,
    **about: Unpack[About],
) -> Person:
    in_turn(actor, person, about.get("reports_to"))
    if name is not UNCHANGED and _name(name) != person.name:
        person.name = _name(name)
        changed(actor)
    if relation is not UNCHANGED:
        person.relation = relation
    if handle is not UNCHANGED and folded_handle(handle) != person.handle:
        person.handle = _free(handle, _handles(actor))
    _tell(actor, person, about)
    _save(person)
    record(actor, verb="edited", thing=person)
    return person


def _save(person: Person) -> None:
    person.full_clean(exclude=["workspace", "owner"])
    person.save()
    index_person(person)


def _tell(actor: Member, person: Person, about: About) -> None:
    for name in ("role", "team"):
        if name in about:
            setattr(person, name, one_line(about[name]))
    if "reports_to" in about:
        person.reports_to = _above(actor, person, about["reports_to"])
    if "cadence_days" in about:
        person.cadence_days = _days(about["cadence_days"])
    person.decides = about.get("decides", person.decides)
    person.friend = about.get("friend", person.friend)


def _above(actor: Member, person: Person, boss: Person | None) -> Person | None:
    """Nobody stands above themself, at whatever distance."""
    if boss and stands_above(actor, person.pk, boss.pk):
        raise ValidationError({"reports_to": _circle(person, boss)})
    return boss


def _circle(person: Person, boss: Person) -> str:
    if boss.pk == person.pk:
        return "Nobody reports to themself. Choose somebody else, or nobody."
    return f"{boss.name} already reports to {person.name}, directly or not. Change that first."


def _days(days: int | None) -> int | None:
    if days is not None and not 0 <= days <= LONGEST_CADENCE:
        raise ValidationError({"cadence_days": f"Write a number of days from 1 to {LONGEST_CADENCE}, or 0 for never."})
    return days


def _name(name: str) -> str:
    cleaned = one_line(name)
    if not cleaned:
        raise ValidationError({"name": "Write a name."})
    return cleaned[: Person._meta.get_field("name").max_length]


def _handles(actor: Member) -> set[str]:
    """Those of removed persons too: they may come back."""
    return set(Person.objects.visible_to(actor).values_list("handle", flat=True))


def _free(handle: str, taken: set[str]) -> str:
    folded = folded_handle(handle)
    if not folded:
        raise ValidationError({"handle": "A handle has at least one letter or digit."})
    if folded in taken:
        raise ValidationError({"handle": f"@{folded} is taken. Choose another handle."})
    return folded


def _spare(handle: str, taken: set[str]) -> str:
    return folded if (folded := folded_handle(handle)) and folded not in taken else free_handle(handle, taken=taken)
