"""Who stands together in a ring, and what becomes one mark with a count when there are too many."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, chain

from alongside.people.rings.placed import Placed


@dataclass(frozen=True, slots=True)
class Group:
    """Those of one team, or those who stand alone."""

    members: tuple[Placed, ...]
    team: str = ""
    folded: bool = False
    """One mark for all of them."""

    @property
    def marks(self) -> int:
        return 1 if self.folded else len(self.members)

    @property
    def stands_together(self) -> bool:
        return not self.folded and bool(self.team)


_FEWEST_FOLDED = 3


def grouped(persons: Iterable[Placed]) -> list[Group]:
    """Teams by name, then those who stand alone by theirs: whoever comes or goes leaves the order of the others."""
    by_name = sorted(persons, key=_name)
    teams: defaultdict[str, list[Placed]] = defaultdict(list)
    for person in by_name:
        teams[folded(person.team)].append(person)
    together = {key: there for key, there in teams.items() if key and len(there) > 1}
    alone = tuple(person for person in by_name if folded(person.team) not in together)
    groups = [Group(tuple(together[key]), min(each.team for each in together[key])) for key in sorted(together)]
    return [*groups, Group(alone)] if alone else groups


def fold_to(groups: list[Group], room: int, *, keep: str) -> list[Group]:
    """As many of the largest teams become one mark each as it takes for no more marks than that, or all of them."""
    over = sum(group.marks for group in groups) - room
    if over <= 0:
        return groups
    free = _largest_first(group for group in groups if _can_fold(group, keep))
    less = accumulate(len(group.members) - 1 for group in free)
    first = {id(group) for group, before in zip(free, chain([0], less), strict=False) if before < over}
    return [replace(group, folded=True) if id(group) in first else group for group in groups]


def fold_one(groups: Sequence[Group], *, keep: str) -> list[Group] | None:
    """The largest team becomes one mark; `keep` is the team that is looked at. Nothing when no team is left to fold."""
    free = [group for group in groups if _can_fold(group, keep)]
    if not free:
        return None
    largest = _largest_first(free)[0]
    return [replace(group, folded=True) if group is largest else group for group in groups]


def ranked(groups: Iterable[Group]) -> list[Placed]:
    """A mark each, by its first member: larger teams first, then whom I know better."""
    return [
        person
        for group in sorted(groups, key=_weight)
        for person in (group.members[:1] if group.folded else sorted(group.members, key=_known))
    ]


def cut(groups: Sequence[Group], kept: Iterable[Placed]) -> tuple[list[Group], list[Placed]]:
    """Only these, and who is left over."""
    keys = {person.pk for person in kept}
    shown = [_only(group, keys) for group in groups]
    there = {person.pk for group in shown for person in group.members}
    over = [person for group in groups for person in group.members if person.pk not in there]
    return [group for group in shown if group.members], over


def _only(group: Group, kept: set[int]) -> Group:
    if group.folded:
        return group if group.members[0].pk in kept else replace(group, members=())
    return replace(group, members=tuple(person for person in group.members if person.pk in kept))


def _largest_first(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: -len(group.members))


def _can_fold(group: Group, keep: str) -> bool:
    together = group.stands_together and len(group.members) >= _FEWEST_FOLDED
    return together and folded(group.team) != folded(keep)


def _weight(group: Group) -> tuple[bool, bool, int]:
    return not group.folded, not group.team, -len(group.members)


def _known(person: Placed) -> tuple[int, int, str, int]:
    days = 10**6 if person.days is None else person.days
    return -person.size, days, *_name(person)


def _name(person: Placed) -> tuple[str, int]:
    return person.name.casefold(), person.pk


@lru_cache(maxsize=1_000)
def folded(team: str) -> str:
    return " ".join(team.split()).casefold()
