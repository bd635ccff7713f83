"""A year of an invented engineer, so that every room can be seen full. The texts lie beside the code."""

from alongside.desk.demo.filling import fill

__all__ = ["fill"]
