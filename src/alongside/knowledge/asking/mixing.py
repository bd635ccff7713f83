"""One answer out of several: what is asked about lies in more than one repository, and each was asked by itself."""

from collections.abc import Iterable
from dataclasses import replace

from alongside.knowledge.asking.material import Answer, Suggestion


def mixed(answers: Iterable[tuple[float, Answer]], *, most: int) -> Answer:
    """Each with the part of the question that lies there. A chance counts by that part, and so do the points of each
    reason; who is named before others in one keeps so much of that place."""
    answers = sorted(answers, key=lambda each: -each[0])
    if len(answers) == 1:
        return replace(answers[0][1], suggestions=answers[0][1].suggestions[:most])
    places: dict[str, float] = {}
    found: dict[str, Suggestion] = {}
    for part, answer in answers:
        chances = sorted((each.chance for each in answer.suggestions), reverse=True)
        for each, chance in zip(answer.suggestions, chances, strict=True):
            places[each.person] = places.get(each.person, 0.0) + part * chance
            found[each.person] = _added(found.get(each.person), part, each)
    order = sorted(found, key=lambda person: (-places[person], person))
    last = max((answer for _, answer in answers), key=lambda answer: (answer.lately, answer.knew_at))
    return Answer(
        tuple(found[person] for person in order[:most]),
        lately=last.lately,
        knew=last.knew,
        knew_at=last.knew_at,
        spared=next((each.spared for _, each in answers if each.suggestions and _leads(each, order)), ""),
    )


def _leads(answer: Answer, order: list[str]) -> bool:
    return answer.suggestions[0].person == order[0]


def _added(there: Suggestion | None, part: float, more: Suggestion) -> Suggestion:
    reasons = tuple(replace(each, points=part * each.points) for each in more.reasons)
    if there is None:
        return replace(more, points=part * more.points, chance=part * more.chance, reasons=reasons)
    return Suggestion(
        more.person,
        points=there.points + part * more.points,
        chance=there.chance + part * more.chance,
        seen=max(there.seen, more.seen),
        reasons=tuple(sorted([*there.reasons, *reasons], key=lambda each: -abs(each.points))),
    )
