"""Contacts out of a file become persons, each once. What does not fit together is told and left as it is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models.functions import Lower

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.lib.bulk import insert_missing
from alongside.lib.contact_file import Card
from alongside.people.following import changed
from alongside.people.models import Identity, IdentityKind, Person, Relation
from alongside.people.naming import free_handle, name_from
from alongside.people.queries import my_identities
from alongside.search.folding import fold, words
from alongside.search.index import index_all
from alongside.sharing.guard import action

_IDENTITY = ("workspace", "owner", "kind", "value", "person")
_AT_ONCE = 1000
_SHOWN = 10
_MOST_TOLD = 200


@dataclass(slots=True)
class Imported:
    read: int = 0
    added: int = 0
    known: int = 0
    """Persons that were there already."""
    addresses: int = 0
    """New to somebody, of the added ones too."""
    told: list[tuple[int, str]] = field(default_factory=list)
    """Line and sentence: what was left out or needs a look."""
    told_count: int = 0
    shown: list[tuple[str, str]] = field(default_factory=list)
    """The first of those who are new: name, and addresses."""

    def tell(self, line: int, sentence: str) -> None:
        self.told_count += 1
        if len(self.told) < _MOST_TOLD:
            self.told.append((line, sentence))


@action()
def import_contacts(
    actor: Member, *, cards: Iterable[Card], relation: str = Relation.OTHER, dry_run: bool = False
) -> Imported:
    """Who is there already, by an address or by a name that only one has, gets the addresses that are new. With
    `dry_run` nothing is kept."""
    if relation not in Relation.values:
        raise ValidationError({"relation": f"Choose one of: {', '.join(Relation.values)}."})
    desk = _Desk(actor, relation)
    for card in cards:
        desk.take(card)
    if not dry_run:
        desk.write()
    return desk.done


class _Desk:
    """All that is known before, and what comes to it."""

    def __init__(self, actor: Member, relation: str) -> None:
        self.actor, self.relation, self.done = actor, relation, Imported()
        self.persons = list(Person.objects.visible_to(actor))
        self.handles = {person.handle for person in self.persons}
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        for person in self.persons:
            self.by_name[fold(person.name)].append(person)
        by_key = {person.pk: person for person in self.persons}
        rows = Identity.objects.visible_to(actor).filter(kind=IdentityKind.EMAIL).exclude(person=None)
        self.by_address = {fold(value): by_key[key] for value, key in rows.values_list("value", "person_id") if key}
        self.before = set(self.by_address)
        self.has_address = {id(person) for person in self.by_address.values()}
        self.mine = {fold(each.value) for each in my_identities(actor)}
        others = actor.workspace.members.exclude(pk=actor.pk).annotate(address=Lower("user__email"))
        self.members = {fold(member.address): member for member in others}
        self.new: list[Person] = []
        self.filled: dict[int, Person] = {}
        self.addresses: list[tuple[Person, str]] = []

    def take(self, card: Card) -> None:
        self.done.read += 1
        emails = [email for email in card.emails if self._is_address(card, email)]
        name = " ".join(card.name.split()) or (name_from(emails[0].partition("@")[0]) if emails else "")
        if not name:
            self.done.tell(card.line, "Neither a name nor an address that can be used. It is left out.")
        elif any(fold(email) in self.mine for email in emails):
            self.done.tell(card.line, f"{name} is you. It is left out.")
        else:
            self._place(card, name, emails)

    def _place(self, card: Card, name: str, emails: list[str]) -> None:
        owners = {id(owner): owner for email in emails if (owner := self.by_address.get(fold(email)))}
        alike = [owner for owner in owners.values() if _alike(owner.name, name)]
        if len(alike) > 1:
            both = " and ".join(f"{owner.name} (@{owner.handle})" for owner in alike[:3])
            self.done.tell(
                card.line, f"{name} has addresses of {both}. Nothing was changed: merge them if they are one."
            )
            return
        person = alike[0] if alike else self._by_name(name, emails)
        if person is None:
            person = self._add(card, name)
        else:
            self.done.known += 1
            self._fill(person, card)
        self._give(card, person, emails)

    def _by_name(self, name: str, emails: list[str]) -> Person | None:
        """Only whom one alone is called so, and whose addresses say nothing else."""
        called = self.by_name.get(fold(name), [])
        if len(called) != 1:
            return None
        return called[0] if not emails or id(called[0]) not in self.has_address else None

    def _add(self, card: Card, name: str) -> Person:
        name = name[:120]
        if twins := self.by_name.get(fold(name)):
            there = f"There is a {name} (@{twins[0].handle}) with other addresses."
            self.done.tell(card.line, f"{there} A second one is added: merge them if they are one.")
        handle = free_handle(name, taken=self.handles)
        person = Person(
            owner=self.actor, workspace=self.actor.workspace, name=name, handle=handle, relation=self.relation
        )
        person.role, person.team = card.role[:80], card.team[:80]
        self.handles.add(handle)
        self.by_name[fold(name)].append(person)
        self.new.append(person)
        self.done.added += 1
        if len(self.done.shown) < _SHOWN:
            self.done.shown.append((name, ", ".join(card.emails[:3])))
        return person

    def _fill(self, person: Person, card: Card) -> None:
        """What was written by hand is not written over."""
        for name in ("role", "team"):
            told = getattr(card, name)[:80]
            if told and not getattr(person, name):
                setattr(person, name, told)
                if person.pk:
                    self.filled[person.pk] = person

    def _give(self, card: Card, person: Person, emails: list[str]) -> None:
        for email in emails:
            owner = self.by_address.setdefault(fold(email), person)
            if owner is not person:
                self.done.tell(
                    card.line, f"{email} stands for {owner.name} already. {person.name} is there without it."
                )
            elif fold(email) not in self.before:
                self.before.add(fold(email))
                self.addresses.append((person, email))
                self.done.addresses += 1
                self.has_address.add(id(person))
                person.member = person.member or self.members.get(fold(email))

    def _is_address(self, card: Card, email: str) -> bool:
        try:
            validate_email(email)
        except ValidationError:
            self.done.tell(card.line, f"“{email[:60]}” is no e-mail address. It is left out.")
            return False
        return len(email) <= 254

    def write(self) -> None:
        """Thousands come at a time: rows, not instances."""
        Person.objects.bulk_create(self.new, batch_size=_AT_ONCE)
        Person.objects.editable_by(self.actor).bulk_update(self.filled.values(), ["role", "team"], batch_size=200)
        index_all((person, _words(person)) for person in [*self.new, *self.filled.values()])
        where = (self.actor.workspace_id, self.actor.pk)
        rows = ((*where, IdentityKind.EMAIL.value, email, person.pk) for person, email in self.addresses)
        insert_missing(Identity, _IDENTITY, rows)
        for person in self.new[:_SHOWN]:
            record(self.actor, verb="added", thing=person)
        if self.new or self.addresses:
            changed(self.actor)


def _alike(one: str, other: str) -> bool:
    """Whether an address of one may stand in a card with the other name: B. Okoye may be Ben Okoye, Ada Okoye not."""
    few, many = sorted((set(words(one)), set(words(other))), key=len)
    left = many - few
    return not few or (not few.isdisjoint(many) and all(_begins(each, left) for each in few - many))


def _begins(word: str, others: set[str]) -> bool:
    return any(word.startswith(other) or other.startswith(word) for other in others)


def _words(person: Person) -> str:
    return f"{person.name} {person.handle} {person.role} {person.team}"
