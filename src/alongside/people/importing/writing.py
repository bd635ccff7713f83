"""What a desk has gathered goes into the database: thousands at a time as rows, not as instances."""

from datetime import datetime
from itertools import batched

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.lib.bulk import insert_missing, set_each, stored
from alongside.people.importing.desk import SHOWN, Waiting
from alongside.people.importing.there import There
from alongside.people.indexing import words_of
from alongside.people.models import Identity, IdentityKind, Person
from alongside.search.index import index_rows

_PERSON = (
    *("workspace", "owner", "name", "handle", "relation", "role", "team"),
    *("placed_in", "decides", "friend", "created_at"),
)
_IDENTITY = ("workspace", "owner", "kind", "value", "person")
_AT_ONCE = 1000


class Overtaken(Exception):
    """Somebody got the handle of one of them meanwhile: the desk knows less than there is."""


def write(actor: Member, waiting: Waiting, *, relation: str, first: bool, at: datetime) -> None:
    """The caller has a transaction around it. `at` is the moment at which all of one file came. `first`: the first of
    them are told as events. Raises Overtaken."""
    _add(actor, waiting.new, relation, at)
    _add_again(actor, waiting.again, relation, at)
    for name in ("role", "team"):
        set_each(Person, name, [(key, getattr(person, name)) for key, person in waiting.filled.items()])
    index_rows(
        Person, ((person.pk, words_of(person)) for person in [*waiting.new, *waiting.again, *waiting.filled.values()])
    )
    where = (actor.workspace_id, actor.pk)
    rows = ((*where, IdentityKind.EMAIL.value, email, person.pk) for person, email in waiting.addresses)
    insert_missing(Identity, _IDENTITY, rows)
    if first:
        keys = [person.pk for person in waiting.new[:SHOWN]]
        for person in Person.objects.visible_to(actor).filter(pk__in=keys).order_by("pk"):
            record(actor, verb="added", thing=person)


def _add(actor: Member, new: list[There], relation: str, at: datetime) -> None:
    where = (actor.workspace_id, actor.pk)
    rows = [(*where, each.name, each.handle, relation, each.role, each.team, "", False, False, at) for each in new]
    if rows and insert_missing(Person, _PERSON, (stored(Person, _PERSON, row) for row in rows)) != len(rows):
        raise Overtaken
    for some in batched(new, _AT_ONCE):
        handles = [person.handle for person in some]
        found = Person.objects.visible_to(actor).filter(handle__in=handles).values_list("handle", "pk")
        keys = dict(found)
        for person in some:
            person.pk = keys[person.handle]


def _add_again(actor: Member, again: list[There], relation: str, at: datetime) -> None:
    for name in ("name", "role", "team"):
        set_each(Person, name, [(person.pk, getattr(person, name)) for person in again])
    for some in batched(again, _AT_ONCE):
        rows = Person.objects.editable_by(actor).filter(pk__in=[person.pk for person in some])
        rows.update(relation=relation, created_at=at, removed_at=None)
