"""How much visibility hangs on one person, and who else stands near that work. Plain values in and out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from alongside.growth.advocates import Claim, Sight


@dataclass(frozen=True, slots=True)
class Dependence:
    person: int
    claims: int
    spoken_for: int
    """Claims for which somebody could speak."""
    by_them: int
    """Of these, those for which this person could."""
    alone: tuple[Claim, ...]
    """Those for which nobody else could."""

    @property
    def share(self) -> float:
        """Of what somebody could speak for, how much would be left without a voice."""
        return len(self.alone) / self.spoken_for if self.spoken_for else 0.0


def dependence(claims: Sequence[Claim], sights: Iterable[Sight], person: int) -> Dependence:
    who = _who(sights)
    known = [claim for claim in claims if who.get(claim.key)]
    alone = tuple(claim for claim in known if who[claim.key] == {person})
    by_them = sum(person in who[claim.key] for claim in known)
    return Dependence(person, len(claims), len(known), by_them, alone)


def heaviest(claims: Sequence[Claim], sights: Sequence[Sight]) -> Dependence | None:
    """The one on whom most hangs; None where nothing hangs on one person alone."""
    alone = Counter(next(iter(who)) for who in _who(sights).values() if len(who) == 1)
    if not alone:
        return None
    person = min(alone, key=lambda one: (-alone[one], one))
    return dependence(claims, sights, person)


class Near(NamedTuple):
    """Somebody who met other work of the same place, and so is a short way from this claim."""

    person: int
    claim: Claim
    where: str
    through: Sight


type Places = Mapping[str, Set[str]]
"""Key of a claim → repositories and topics that it belongs to: `in payments`, `on #checkout`."""


def nearby(claims: Iterable[Claim], sights: Sequence[Sight], places: Places, *, without: int) -> tuple[Near, ...]:
    """For each claim the nearest person who does not know it yet, each person once where there are others."""
    who, found = _who(sights), list[Near]()
    for claim in claims:
        others = [near for sight in sights if (near := _near(claim, sight, places))]
        free = [near for near in others if near.person != without and near.person not in who.get(claim.key, ())]
        taken = {near.person for near in found}
        if best := min(free, key=lambda near: (near.person in taken, *_closeness(near)), default=None):
            found.append(best)
    return tuple(found)


def _near(claim: Claim, sight: Sight, places: Places) -> Near | None:
    common = places[claim.key] & places[sight.claim.key]
    return Near(sight.person, claim, min(common), sight) if common and sight.claim.key != claim.key else None


def _closeness(near: Near) -> tuple[int, int, int]:
    """A topic is closer than a repository; then who was there last."""
    return (not near.where.startswith("on "), -near.through.on.toordinal(), near.person)


def _who(sights: Iterable[Sight]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for sight in sights:
        found.setdefault(sight.claim.key, set()).add(sight.person)
    return found
