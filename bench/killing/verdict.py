"""What came of the kills of one kind."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Verdict:
    what: str
    looked_at: str = ""
    kills: int = 0
    lost: int = 0
    doubled: int = 0
    broken: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.broken)

    def lose(self, things: Iterable[object]) -> None:
        self.lost += self._note("lost", things)

    def double(self, things: Iterable[object]) -> None:
        self.doubled += self._note("doubled", things)

    def breaks(self, things: Iterable[object]) -> None:
        self.broken += self._note("broken", things)

    def _note(self, how: str, things: Iterable[object]) -> int:
        found = list(things)
        self.notes += [f"after {self.kills} kills, {how}: {one!r}"[:400] for one in found[:3]]
        return len(found)
