"""Several sources in one command: what fails does not keep the rest from being read."""

from collections.abc import Callable, Iterable
from typing import Any

from alongside.cli.output import say
from alongside.client.refused import Refused


def each[Given](read: Callable[[Given], dict[str, Any]], given: Iterable[Given]) -> tuple[list[Any], list[Refused]]:
    results, problems = [], []
    for one in given:
        try:
            results.append(read(one))
        except Refused as refused:
            problems.append(refused)
    return results, problems


def refuse_together(problems: list[Refused], *, done: list[Any], told: str = "") -> None:
    """What was done all the same is told first, or stands in the problem document."""
    if problems:
        if done and told:
            say(told)
        sentence = " ".join(str(problem) for problem in problems)
        raise Refused({**problems[0].problem, "detail": sentence, **({"done": done} if done else {})})
