"""The words by which a person is found."""

from typing import Protocol

from alongside.people.models import Person
from alongside.search.index import index


class Told(Protocol):
    name: str
    handle: str
    role: str
    team: str


def index_person(person: Person) -> None:
    index(person, words_of(person))


def words_of(person: Told) -> str:
    return f"{person.name} {person.handle} {person.role} {person.team}"
