"""How much each signal counts. Chosen on the tuning cases of three projects; see docs/ranking-people.md."""

from dataclasses import dataclass

from alongside.knowledge.asking.material import Signal


@dataclass(frozen=True, slots=True)
class Weight:
    """Points are `weight × ln(1 + share ÷ unit)`: the first bit of evidence says most, and no signal drowns others.

    The weight goes from `newcomer`, whose changes nobody ever read, to `known`, whose readers are known well.
    """

    known: float
    newcomer: float
    unit: float


WEIGHTS = {
    Signal.REVIEWED: Weight(0.5, 0.5, 0.02),
    Signal.WROTE: Weight(0.6, 0.4, 0.02),
    Signal.REVIEWED_ALIKE: Weight(0.5, 0.7, 0.02),
    Signal.WROTE_ALIKE: Weight(0.5, 0.5, 0.02),
    Signal.USUAL: Weight(1.2, 1.2, 0.03),
    Signal.ACTIVE: Weight(0.3, 0.5, 0.02),
    Signal.BUSY: Weight(-1.0, 0.0, 0.1),
}
FIRST_DOOR = 0.8
"""For the first place so much of somebody's share of all reviewing is taken off: of those about as near, the less busy
is first."""
DOORS, FLATTENED = 10, 0.5
"""It is taken off the chances that the best so many have among each other, of points times this."""
LATELY = 1.5
"""Points for having read the asker's work this very moment; they halve every `READ_HALVES_IN_DAYS`."""
READ_HALVES_IN_DAYS = 10.0
OLD_DAYS = 90.0
"""When nothing was heard for so long, who was usual in the last weeks says half as much."""
ENOUGH = 3.0
"""So many (faded) changes at a place, and half is taken from there; the rest comes from the folder above."""
