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
    """fresh, fading"""
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    y: int
    marks: tuple[Mark, ...]
    dots: str
    """Where nothing is on record, as one path."""


@dataclass(frozen=True, slots=True)
class Drawn:
    width: int
    height: int
    lines: tuple[Line, ...]
    nobody: str
    """Under each claim that nobody up there has seen, as one path."""
    more: int
    """Older claims that are not drawn."""

    @property
    def foot(self) -> int:
        return self.height - 10


def drawn(coverage: Coverage, whom: Whom, *, today: date) -> Drawn:
    rows = sorted(coverage.rows, key=lambda row: (row.claim.on, row.claim.key))
    shown = rows[-MOST:]
    lines = tuple(
        _line(whom[person].name, _TOP + place * _LINE, [(row.claim, row.cells[place]) for row in shown], today)
        for place, person in enumerate(coverage.deciders)
    )
    foot = _TOP + len(lines) * _LINE
    unseen = set(coverage.unseen)
    nobody = "".join(f"M{_x(n) - 4} {foot - 5}h8l-4 7z" for n, row in enumerate(shown) if row.claim in unseen)
    width = _LEFT + len(shown) * _STEP + 8
    return Drawn(width, foot + _LINE // 2, lines, nobody, len(rows) - len(shown))


def _line(name: str, y: int, cells: list[tuple[Claim, Sight | None]], today: date) -> Line:
    marks = (_mark(_x(n), y, claim, cell, today) for n, (claim, cell) in enumerate(cells) if cell)
    dots = "".join(f"M{_x(n)} {y}h.01" for n, (_, cell) in enumerate(cells) if not cell)
    return Line(name, y, tuple(marks), dots)


def _mark(x: int, y: int, claim: Claim, sight: Sight, today: date) -> Mark:
    kind = "fading" if sight.is_fading(today) else "fresh"
    return Mark(x, y, kind, f"{claim.title}: {sight.words}, {in_days(sight.on, today=today)}")


def _x(number: int) -> int:
    return _LEFT + number * _STEP + _STEP // 2
