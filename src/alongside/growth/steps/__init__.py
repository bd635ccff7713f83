"""The three small steps of a week: plain values in, steps with their reasons out."""

from alongside.growth.steps.kinds import StepKind
from alongside.growth.steps.picking import AT_MOST, pick
from alongside.growth.steps.proposals import Proposal

__all__ = ["AT_MOST", "Proposal", "StepKind", "pick"]
