"""Rooms above that hold something of persons hear when names and persons come and go: they say so once, at the start.

The only call that goes up. It goes after the commit, and what follows runs in the background.
"""

from collections.abc import Callable
from functools import partial

from django.db import transaction

from alongside.accounts.models import Member

type Follower = Callable[[Member], None]

_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    if follower not in _followers:
        _followers.append(follower)


def changed(member: Member) -> None:
    """The names under which the member knows somebody are not what they were."""
    transaction.on_commit(partial(_tell, member))


def _tell(member: Member) -> None:
    for follower in _followers:
        follower(member)
