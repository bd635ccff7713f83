"""What a small step can be. A kind that its owner never wants does not return."""

from enum import StrEnum


class StepKind(StrEnum):
    TELL = "tell"
    ASK = "ask"
    INVOLVE = "involve"
    SYNC = "sync"
    SKIP_LEVEL = "skip_level"
    COFFEE = "coffee"
    HOST = "host"


TALKS = (StepKind.SYNC, StepKind.SKIP_LEVEL, StepKind.COFFEE)
"""Those that ask for a talk."""
CALLED = {
    StepKind.TELL: "Tell what came of it",
    StepKind.ASK: "Ask about what they own",
    StepKind.INVOLVE: "Involve them in a discussion",
    StepKind.SYNC: "A sync with a peer",
    StepKind.SKIP_LEVEL: "A one-on-one with the skip-level",
    StepKind.COFFEE: "A coffee with somebody a level up",
    StepKind.HOST: "Join or host something",
}
MINUTES = {
    StepKind.TELL: 2,
    StepKind.ASK: 3,
    StepKind.INVOLVE: 3,
    StepKind.SYNC: 2,
    StepKind.SKIP_LEVEL: 5,
    StepKind.COFFEE: 5,
    StepKind.HOST: 10,
}
"""To do it, or to set it up where the talk itself is longer."""
