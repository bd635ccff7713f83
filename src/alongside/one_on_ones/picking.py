"""Which questions fit a meeting: at most three, each with what triggered it."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.one_on_ones.triggers import SITUATIONS, Facts, Trigger, triggers_in

__all__ = ["SIDES", "SITUATIONS", "Asked", "BankQuestion", "Picked", "blanks_in", "pick"]

SIDES = ("report", "manager", "product", "peer")
AT_MOST = 3
DAYS_BEFORE_ASKING_AGAIN = 90

_BLANK = re.compile(r"\{(what|days|person|topic)\}")


@dataclass(frozen=True)
class BankQuestion:
    """`side` is who asks. `about` says whose work the question is on: the asker's (me) or the other's (them)."""

    key: str
    situation: str
    side: str
    text: str
    about: str = "me"


@dataclass(frozen=True)
class Asked:
    key: str
    on: date


@dataclass(frozen=True)
class Picked:
    """`why` is a sentence about the trigger, for the one who asks."""

    key: str
    situation: str
    text: str
    why: str
    trigger: Trigger


def pick(bank: Sequence[BankQuestion], facts: Facts, *, today: date, asked: Sequence[Asked]) -> tuple[Picked, ...]:
    """At most three, from different situations and on different things, the most pressing situation first.

    Nothing that was asked in the last 90 days; what was never asked comes first. The same all day long, and another
    choice among equals the next day.
    """
    last_asked = _last_asked(asked)
    fitting = [
        question for question in bank if question.side == facts.side and not _too_soon(question, last_asked, today)
    ]
    fitting.sort(key=lambda question: _turn(question, last_asked, today))
    return tuple(_varied(_matches(fitting, triggers_in(facts, today), facts)))[:AT_MOST]


def blanks_in(text: str) -> frozenset[str]:
    return frozenset(_BLANK.findall(text))


def _last_asked(asked: Iterable[Asked]) -> dict[str, date]:
    last: dict[str, date] = {}
    for one in asked:
        last[one.key] = max(one.on, last.get(one.key, one.on))
    return last


def _too_soon(question: BankQuestion, last_asked: Mapping[str, date], today: date) -> bool:
    last = last_asked.get(question.key)
    return last is not None and (today - last).days < DAYS_BEFORE_ASKING_AGAIN


def _turn(question: BankQuestion, last_asked: Mapping[str, date], today: date) -> tuple[date, str]:
    drawn = hashlib.sha256(f"{today.isoformat()} {question.key}".encode()).hexdigest()
    return last_asked.get(question.key, date.min), drawn


def _matches(fitting: Sequence[BankQuestion], triggers: Sequence[Trigger], facts: Facts) -> Iterator[Picked]:
    for trigger in triggers:
        fills = {**trigger.fills, "person": facts.person}
        for question in fitting:
            if question.situation == trigger.situation and _suits(question, trigger, fills):
                text = _filled(question.text, fills)
                yield Picked(question.key, question.situation, text, _why(question, trigger), trigger)


def _why(question: BankQuestion, trigger: Trigger) -> str:
    """A question that names the thing is not followed by its name again."""
    if "what" not in blanks_in(question.text):
        return trigger.why
    why = trigger.why.replace(trigger.fills["what"], "this")
    return why[:1].upper() + why[1:]


def _filled(text: str, fills: Mapping[str, str]) -> str:
    return _BLANK.sub(lambda blank: fills[blank[1]], text)


def _suits(question: BankQuestion, trigger: Trigger, fills: Mapping[str, str]) -> bool:
    about_the_right_one = trigger.about in ("", question.about)
    return about_the_right_one and all(fills.get(blank) for blank in blanks_in(question.text))


def _varied(matches: Iterable[Picked]) -> Iterator[Picked]:
    situations: set[str] = set()
    references: set[str] = set()
    for match in matches:
        reference = match.trigger.reference
        if match.situation in situations or (reference and reference in references):
            continue
        situations.add(match.situation)
        references.add(reference)
        yield match
