"""Questions to GitHub, in GraphQL, and what went wrong with them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from alongside.sources.collectors.contract import Defect
from alongside.sources.collectors.plain import one_line
from alongside.sources.collectors.web import Answer, NoAnswer, Web
from alongside.sources.collectors.web.limits import seconds_to_wait

from .address import questions_at
from .values import inside, listed, text

_TRIES = 4
_TOO_MUCH = {"RESOURCE_LIMITS_EXCEEDED", "MAX_NODE_LIMIT_EXCEEDED"}
_TOO_MUCH_WORDS = ("timeout", "something went wrong while executing", "resource limits", "node limit")


class TooMuch(NoAnswer):
    """The question was too large for one answer."""


@dataclass(frozen=True, slots=True)
class Told:
    data: dict[str, Any]
    defects: tuple[Defect, ...] = ()
    """What was held back, as by a company that wants the token to be signed in with it."""


class GitHub:
    def __init__(self, address: str, token: str, pause: Callable[[float], None]) -> None:
        self._pause, self._token = pause, token
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self._web = Web(questions_at(address), pause=pause, headers=headers, title="GitHub")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._web.close()

    def ask(self, query: str, **variables: str | int | None) -> Told:
        """Raises TooMuch when less should be asked for, and Refused for everything else."""
        for attempt in range(_TRIES):
            answer = self._post(query, variables)
            problems = listed(answer.json, "errors")
            if any(text(each, "type") == "RATE_LIMITED" for each in problems):
                self._pause(min(seconds_to_wait(answer.headers, attempt), 3_700))
            else:
                return self._told(answer, problems)
        raise NoAnswer("GitHub says that we ask too often. What was read is kept; run it again in an hour.", 429)

    def _post(self, query: str, variables: dict[str, str | int | None]) -> Answer:
        try:
            return self._web.post("", json={"query": query, "variables": variables})
        except NoAnswer as problem:
            if problem.status in {502, 504}:
                raise TooMuch(str(problem), problem.status) from None
            raise

    def _told(self, answer: Answer, problems: list[dict[str, Any]]) -> Told:
        data = inside(answer.json, "data")
        if any(_is_too_much(each) for each in problems):
            raise TooMuch("GitHub finds it too much work to answer. Run it again later.", answer.status)
        if not isinstance(data, dict):
            said = f": {self._said(problems[0])}" if problems else ""
            raise NoAnswer(f"GitHub gave no answer{said}. Check the address and the token.", answer.status)
        return Told(data, tuple(dict.fromkeys(Defect(_place(each), self._said(each)) for each in problems)))

    def _said(self, problem: dict[str, Any]) -> str:
        said = text(problem, "message").replace(self._token, "…") if self._token else text(problem, "message")
        return one_line(said, 300).rstrip(".") or "it held something back"


def _is_too_much(problem: dict[str, Any]) -> bool:
    said = text(problem, "message").lower()
    return text(problem, "type") in _TOO_MUCH or any(words in said for words in _TOO_MUCH_WORDS)


def _place(problem: dict[str, Any]) -> str:
    """As in `search › nodes`; the place of one among many is left out, so that a thousand of them are one defect."""
    path = inside(problem, "path")
    names = [each for each in path if isinstance(each, str)] if isinstance(path, list) else []
    return one_line(" › ".join(names), 100) or "GitHub"
