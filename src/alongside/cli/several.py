"""Several sources in one command: what fails does not keep the rest from being read, but Ctrl-C does."""

from collections.abc import Callable, Iterable
from typing import Any

from alongside.cli.following import Stopped
from alongside.cli.output import say
from alongside.client.refused import Refused


def each[Given](read: Callable[[Given], dict[str, Any]], given: Iterable[Given]) -> tuple[list[Any], list[Refused]]:
    results, problems = [], []
    for one in given:
        try:
            results.append(read(one))
        except Refused as refused:
            problems.append(refused)
            if isinstance(refused, Stopped):
                break
        except KeyboardInterrupt:  # Before its run was known: it ends with this program, and is taken up again.
            problems.append(Stopped({"title": "Stopped", "detail": "Stopped.", "status": 409}))
            break
    return results, problems


def stopped(problems: list[Refused]) -> bool:
    return any(isinstance(problem, Stopped) for problem in problems)


def refuse_together(problems: list[Refused], *, done: list[Any], told: str = "") -> None:
    """What was done all the same is told first, or stands in the problem document."""
    if problems:
        if done and told:
            say(told)
        sentence = " ".join(str(problem) for problem in problems)
        together = Stopped if stopped(problems) else Refused
        raise together({**problems[0].problem, "detail": sentence, **({"done": done} if done else {})})
