"""A short list for a preparation: the best of the ranking, and not all of one kind."""

from collections import Counter
from collections.abc import Iterable

from alongside.evidence.work.kinds import Kind
from alongside.evidence.work.ranking import Ranked

_SAME_AGAIN = 0.85
_ENOUGH_FOR_SEATS = 5
_WORTH_A_SEAT = 3.0
_FAMILY: dict[Kind, str] = {
    "feature": "made",
    "change": "made",
    "fix": "mended",
    "incident": "mended",
    "refactoring": "renewed",
    "migration": "renewed",
    "review": "helped",
    "meeting": "helped",
    "discussion": "helped",
    "thanks": "thanked",
    "tooling": "helped",
    "docs": "helped",
    "tests": "kept",
    "chore": "kept",
}


def choose(ranked: Iterable[Ranked], *, at_most: int) -> tuple[Ranked, ...]:
    """Each further one of a family counts less, so that features do not bury fixes and reviews.

    Trivial work is left out, even if the list stays short.
    """
    waiting = [one for one in ranked if not one.is_trivial]
    chosen: list[Ranked] = []
    families: Counter[str] = Counter()
    while waiting and len(chosen) < at_most:
        best = max(waiting, key=lambda one: one.score * _SAME_AGAIN ** families[_FAMILY[one.kind]])
        waiting.remove(best)
        chosen.append(best)
        families[_FAMILY[best.kind]] += 1
    return tuple(_seated(chosen, waiting) if at_most >= _ENOUGH_FOR_SEATS else chosen)


def _seated(chosen: list[Ranked], waiting: list[Ranked]) -> list[Ranked]:
    """In a longer list an incident, a renewal and help to others each have a place, if there was any.

    They never weigh as much as features, and get forgotten.
    """
    taken = {_seat(one) for one in chosen}
    missing = (next((one for one in waiting if _seat(one) == seat), None) for seat in ("incident", "renewal", "help"))
    new = [one for one in missing if one and _seat(one) not in taken]
    leaving = [one for one in reversed(chosen) if not _seat(one)][: len(new)]
    kept = [one for one in chosen if not any(one is each for each in leaving)]
    return [*kept, *new[: len(leaving)]]


def _seat(one: Ranked) -> str:
    """Documentation and tools that others use are help as well, where there is enough to them."""
    return one.seat or ("help" if _FAMILY[one.kind] == "helped" and one.score >= _WORTH_A_SEAT else "")
