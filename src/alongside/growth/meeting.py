"""Whom the member meets in the next days: nobody has to ask for a talk that is planned.

Rooms above know of planned talks. They say so once, at the start, as with `people.following`.
"""

from collections.abc import Callable
from datetime import datetime

from alongside.accounts.models import Member

type Talks = Callable[[Member, datetime], set[int]]
"""The keys of the persons with whom a talk stands in the days from then on."""

_known: list[Talks] = []


def look_for_talks(talks: Talks) -> None:
    _known.append(talks)


def met_soon(member: Member, now: datetime) -> set[int]:
    return set[int]().union(*(talks(member, now) for talks in _known))
