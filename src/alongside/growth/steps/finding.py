"""All steps that could be taken, each with its reason from the record: without a reason there is none."""

from collections.abc import Iterator
from datetime import date

from alongside.growth.advocates import Source
from alongside.growth.steps.kinds import StepKind
from alongside.growth.steps.material import Advice, Candidate, Knows, Material, Obstacle
from alongside.growth.steps.proposals import Proposal
from alongside.lib.wording import ended, in_days, sentence

HOST_AFTER_DAYS = 42
OBSTACLE_DAYS = 3
NEARLY_DUE = 0.8
"""Of the wanted time: a week's step may come a little early, so that it is not late when the week ends."""
FRESH_DAYS = 7
"""Whoever was asked or told something within these days is left alone, whatever the subject."""


def possible(material: Material) -> Iterator[Proposal]:
    people = {someone.key: someone for someone in material.people}
    for advice in material.advice:
        if advice.person in people:
            yield _tell(advice, people[advice.person], material.today)
    for knows in material.knows:
        if knows.person in people and not _fresh(people[knows.person], material.today):
            yield _ask(knows, people[knows.person])
    for obstacle in material.obstacles:
        yield from _involve(obstacle, people, material.today)
    for someone in material.people:
        yield from _talk(someone, material.today)
    yield from _host(material)


def _tell(advice: Advice, someone: Candidate, today: date) -> Proposal:
    return Proposal(
        key=f"tell:{advice.key}",
        kind=StepKind.TELL,
        person=someone.key,
        text=f"Tell {someone.name} what came of “{advice.what.label}”.",
        why=f"{sentence(in_days(advice.on, today=today))} they had a part in it. Since then: {advice.outcome.label}.",
        urgency=max(0.5, someone.urgency),
        sources=(advice.what, advice.outcome),
    )


def _ask(knows: Knows, someone: Candidate) -> Proposal:
    return Proposal(
        key=f"ask:{someone.key}:{knows.place}",
        kind=StepKind.ASK,
        person=someone.key,
        text=f"Ask {someone.name} one question about {knows.place}.",
        why=f"{_as_sentence(knows.because)} “{knows.work.label}” of yours touches it.",
        urgency=max(0.4, someone.urgency),
        sources=(knows.work,),
    )


def _involve(obstacle: Obstacle, people: dict[int, Candidate], today: date) -> Iterator[Proposal]:
    if obstacle.days < OBSTACLE_DAYS:
        return
    for knows in obstacle.knows:
        someone = people.get(knows.person)
        if someone and not _fresh(someone, today):
            yield Proposal(
                key=f"involve:{obstacle.key}:{someone.key}",
                kind=StepKind.INVOLVE,
                person=someone.key,
                text=f"Ask {someone.name} for a view on “{obstacle.text.label}”.",
                why=f"It has been open for {obstacle.days} days. {_as_sentence(knows.because)}",
                urgency=max(0.5, someone.urgency),
                sources=(obstacle.text,),
            )


def _talk(someone: Candidate, today: date) -> Iterator[Proposal]:
    kind = _KIND_OF_RELATION.get(someone.relation, _KIND_OF_RING.get(someone.ring))
    if kind and someone.wanted_every and not someone.is_met and someone.urgency >= NEARLY_DUE:
        yield Proposal(
            key=f"{kind}:{someone.key}",
            kind=kind,
            person=someone.key,
            text=ended(_INVITATION[kind].format(name=someone.name)),
            why=_last_time(someone, today),
            urgency=someone.urgency,
            sources=(Source("person", someone.name, someone.url),),
        )


def _host(material: Material) -> Iterator[Proposal]:
    if material.worth_showing and _days_since(material.hosted_on, material.today) >= HOST_AFTER_DAYS:
        yield Proposal(
            key=f"host:{material.worth_showing.label[:80]}",
            kind=StepKind.HOST,
            text=f"Offer 20 minutes on “{material.worth_showing.label}” to a team that could use it.",
            why=_last_hosted(material),
            urgency=0.8,
            sources=(material.worth_showing,),
        )


def _last_hosted(material: Material) -> str:
    if material.hosted_on is None:
        return "The record has nothing that you hosted for others yet."
    return f"You last hosted something {in_days(material.hosted_on, today=material.today)}."


def _last_time(someone: Candidate, today: date) -> str:
    wanted = f"you want to speak {_EVERY.get(someone.wanted_every, f'every {someone.wanted_every} days')}"
    if someone.last_on is None:
        return f"No talk between you is on record, and {wanted}."
    about = f", about “{someone.last_text}”" if someone.last_text else ""
    return f"You last spoke {in_days(someone.last_on, today=today)}{about}; {wanted}."


def _fresh(someone: Candidate, today: date) -> bool:
    return _days_since(someone.last_on, today) < FRESH_DAYS


def _days_since(day: date | None, today: date) -> int:
    return (today - day).days if day else 10**6


def _as_sentence(reason: str) -> str:
    return ended(sentence(reason))


_EVERY = {7: "every week", 14: "every two weeks", 30: "every month", 60: "every two months", 90: "every quarter"}
_KIND_OF_RELATION = {"skip_level": StepKind.SKIP_LEVEL, "report": None, "manager": None}
"""With one's manager and reports there are one-on-ones already."""
_KIND_OF_RING = {
    "inner": StepKind.SYNC,
    "leaders": StepKind.SYNC,
    "next_level": StepKind.COFFEE,
    "support": StepKind.SYNC,
}
_INVITATION = {
    StepKind.SYNC: "Propose a short sync to {name}",
    StepKind.SKIP_LEVEL: "Ask {name} for half an hour",
    StepKind.COFFEE: "Ask {name} for a coffee",
}
