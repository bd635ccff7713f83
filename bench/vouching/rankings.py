"""Ours, and the simple ones it has to beat."""

from collections import Counter
from collections.abc import Mapping

from bench.vouching.playing import Asked, Ranking

from alongside.knowledge.asking.places import TREE
from alongside.knowledge.asking.spreading import over_places
from alongside.knowledge.vouching import Route, could_vouch

KEPT = 20


def ours(asked: Asked) -> list[str]:
    case = asked.case
    found = could_vouch(case.person, asked.work, asked.contacts, asked.memory, case.asked, most=KEPT)
    return [each.person for each in found]


def most_active(asked: Asked) -> list[str]:
    """Who reviews most these weeks, whatever it is."""
    tally = asked.memory.reviewed
    return _best({person: trace.mass for person, trace in tally.people.get(TREE, {}).items()}, asked)


def files_only(asked: Asked) -> list[str]:
    """Who changes and reviews the same files."""
    paths = tuple(dict.fromkeys(path for each in reversed(asked.work) for path in each.paths))[:60]
    total: Counter[str] = Counter()
    for tally in (asked.memory.reviewed, asked.memory.wrote):
        total.update(over_places(tally, paths, asked.case.person, asked.case.asked).shares())
    return _best(total, asked)


def reviewers_only(asked: Asked) -> list[str]:
    """Who read the person's changes most often."""
    return _best(Counter(each.person for each in asked.contacts if each.route is Route.READ), asked)


def mergers_only(asked: Asked) -> list[str]:
    return _best(Counter(each.person for each in asked.contacts if each.route is Route.MERGED), asked)


def simple_mix(asked: Asked) -> list[str]:
    """One over the place in either list, added."""
    total: Counter[str] = Counter()
    for ranked in (files_only(asked), reviewers_only(asked)):
        total.update({person: 1 / place for place, person in enumerate(ranked, 1)})
    return _best(total, asked)


def _best(scores: Mapping[str, float], asked: Asked) -> list[str]:
    known = [person for person in scores if scores[person] > 0 and person != asked.case.person]
    return sorted(known, key=lambda person: (-scores[person], person))[:KEPT]


RANKINGS: dict[str, Ranking] = {
    "ours": ours,
    "most active": most_active,
    "files only": files_only,
    "reviewers only": reviewers_only,
    "who merged": mergers_only,
    "files + reviewers": simple_mix,
}
