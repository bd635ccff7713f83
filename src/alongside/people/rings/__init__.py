"""The rings, drawn: who stands where around somebody, as plain values and as SVG. No Django, no clock."""

from alongside.people.cadence import State
from alongside.people.rings.drawing import Mark, Picture, Ring, Sector, draw
from alongside.people.rings.placed import IN_WORDS, Placed
from alongside.people.rings.writing import facts, on_page, on_paper, shape, told

__all__ = [
    "IN_WORDS",
    "Mark",
    "Picture",
    "Placed",
    "Ring",
    "Sector",
    "State",
    "draw",
    "facts",
    "on_page",
    "on_paper",
    "shape",
    "told",
]
