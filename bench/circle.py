"""Two thousand persons around one member, thirty thousand touchpoints with them, and what else their pages show:
strangers, expectations and those who are gone. Made the same every time."""

import random
from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from alongside.accounts.models import Member
from alongside.people import actions as people
from alongside.people.contacts import Contact
from alongside.people.models import Person, Relation
from alongside.search.index import index
from alongside.sharing.door import opened

PERSONS, TOUCHPOINTS, TEAMS = 2_000, 30_000, 60
STRANGERS, EXPECTATIONS, GONE = 2_000, 300, 200
KINDS = ("meeting", "meeting", "review", "review", "joint_work", "one_on_one", "question", "thanks", "message")
FEW = (Relation.MANAGERS_PEER, Relation.STAKEHOLDER, Relation.SKIP_LEVEL, Relation.DECISION_MAKER, Relation.MENTOR)


def fill_circle(member: Member, chance: random.Random, scale: float) -> None:
    """Most are somebody met once; a few dozen are met often, as in any calendar of ten years."""
    with opened("the bench's past"):
        rows = Person.objects.bulk_create(_person(member, chance, n) for n in range(round(PERSONS * scale)))
    for person in rows:
        index(person, person.name, person.handle)
    contacts = list(_contacts(chance, [person.pk for person in rows], round(TOUCHPOINTS * scale)))
    people.keep_touchpoints(member, source="calendar", contacts=contacts)
    people.keep_strangers(member, contacts=_unknown(chance, round(STRANGERS * scale)))
    _expectations(member, rows, round(EXPECTATIONS * scale))
    _gone(member, round(GONE * scale))


def _expectations(member: Member, persons: list[Person], number: int) -> None:
    """Most persons have at most one."""
    for n in range(number):
        people.expect(member, person=persons[n % len(persons)], text=f"Tells early what changes, {n}")


def _gone(member: Member, number: int) -> None:
    """Half of them merged into others, half removed."""
    for n in range(number):
        person = people.add_person(member, name=f"Gone {n}", relation=Relation.OTHER)
        if n % 2:
            people.remove_person(member, person=person)
        else:
            into = Person.objects.visible_to(member).get(handle=f"person{n}")
            people.merge_persons(member, person=person, into=into)


def _unknown(chance: random.Random, number: int) -> Iterator[Contact]:
    """Met once to nine times each."""
    now = timezone.now()
    for n in range(number):
        for met in range(1 + n % 9):
            yield Contact(
                known=(("name", f"Stranger {n}"), ("email", f"stranger{n}@example.org")),
                kind=chance.choice(KINDS),
                at=now - timedelta(days=n % 900, minutes=met),
                text="",
            )


def _person(member: Member, chance: random.Random, n: int) -> Person:
    relation = chance.choice(FEW) if n % 8 == 0 else (Relation.PEER if n < 40 else Relation.OTHER)
    return Person(
        workspace=member.workspace,
        owner=member,
        name=f"Person {n}",
        handle=f"person{n}",
        relation=relation,
        team=f"Team {n % TEAMS}",
        role="Engineer",
        decides=n % 400 == 0,
    )


def _contacts(chance: random.Random, keys: list[int], number: int) -> Iterator[Contact]:
    now = timezone.now()
    for n in range(number):
        place = min(int(chance.paretovariate(0.6)) - 1, len(keys) - 1)
        kind = chance.choice(KINDS)
        yield Contact(
            known=keys[place if n % 3 else n % len(keys)],
            kind=kind,
            at=now - timedelta(days=3650 * n / number, minutes=n % 500),
            text=f"About the {kind}",
            weight=1.0 if n % 4 else 0.1,
            source_id=f"bench:{n}",
            saw=f"piece:{n % 700}" if kind in ("review", "joint_work") else "",
        )
