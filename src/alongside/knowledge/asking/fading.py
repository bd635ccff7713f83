"""Counts that fade by half in a given time, and yet are plain sums: each is kept as seen from one fixed moment."""

from math import exp2

DAY = 86_400.0
A_YEAR = 365 * DAY
_EPOCH = 1_577_836_800.0
"""Any moment would do: 2020, so that the powers of today stay small."""
_FARTHEST = 400.0


class Fading:
    """How much something at a moment counts, and how much a kept sum is worth at another one. In any order."""

    def __init__(self, half_life: float) -> None:
        self.unit = half_life * DAY

    def kept(self, at: float) -> float:
        return exp2(self._halvings(at))

    def seen_from(self, now: float) -> float:
        return exp2(-self._halvings(now))

    def _halvings(self, at: float) -> float:
        return max(-_FARTHEST, min(_FARTHEST, (at - _EPOCH) / self.unit))
