"""How much each signal counts. Chosen on the tuning cases of three projects; see docs/ranking-people.md."""

from dataclasses import dataclass

from alongside.knowledge.asking.material import Signal


@dataclass(frozen=True, slots=True)
class Weight:
    """Points are `weight × ln(1 + share ÷ unit)`: the first bit of evidence says most, and no signal drowns others."""

    weight: float
    unit: float


WEIGHTS = {
    Signal.REVIEWED: Weight(0.5, 0.02),
    Signal.WROTE: Weight(0.5, 0.02),
    Signal.REVIEWED_ALIKE: Weight(0.5, 0.02),
    Signal.WROTE_ALIKE: Weight(0.5, 0.02),
    Signal.USUAL: Weight(1.2, 0.03),
    Signal.ACTIVE: Weight(0.3, 0.02),
    Signal.BUSY: Weight(-1.0, 0.1),
}
FIRST_DOOR = 2.0
"""For the first place the points of BUSY count twice: of those about as near, the less busy comes first."""
LATELY = 1.5
"""Points for having read the asker's work this very moment; they halve every `LATELY_DAYS`."""
LATELY_DAYS = 30.0
ENOUGH = 3.0
"""So many (faded) changes at a place, and half is taken from there; the rest comes from the folder above."""
