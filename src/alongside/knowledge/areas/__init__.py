"""Areas of a system, found from folders and what happened in them, and who knows one. Plain values, no Django."""

from alongside.knowledge.areas.finding import Found, called, find
from alongside.knowledge.areas.knowing import Knower, knowers

__all__ = ["Found", "Knower", "called", "find", "knowers"]
