"""Which three of all possible steps a week gets.

Different kinds and different persons, what is most due first; no kind that its owner refused; nothing that was done
or put off lately. What was chosen for a week stays: somebody who looks twice sees the same three.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from alongside.growth.steps.kinds import StepKind
from alongside.growth.steps.proposals import Proposal, Taken

AT_MOST = 3
SAME_THING_WEEKS = 8
"""What was done is not proposed again for so long."""
SAME_PERSON_WEEKS = 2
LATER_WEEKS = 1
"""What was put off comes back after that."""


def pick(
    proposals: Iterable[Proposal], *, week: date, taken: Sequence[Taken], refused: Collection[StepKind]
) -> list[Proposal]:
    """The steps to add to those that the week already has, best first. `week` is its Monday."""
    room = max(0, AT_MOST - sum(each.week == week for each in taken))
    possible = [each for each in proposals if each.kind not in refused and not _lately(each, week, taken)]
    return _varied(sorted(possible, key=_order), week, taken)[:room]


def _varied(ordered: list[Proposal], week: date, taken: Sequence[Taken]) -> list[Proposal]:
    """Never two of one kind, and never two with one person."""
    persons: set[int | None] = {each.person for each in taken if each.week == week}
    kinds = {each.kind for each in taken if each.week == week}
    chosen: list[Proposal] = []
    for proposal in ordered:
        if proposal.kind not in kinds and (proposal.person is None or proposal.person not in persons):
            chosen.append(proposal)
            kinds.add(proposal.kind)
            persons.add(proposal.person)
    return chosen


def _order(proposal: Proposal) -> tuple[float, str]:
    return -proposal.urgency * _LIGHTNESS[proposal.kind], proposal.key


def _lately(proposal: Proposal, week: date, taken: Sequence[Taken]) -> bool:
    return any(_keeps_away(proposal, each, (week - each.week) // timedelta(weeks=1)) for each in taken)


def _keeps_away(proposal: Proposal, earlier: Taken, weeks: int) -> bool:
    if earlier.key == proposal.key:
        return weeks < (SAME_THING_WEEKS if earlier.state == "done" else LATER_WEEKS)
    else:
        same = earlier.person is not None and earlier.person == proposal.person
        return same and earlier.state == "done" and weeks < SAME_PERSON_WEEKS


_LIGHTNESS = {
    StepKind.TELL: 1.6,
    StepKind.ASK: 1.4,
    StepKind.INVOLVE: 1.3,
    StepKind.SYNC: 1.0,
    StepKind.SKIP_LEVEL: 1.2,
    StepKind.COFFEE: 1.0,
    StepKind.HOST: 0.6,
}
"""At the same urgency the lighter one, and the one with more of a reason in the record, comes first."""
