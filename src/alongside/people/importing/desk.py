"""Each card at its place: who is known gets what is new, the others are added."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from alongside.accounts.models import Member
from alongside.lib.cleaning import one_line
from alongside.lib.contact_file import Card
from alongside.people.importing.there import Everybody, There
from alongside.people.naming import free_handle, name_from
from alongside.search.folding import fold, words

SHOWN = 10
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")

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
    came_at: datetime | None = None
    """Of all who were added: by it they are found again."""
    shown: list[tuple[str, str]] = field(default_factory=list)
    """The first of those who are new: name, and addresses."""

    def tell(self, line: int, sentence: str) -> None:
        self.told_count += 1
        if len(self.told) < _MOST_TOLD:
            self.told.append((line, sentence))


@dataclass(slots=True)
class Waiting:
    """What is not written yet."""

    new: list[There] = field(default_factory=list)
    again: list[There] = field(default_factory=list)
    """Who had been taken back."""
    filled: dict[int, There] = field(default_factory=dict)
    addresses: list[tuple[There, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.again or self.filled or self.addresses)


class Desk:
    """All that is known before, and what comes to it."""

    def __init__(self, actor: Member, done: Imported | None = None) -> None:
        self.done, self.everybody, self.waiting = done or Imported(), Everybody(actor), Waiting()

    def take(self, card: Card) -> None:
        self.done.read += 1
        card = _readable(card)
        emails = [email for email in card.emails if self._is_address(card, email)]
        name = card.name or (name_from(emails[0]) or emails[0] if emails else "")
        if not name:
            self.done.tell(card.line, "Neither a name nor an address that can be used. It is left out.")
        elif any(fold(email) in self.everybody.mine for email in emails):
            self.done.tell(card.line, f"{name} is you. It is left out.")
        else:
            self._place(card, name[:120], emails)

    def handed_over(self) -> Waiting:
        """What has come since the last time."""
        given, self.waiting = self.waiting, Waiting()
        return given

    def _place(self, card: Card, name: str, emails: list[str]) -> None:
        known = self.everybody.by_address
        owners = {id(owner): owner for email in emails if (owner := known.get(fold(email)))}
        alike = [owner for owner in owners.values() if owner.is_taken_back or _alike(owner.name, card.name)]
        alike = [owner for owner in alike if not owner.is_taken_back] or alike[:1]
        if len(alike) > 1:
            both = " and ".join(f"{owner.name} (@{owner.handle})" for owner in alike[:3])
            told = f"{name} has addresses of {both}. Nothing was changed: merge them if they are one."
            self.done.tell(card.line, told)
            return
        person = alike[0] if alike else self.everybody.called(name, with_addresses=bool(emails))
        if person is None:
            person = self._add(card, name)
        elif person.is_taken_back:
            self._add_again(card, name, person)
        else:
            self.done.known += 1
            self._fill(person, card)
        self._give(card, person, emails)

    def _add(self, card: Card, name: str) -> There:
        if twins := [twin for twin in self.everybody.named(name) if not twin.is_taken_back]:
            there = f"There is a {name} (@{twins[0].handle}) with other addresses."
            self.done.tell(card.line, f"{there} A second one is added: merge them if they are one.")
        handle = free_handle(name, taken=self.everybody.handles)
        person = There(0, name, handle, card.role[:80], card.team[:80])
        self.everybody.add(person)
        self.waiting.new.append(person)
        self._say_added(card, name)
        return person

    def _add_again(self, card: Card, name: str, person: There) -> None:
        """As the card says: of what the file before said nothing was ever used."""
        person.name, person.role, person.team, person.is_taken_back = name, card.role[:80], card.team[:80], False
        self.everybody.add(person)
        self.waiting.again.append(person)
        self._say_added(card, name)

    def _say_added(self, card: Card, name: str) -> None:
        self.done.added += 1
        if len(self.done.shown) < SHOWN:
            self.done.shown.append((name, ", ".join(card.emails[:3])))

    def _fill(self, person: There, card: Card) -> None:
        """What was written by hand is not written over."""
        for name in ("role", "team"):
            told = getattr(card, name)[:80]
            if told and not getattr(person, name):
                setattr(person, name, told)
                if person.pk:
                    self.waiting.filled[person.pk] = person

    def _give(self, card: Card, person: There, emails: list[str]) -> None:
        for email in emails:
            is_new = fold(email) not in self.everybody.by_address
            owner = self.everybody.give(person, email)
            if owner is not person:
                told = f"{email} stands for {owner.name} already. {person.name} is there without it."
                self.done.tell(card.line, told)
            elif is_new:
                self.waiting.addresses.append((person, email))
                self.done.addresses += 1

    def _is_address(self, card: Card, email: str) -> bool:
        try:
            validate_email(email)
        except ValidationError:
            self.done.tell(card.line, f"“{email[:60]}” is no e-mail address. It is left out.")
            return False
        return len(email) <= 254


def _readable(card: Card) -> Card:
    name, role, team, *emails = (one_line(text) for text in (card.name, card.role, card.team, *card.emails))
    if _ADDRESS.fullmatch(name):  # many programs write it there when they know nothing else
        name, emails = "", list({fold(email): email for email in (name, *emails)}.values())
    return Card(card.line, name, tuple(emails), role, team)


def _alike(one: str, other: str) -> bool:
    """Whether an address of one may stand in a card with the other name: B. Okoye may be Ben Okoye, Ada Okoye not."""
    few, many = sorted((set(words(one)), set(words(other))), key=len)
    left = many - few
    return not few or (not few.isdisjoint(many) and all(_begins(each, left) for each in few - many))


def _begins(word: str, others: set[str]) -> bool:
    return any(word.startswith(other) or other.startswith(word) for other in others)
