"""Addresses of the pages of rooms below, by the hundred: resolving one anew each time costs more than all else."""

from functools import cache

from django.urls import reverse

_PAGES = {"story": "evidence:story", "piece": "evidence:piece", "entry": "evidence:entry"}
_PLACE = 987_654_321


def page_of(key: str) -> str:
    """Of a claim: `story:3`, `piece:7`, `entry:5`."""
    noun, _, number = key.partition(":")
    return _pattern(noun).replace(str(_PLACE), number)


@cache
def _pattern(noun: str) -> str:
    return reverse(_PAGES[noun], args=[_PLACE])
