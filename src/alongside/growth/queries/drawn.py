"""The coverage as a picture: a line for each who decides, a mark for each claim, in the order of time."""

from dataclasses import dataclass
from datetime import date

from alongside.growth.advocates import Claim, Coverage, Sight
from alongside.growth.queries.whom import Whom
from alongside.lib.wording import in_days

MOST = 60
_LEFT, _STEP, _LINE, _TOP = 150, 16, 26, 18


@dataclass(frozen=True, slots=True)
class Mark:
    x: int
    y: int
    kind: str
    """fresh, fading, none; alone for a claim that nobody up there has seen."""
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    y: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    width: int
    height: int
    lines: tuple[Line, ...]
    unseen: tuple[Mark, ...]
    more: int
    """Older claims that are not drawn."""

    @property
    def foot(self) -> int:
        return self.height - 10


def drawn(coverage: Coverage, whom: Whom, *, today: date) -> Drawn:
    rows = sorted(coverage.rows, key=lambda row: (row.claim.on, row.claim.key))
    shown = rows[-MOST:]
    lines = []
    for place, person in enumerate(coverage.deciders):
        y = _TOP + place * _LINE
        cells = ((_x(n), row.claim, row.cells[place]) for n, row in enumerate(shown))
        lines.append(Line(whom[person].name, y, tuple(_mark(x, y, claim, cell, today) for x, claim, cell in cells)))
    foot = _TOP + len(coverage.deciders) * _LINE
    unseen = tuple(Mark(_x(n), foot, "alone", row.claim.title) for n, row in enumerate(shown) if not any(row.cells))
    width = _LEFT + len(shown) * _STEP + 8
    return Drawn(width, foot + _LINE // 2, tuple(lines), unseen, len(rows) - len(shown))


def _mark(x: int, y: int, claim: Claim, sight: Sight | None, today: date) -> Mark:
    if sight is None:
        return Mark(x, y, "none", "")
    kind = "fading" if sight.is_fading(today) else "fresh"
    return Mark(x, y, kind, f"{claim.title}: {sight.words}, {in_days(sight.on, today=today)}")


def _x(number: int) -> int:
    return _LEFT + number * _STEP + _STEP // 2
