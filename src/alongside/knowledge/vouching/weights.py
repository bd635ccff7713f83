"""How much each route counts; see docs/ranking-people.md."""

from dataclasses import dataclass

from alongside.knowledge.vouching.material import Route


@dataclass(frozen=True, slots=True)
class Weight:
    """Points are `weight × ln(1 + share ÷ unit)`, as for whom to ask."""

    weight: float
    unit: float


WEIGHTS = {
    Route.READ: Weight(1.0, 0.03),
    Route.MERGED: Weight(0.4, 0.03),
    Route.TOGETHER: Weight(0.5, 0.03),
    Route.SPOKE: Weight(0.3, 0.03),
    Route.THANKED: Weight(0.5, 0.03),
    Route.THEIRS: Weight(0.7, 0.03),
    Route.READS_THERE: Weight(0.6, 0.02),
    Route.WRITES_THERE: Weight(0.6, 0.02),
    Route.ACTIVE: Weight(0.2, 0.02),
}
HALF_LIVES = (60.0, 365.0)
"""Days after which half of a contact has faded: who met my work these weeks and who did in a year, half and half."""
ENOUGH = 3.0
"""Of few contacts a share proves little: so many unknown ones are added."""
