"""Where in a wide picture a place around the middle is. Rings are ellipses, because names are wider than high."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from math import cos, hypot, pi, sin, sqrt

WIDTH, HEIGHT = 1000, 760
CENTRE_X, CENTRE_Y = 500, 380
RADIUS_X, RADIUS_Y = 488, 364
_STEPS = 1440


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float


def at(turn: float, radius: float) -> Point:
    """`turn`: 0 is the top, 1 is there again, clockwise, evenly by how much a name needs. `radius`: 1 is the rim."""
    angle = _angle(turn % 1)
    return Point(CENTRE_X + RADIUS_X * radius * sin(angle), CENTRE_Y - RADIUS_Y * radius * cos(angle))


def radius_of(x: float, y: float) -> float:
    """0 in the middle, 1 on the rim."""
    return hypot((x - CENTRE_X) / RADIUS_X, (y - CENTRE_Y) / RADIUS_Y)


def arc(start: float, end: float, radius: float) -> str:
    """A path from one turn to a later one; backwards where `end` is the smaller."""
    first, last = at(start, radius), at(end, radius)
    turned = abs(_angle(end % 1) - _angle(start % 1)) % (2 * pi)
    forward = end > start
    crosses = (end % 1 < start % 1) if forward else (start % 1 < end % 1)
    large = int((2 * pi - turned if crosses else turned) > pi)
    rx, ry = RADIUS_X * radius, RADIUS_Y * radius
    return f"M{first.x:.1f} {first.y:.1f}A{rx:.1f} {ry:.1f} 0 {large} {int(forward)} {last.x:.1f} {last.y:.1f}"


def length(start: float, end: float, radius: float) -> float:
    """Of that arc, nearly."""
    steps = 12
    points = [at(start + (end - start) * step / steps, radius) for step in range(steps + 1)]
    return sum(hypot(a.x - b.x, a.y - b.y) for a, b in pairwise(points))


def kept_inside(x: float, y: float, wide: float, radius: float) -> float:
    """How far something so wide moves towards the middle so as not to reach over that radius.

    At the top and at the bottom names stand beside each other, and stay where they are.
    """
    down = abs(y - CENTRE_Y) / (RADIUS_Y * radius)
    rim = RADIUS_X * radius * sqrt(max(0.0, 1 - down * down))
    free = _FURTHEST * max(0.0, min(1.0, (_BESIDE - down) * 5))
    over = min(max(0.0, abs(x - CENTRE_X) + wide / 2 - rim), free)
    return -over if x > CENTRE_X else over


_FURTHEST = 26
_BESIDE = 0.92


def _angle(turn: float) -> float:
    """A step is as long as a name beside the next needs it: its width at the top, its height at the sides."""
    steps = _needed()
    wanted = turn * steps[-1]
    index = bisect_left(steps, wanted)
    before = steps[index - 1] if index else 0.0
    part = (wanted - before) / (steps[index] - before)
    return (index + part) * 2 * pi / _STEPS


@cache
def _needed() -> list[float]:
    angles = ((step + 0.5) * 2 * pi / _STEPS for step in range(_STEPS))
    return list(accumulate(max(RADIUS_X * abs(cos(angle)) / 82, RADIUS_Y * abs(sin(angle)) / 38) for angle in angles))
