"""A short list for a preparation: the best of the ranking, and not all of one kind."""

from collections import Counter
from collections.abc import Iterable

from alongside.evidence.work.kinds import Kind
from alongside.evidence.work.ranking import Ranked

_SAME_AGAIN = 0.85
_SEATS_WITH_HELP = 5
_WORTH_A_SEAT = 3.0
_FAMILY: dict[Kind, str] = {
    "feature": "made",
    "change": "made",
    "fix": "mended",
    "incident": "mended",
    "refactoring": "renewed",
    "migration": "renewed",
    "review": "helped",
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
    return _with_help(chosen, waiting) if at_most >= _SEATS_WITH_HELP else tuple(chosen)


def _with_help(chosen: list[Ranked], waiting: list[Ranked]) -> tuple[Ranked, ...]:
    """In a longer list one place is for help to others: it never weighs as much as features, and gets forgotten."""
    help_given = [one for one in waiting if one.kind == "review" or _is_worth_a_seat(one)]
    if not help_given or any(_FAMILY[one.kind] == "helped" for one in chosen):
        return tuple(chosen)
    return (*chosen[:-1], help_given[0])


def _is_worth_a_seat(one: Ranked) -> bool:
    return _FAMILY[one.kind] == "helped" and one.score >= _WORTH_A_SEAT
