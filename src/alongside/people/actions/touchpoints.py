"""Contacts become touchpoints: in bulk from what sources know, and one by one by hand."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import cached_property
from itertools import batched
from typing import Any

from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.lib.bulk import insert_missing, stored
from alongside.lib.cleaning import one_line
from alongside.lib.table_sizes import learn_table_sizes
from alongside.people.contacts import Contact
from alongside.people.full_names import tidied
from alongside.people.models import Person, Touchpoint, TouchpointKind
from alongside.people.queries import Known, known_as, own_names, persons_by_identity
from alongside.sharing.guard import action

_TOLD = ("kind", "at", "text", "weight", "url", "saw")
_FIELDS = ("workspace", "owner", "person", "source", "source_id", *_TOLD)
_AT_ONCE = 1000
type _Key = tuple[int, str]
type _Told = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class KeptTouchpoints:
    new: int = 0
    changed: int = 0
    removed: int = 0
    unknown: int = 0
    """Contacts with somebody who is no person of the actor."""

    def __add__(self, other: "KeptTouchpoints") -> "KeptTouchpoints":
        mine, theirs = astuple(self), astuple(other)
        return KeptTouchpoints(*(one + more for one, more in zip(mine, theirs, strict=True)))


@action()
def keep_touchpoints(
    actor: Member, *, source: str, contacts: Iterable[Contact], whole: bool = False, within: str = ""
) -> KeptTouchpoints:
    """Keep each contact once, known by source, source_id and person: keeping it again changes only what changed there.

    Who is nobody's person is left out. With `whole` these are all of that source whose source_id
    begins with `within`: touchpoints that are not among them are removed.
    """
    desk = Whom(actor)
    wanted, nameless, unknown = _resolved(desk, contacts)
    there = _there(actor, source, {key for _, key in wanted}, whole=whole)
    new = [(key, told) for key, told in wanted.items() if key not in there]
    changed = [(there[key][0], told) for key, told in wanted.items() if key in there and there[key][1] != told]
    gone = [row for key, (row, _) in there.items() if whole and key not in wanted and key[1].startswith(within)]
    _insert(actor, source, [*new, *nameless])
    _change(actor, changed)
    _remove(actor, gone)
    if len(new) + len(nameless) > _AT_ONCE:
        learn_table_sizes()
    return KeptTouchpoints(len(new) + len(nameless), len(changed), len(gone), unknown)


@action()
def forget_touchpoints(actor: Member, *, source: str, ids: Iterable[str]) -> int:
    """Those of the source under these names are no contacts any more."""
    mine = Touchpoint.objects.editable_by(actor).filter(source=source)
    return sum(mine.filter(source_id__in=some).delete()[0] for some in batched(ids, _AT_ONCE, strict=False))


class Whom:
    """Whom names and addresses mean."""

    def __init__(self, actor: Member) -> None:
        self.actor = actor
        self.found: dict[tuple[Any, ...], int | None] = {}

    @cached_property
    def persons(self) -> dict[Known, int]:
        return persons_by_identity(self.actor)

    @cached_property
    def keys(self) -> set[int]:
        return set(Person.objects.visible_to(self.actor).values_list("pk", flat=True))

    @cached_property
    def mine(self) -> set[Known]:
        return own_names(self.actor)

    def person(self, known: tuple[tuple[str, str], ...] | int) -> int | None:
        if isinstance(known, int):
            return known if known in self.keys else None
        if known not in self.found:
            self.found[known] = self._find(known)
        return self.found[known]

    def is_stranger(self, known: tuple[tuple[str, str], ...] | int) -> bool:
        """Neither a person of the actor nor the actor."""
        return not isinstance(known, int) and self.person(known) is None and not self._is_me(known)

    def _is_me(self, known: tuple[tuple[str, str], ...]) -> bool:
        return not self.mine.isdisjoint(known_as(kind, value) for kind, value in known)

    def _find(self, known: tuple[tuple[str, str], ...]) -> int | None:
        names = [known_as(kind, value) for kind, value in (*known, *tidied(known)) if value.strip()]
        return None if self.mine.intersection(names) else self._whose(names)

    def _whose(self, names: list[Known]) -> int | None:
        """An address that two persons use stands for one of them: there the other one's name tells who it was."""
        by_name = next((self.persons[name] for name in names if name[0] == "name" and name in self.persons), None)
        return by_name or next((self.persons[name] for name in names if name in self.persons), None)


def _resolved(desk: Whom, contacts: Iterable[Contact]) -> tuple[dict[_Key, _Told], list[tuple[_Key, _Told]], int]:
    """Of two contacts with one name the weightier one counts: a meeting in two calendars, a reviewer who merged."""
    wanted: dict[_Key, _Told] = {}
    nameless: list[tuple[_Key, _Told]] = []
    unknown = 0
    for contact in contacts:
        person = desk.person(contact.known)
        if person is None:
            unknown += 1
            continue
        key, told = (person, _cut(contact.source_id, 240)), _told(contact)
        if not key[1]:
            nameless.append((key, told))
        elif key not in wanted or wanted[key][3] < told[3]:
            wanted[key] = told
    return wanted, nameless, unknown


def _told(contact: Contact) -> _Told:
    """In the order of the fields. Raises ValidationError for what is no contact."""
    if contact.kind not in TouchpointKind.values:
        raise ValidationError(
            f"“{contact.kind}” is no kind of touchpoint. There are {', '.join(TouchpointKind.values)}."
        )
    if contact.at.tzinfo is None:
        raise ValidationError("The moment of a touchpoint needs its time zone.")
    weight = round(min(max(contact.weight, 0.0), 1.0), 3)
    url = contact.url if len(contact.url) <= 500 else ""
    return (contact.kind, contact.at, one_line(contact.text)[:300], weight, url, _cut(contact.saw, 200))


def _cut(text: str, longest: int) -> str:
    return text.replace("\x00", "")[:longest]


def _there(actor: Member, source: str, ids: set[str], *, whole: bool) -> dict[_Key, tuple[int, _Told]]:
    rows = Touchpoint.objects.editable_by(actor).filter(source=source).exclude(source_id="")
    some = [rows] if whole or len(ids) > _AT_ONCE else [rows.filter(source_id__in=sorted(ids))]
    return {
        (person, name): (pk, tuple(told))
        for part in some
        for pk, person, name, *told in part.values_list("pk", "person_id", "source_id", *_TOLD)
    }


def _insert(actor: Member, source: str, new: Iterable[tuple[_Key, _Told]]) -> None:
    rows = ((actor.workspace_id, actor.pk, person, source, name, *told) for (person, name), told in new)
    insert_missing(Touchpoint, _FIELDS, (stored(Touchpoint, _FIELDS, row) for row in rows))


def _change(actor: Member, changed: list[tuple[int, _Told]]) -> None:
    rows = [Touchpoint(pk=pk, **dict(zip(_TOLD, told, strict=True))) for pk, told in changed]
    Touchpoint.objects.editable_by(actor).bulk_update(rows, _TOLD, batch_size=200)


def _remove(actor: Member, gone: list[int]) -> None:
    mine = Touchpoint.objects.editable_by(actor)
    for some in batched(gone, _AT_ONCE, strict=False):
        mine.filter(pk__in=some).delete()
