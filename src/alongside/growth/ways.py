"""The shortest friendly way to somebody who decides: in words, each with its reason from the record.

Nothing here is sent to anybody. Plain values in and out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from alongside.growth.advocates import Claim, Sight, Source
from alongside.lib.wording import day, first_name, in_days

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
    journey = _Journey(around.persons[target], unseen, around, today)
    found = (next(iter(way), None) for way in (journey.direct(), journey.by_person(), journey.talk(), journey.joint()))
    return tuple(way for way in found if way)[:AT_MOST]


@dataclass(frozen=True, slots=True)
class _Journey:
    target: Known
    unseen: Sequence[Claim]
    around: Around
    today: date

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
        links = {each.key: link for each in self._others() if (link := self._link(each))}
        speakers = [sight for sight in self.around.sights if sight.person in links and self._would_help(sight)]
        for sight in sorted(speakers, key=lambda one: (-one.on.toordinal(), one.person)):
            who, (why, sources) = self.around.persons[sight.person], links[sight.person]
            name = first_name(who.name)
            told = f"{name} {sight.words}, and {why}."
            text = f"Ask {name} to tell {self._name} of “{sight.claim.title}”."
            yield Way(Kind.PERSON, text, told, (*sight.sources[:1], *sources), who.key)
        yield from self._introduced(links)

    def _introduced(self, links: Mapping[int, tuple[str, tuple[Source, ...]]]) -> Iterator[Way]:
        met = ((key, self.around.met[key]) for key in links if key in self.around.met)
        for key, contact in sorted(met, key=lambda one: (-one[1].on.toordinal(), one[0])):
            (why, sources), name = links[key], first_name(self.around.persons[key].name)
            told = f"{name} {why}, and you two were in touch {in_days(contact.on, today=self.today)}."
            text = f"Ask {name} how best to bring {self._what} to {self._name}."
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
            if who and who.key != self.target.key and (stands := self._stands(who)):
                name = first_name(who.name)
                why = f"{name} {sight.words}, and {stands}."
                text = f"Offer {self._name} the next part of “{sight.claim.title}” as something of both teams."
                yield Way(Kind.INITIATIVE, text, why, sight.sources[:1], who.key)

    def _would_help(self, sight: Sight) -> bool:
        return sight.claim in self.unseen

    def _others(self) -> Iterable[Known]:
        return (each for each in self.around.persons.values() if each.key != self.target.key)

    def _link(self, other: Known) -> tuple[str, tuple[Source, ...]] | None:
        """What joins somebody with the target, the closest first."""
        if stands := self._stands(other):
            return stands, ()
        for meeting in self.around.meetings:
            if {other.key, self.target.key} <= meeting.persons:
                return f"was in “{meeting.title}” with {self._name} {self._on(meeting.on)}", (meeting.source,)
        return self._same_work(other)

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

    def _same_work(self, other: Known) -> tuple[str, tuple[Source, ...]] | None:
        theirs = {sight.claim.key for sight in self.around.sights if sight.person == self.target.key}
        both = (s for s in self.around.sights if s.person == other.key and s.claim.key in theirs)
        sight = next(both, None)
        return (f"knows “{sight.claim.title}” as {self._name} does", sight.sources[:1]) if sight else None

    def _on(self, when: date) -> str:
        return f"on {day(when, today=self.today)}"
