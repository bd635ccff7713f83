"""The shortest friendly way to somebody who decides: in words, each with its reason from the record.

Nothing here is sent to anybody. Plain values in and out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from alongside.growth.advocates import Claim, Sight, Source
from alongside.lib.wording import day, ended, first_name, in_days

AT_MOST = 3
_LATELY = timedelta(days=90)


class Kind(StrEnum):
    DIRECT = "direct"
    PERSON = "person"
    TALK = "talk"
    INITIATIVE = "initiative"


class Known(NamedTuple):
    """Somebody of the circle, with what is known of where they stand."""

    key: int
    name: str
    team: str = ""
    reports_to: int | None = None


class Met(NamedTuple):
    """The last real contact with somebody."""

    on: date
    text: str
    source: Source


class Together(NamedTuple):
    """A meeting in which the viewer was with all of these."""

    persons: frozenset[int]
    title: str
    on: date
    source: Source


@dataclass(frozen=True, slots=True)
class Around:
    """What is on record around the viewer."""

    persons: Mapping[int, Known]
    met: Mapping[int, Met] = field(default_factory=dict)
    meetings: Sequence[Together] = ()
    """The latest first."""
    sights: Sequence[Sight] = ()


@dataclass(frozen=True, slots=True)
class Way:
    kind: Kind
    text: str
    why: str
    sources: tuple[Source, ...] = ()
    person: int | None = None
    """Who stands between, if somebody does."""


def ways_to(target: int, unseen: Sequence[Claim], around: Around, *, today: date) -> tuple[Way, ...]:
    """At most three, the shortest first, one of a kind. None where nothing on record leads there."""
    if target not in around.persons:
        return ()
    journey = _Journey(around.persons[target], unseen, around, today, frozenset(claim.key for claim in unseen))
    found = (next(iter(way), None) for way in (journey.direct(), journey.by_person(), journey.talk(), journey.joint()))
    return tuple(islice((way for way in found if way), AT_MOST))


@dataclass(frozen=True)
class _Journey:
    target: Known
    unseen: Sequence[Claim]
    around: Around
    today: date
    keys: frozenset[str]
    """Of what they have not seen."""

    @property
    def _name(self) -> str:
        return first_name(self.target.name)

    @property
    def _what(self) -> str:
        return f"“{self.unseen[0].title}”" if self.unseen else "what came of your work"

    def direct(self) -> Iterator[Way]:
        met = self.around.met.get(self.target.key)
        if met and self.today - met.on <= _LATELY:
            about = f" ({met.text})" if met.text else ""
            why = f"You were in touch {in_days(met.on, today=self.today)}{about}."
            yield Way(Kind.DIRECT, f"Tell {self._name} yourself of {self._what}.", why, (met.source,))

    def by_person(self) -> Iterator[Way]:
        """Who can speak for it already and stands close to them; else who stands close to both."""
        speakers = [
            sight for sight in self.around.sights if sight.claim.key in self.keys and self._is_other(sight.person)
        ]
        for sight in sorted(speakers, key=lambda one: (-one.on.toordinal(), one.person)):
            who = self.around.persons[sight.person]
            if link := self._link(who):
                why, sources = link
                name = first_name(who.name)
                text = f"Ask {name} to tell {self._name} of “{sight.claim.title}”."
                told = f"{name} {sight.words}, and {why}."
                yield Way(Kind.PERSON, text, told, (*sight.sources[:1], *sources), who.key)
        yield from self._introduced()

    def _introduced(self) -> Iterator[Way]:
        met = ((key, contact) for key, contact in self.around.met.items() if self._is_other(key))
        for key, contact in sorted(met, key=lambda one: (-one[1].on.toordinal(), one[0])):
            link, name = self._link(self.around.persons[key]), first_name(self.around.persons[key].name)
            if link is None:
                continue
            why, sources = link
            told = f"{name} {why}, and you two were in touch {in_days(contact.on, today=self.today)}."
            text = ended(f"Ask {name} how best to bring {self._what} to {self._name}")
            yield Way(Kind.PERSON, text, told, (contact.source, *sources), key)

    def talk(self) -> Iterator[Way]:
        for meeting in self.around.meetings:
            if self.target.key in meeting.persons and len(meeting.persons) > 1:
                why = f"You and {self._name} were both in it {self._on(meeting.on)}."
                text = f"Offer ten minutes in “{meeting.title}” on {self._what}."
                yield Way(Kind.TALK, text, why, (meeting.source,))

    def joint(self) -> Iterator[Way]:
        """Work that touched somebody who stands close to them is an initiative to offer the next part of."""
        for sight in self.around.sights:
            who = self.around.persons.get(sight.person)
            if who and who.key != self.target.key and (stands := self._standing[who.key]):
                name = first_name(who.name)
                why = f"{name} {sight.words}, and {stands}."
                text = f"Offer {self._name} the next part of “{sight.claim.title}” as something of both teams."
                yield Way(Kind.INITIATIVE, text, why, sight.sources[:1], who.key)

    def _is_other(self, person: int) -> bool:
        return person != self.target.key and person in self.around.persons

    def _link(self, other: Known) -> tuple[str, tuple[Source, ...]] | None:
        """What joins somebody with the target, the closest first."""
        if stands := self._standing[other.key]:
            return stands, ()
        if meeting := self._met_in.get(other.key):
            return f"was in “{meeting.title}” with {self._name} {self._on(meeting.on)}", (meeting.source,)
        if sight := self._worked_on.get(other.key):
            return f"knows “{sight.claim.title}” as {self._name} does", sight.sources[:1]
        return None

    @cached_property
    def _met_in(self) -> dict[int, Together]:
        """Person → the last meeting in which they were with the target."""
        theirs = [meeting for meeting in self.around.meetings if self.target.key in meeting.persons]
        return {person: meeting for meeting in reversed(theirs) for person in meeting.persons}

    @cached_property
    def _worked_on(self) -> dict[int, Sight]:
        """Person → what they met of a claim that the target met too."""
        theirs = {sight.claim.key for sight in self.around.sights if sight.person == self.target.key}
        return {sight.person: sight for sight in self.around.sights if sight.claim.key in theirs}

    @cached_property
    def _standing(self) -> dict[int, str]:
        """Person → how they stand to the target; empty where nothing says it."""
        return {key: self._stands(who) for key, who in self.around.persons.items()}

    def _stands(self, other: Known) -> str:
        if other.reports_to == self.target.key:
            return f"reports to {self._name}"
        elif self.target.reports_to == other.key:
            return f"is who {self._name} reports to"
        elif other.team and other.team.casefold() == self.target.team.casefold():
            return f"is in {other.team} with {self._name}"
        else:
            same = other.reports_to is not None and other.reports_to == self.target.reports_to
            return f"reports to the same person as {self._name}" if same else ""

    def _on(self, when: date) -> str:
        return f"on {day(when, today=self.today)}"
