"""Numbers with units: what they are (`units`), and where they stand in a text (`reading`)."""

from alongside.lib.quantities.reading import Found, quantities_in, read
from alongside.lib.quantities.units import NO_RATIO, Quantity, comparable, converted, dimension

__all__ = ["NO_RATIO", "Found", "Quantity", "comparable", "converted", "dimension", "quantities_in", "read"]
