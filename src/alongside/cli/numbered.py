"""Things that are named by a number in a terminal: where the number comes from stands in the refusal."""

from collections.abc import Iterator
from contextlib import contextmanager

from alongside.client.refused import Refused


@contextmanager
def numbered(thing: str, number: int, *, shown_by: str) -> Iterator[None]:
    """`thing` is "story", `shown_by` the command that lists them with their numbers."""
    try:
        yield
    except Refused as refused:
        if refused.problem.get("status") != 404:
            raise
        detail = f"There is no {thing} {number}: `{shown_by}` shows the numbers."
        raise Refused({**refused.problem, "detail": detail}) from refused
