from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """What was asked for is not done. `problem` is the problem document (RFC 9457), the message its sentence."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        self.problem = {"type": "about:blank", **problem}
        super().__init__(str(problem.get("detail") or problem.get("title") or "Refused."))


def refuse(title: str, detail: str, *, status: int) -> Refused:
    """A refusal that is made on this side of the door."""
    return Refused({"title": title, "status": status, "detail": detail})
