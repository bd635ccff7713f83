"""What pages, API and upper rooms ask of what is known. The first argument is who asks."""

from alongside.knowledge.queries.answers import Asked, Met, Progress, Reason, Suggested
from alongside.knowledge.queries.areas import (
    AreaTold,
    Who,
    area_told,
    areas,
    areas_of,
    hidden_areas,
    who_knows,
    who_knows_each,
)
from alongside.knowledge.queries.asking import whom_to_ask
from alongside.knowledge.queries.examples import examples

__all__ = [
    "AreaTold",
    "Asked",
    "Met",
    "Progress",
    "Reason",
    "Suggested",
    "Who",
    "area_told",
    "areas",
    "areas_of",
    "examples",
    "hidden_areas",
    "who_knows",
    "who_knows_each",
    "whom_to_ask",
]
