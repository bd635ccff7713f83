"""What a member wants to be known for, and what they need support with. All of it the member's own."""

from alongside.growth.models.known_for import KnownFor
from alongside.growth.models.needs import Need
from alongside.growth.models.steps import PlannedWeek, RefusedKind, Step

__all__ = ["KnownFor", "Need", "PlannedWeek", "RefusedKind", "Step"]
