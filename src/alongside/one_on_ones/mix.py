"""What an agenda is made of, and what it lacks: a one-on-one is not a status meeting."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

KINDS = ("update", "challenge", "decision", "feedback", "growth", "question", "thanks")
"""Codes of talking points; “feedback” is a feedback ask."""

MATTERING = ("decision", "challenge", "feedback", "growth")
"""What a report is read for elsewhere is no reason to meet; these are."""

_PLURALS = {
    "update": "updates",
    "challenge": "challenges",
    "decision": "decisions",
    "feedback": "feedback asks",
    "growth": "growth topics",
    "question": "questions",
    "thanks": "thanks",
}
_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_MANY_UPDATES = 0.6
_ENOUGH_TO_JUDGE = 2


@dataclass(frozen=True)
class Mix:
    """`shares` add up to 1 (or are all 0 for an empty agenda); `missing` in the order in which they matter."""

    counts: Mapping[str, int]
    shares: Mapping[str, float]
    missing: tuple[str, ...]
    nudge: str | None


def mix_of(kinds: Iterable[str]) -> Mix:
    counted = Counter(kinds)
    total = counted.total()
    counts = {kind: counted[kind] for kind in KINDS}
    return Mix(
        counts=counts,
        shares={kind: number / total if total else 0.0 for kind, number in counts.items()},
        missing=tuple(kind for kind in MATTERING if not counted[kind]),
        nudge=_nudge(counts, total),
    )


def _nudge(counts: Mapping[str, int], total: int) -> str | None:
    if total < _ENOUGH_TO_JUDGE:
        return None
    only = next((kind for kind in KINDS if counts[kind] == total), None)
    if only == "update":
        return (
            f"{_all(total)} points are updates. Bring one decision or one challenge: turn the update you are least "
            "sure of into “I would do A rather than B, because …; do you see it differently?”, and send the others in "
            "writing."
        )
    if counts["update"] / total >= _MANY_UPDATES:
        return (
            f"{_of(counts['update'], total)} points are updates. Send those that need no answer in writing "
            f"beforehand, and {_ALTERNATIVES[_first_missing(counts)]}"
        )
    if only in _ALTERNATIVES_TO_ONE_KIND:
        return f"{_all(total)} points are {_PLURALS[only]}. {_ALTERNATIVES_TO_ONE_KIND[only]}"
    return None


def _first_missing(counts: Mapping[str, int]) -> str:
    return next((kind for kind in MATTERING if not counts[kind]), "question")


def _all(total: int) -> str:
    return "Both" if total == 2 else f"All {_number(total)}"


def _of(part: int, total: int) -> str:
    return f"{_number(part).capitalize()} of {_number(total)}"


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


_ALTERNATIVES = {
    "decision": "bring one decision: the two options, the one you would take, and what you need to hear first.",
    "challenge": "bring one challenge: what is in the way, what you tried, and what would help.",
    "feedback": "ask for feedback on one of them: “What would have made this better in your eyes?”",
    "growth": "use the time for one growth topic: what you want to be trusted with next, and what is missing.",
    "question": "ask one question that only the other can answer.",
}
_ALTERNATIVES_TO_ONE_KIND = {
    "challenge": "Add one thing that went well, so that both see the whole, and say which challenge comes first.",
    "decision": "Ask which of them you can take alone next time, and keep ten minutes for feedback or growth.",
    "question": "Put your own view beside each: an answer comes quicker to “I think A; am I wrong?”",
    "feedback": "Pick the one that you would act on this week, and bring one decision or challenge as well.",
    "growth": "Tie one of them to work of the last weeks, so that there is something to point at.",
    "thanks": "Thanks land well at the start; add one challenge or decision that needs the other's head.",
}
