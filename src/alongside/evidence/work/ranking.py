"""What is worth telling first, and why, in words from the record."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, log2
from typing import Literal, NamedTuple

from alongside.evidence.work.facts import Facts
from alongside.evidence.work.kinds import Kind
from alongside.evidence.work.material import COMMIT, HELPING, PATCH, Group
from alongside.evidence.work.titles import title_of
from alongside.evidence.work.wording import counted, joined
from alongside.evidence.work.worth import BREADTH, worth
from alongside.lib.wording import listed

LONG_ENOUGH = timedelta(days=30)
MUCH_TALK = 5
"""Comments from which on a ticket was talked about."""
_LARGE = 200
_EVEN, _SPREAD = 1.0, 2.0

type Seat = Literal["", "incident", "renewal", "help"]
"""What release notes do not tell of and a manager wants to hear: it has a place of its own in a short list."""


@dataclass(frozen=True, slots=True)
class Ranked:
    group: Group
    title: str
    kind: Kind
    score: float
    """From 0 to 10."""
    why: tuple[str, ...]
    """What raised the score, the weightiest first; then what else the record says."""
    is_trivial: bool = False
    seat: Seat = ""


class _Point(NamedTuple):
    score: float
    why: str = ""


def rank(groups: Iterable[Group], *, until: datetime, since: datetime | None = None) -> tuple[Ranked, ...]:
    """Groups with a deed in `since` ≤ on < `until`, the ones most worth telling first.

    Groups that ended before serve as the past, against which "first work in …" is told.
    """
    known = (Facts(group) for group in groups if group.first < until)
    ranked = _each_alone(known) if since is None else _among_others(list(known), since)
    return tuple(sorted(ranked, key=_order))


def _each_alone(known: Iterable[Facts]) -> Iterator[Ranked]:
    """One after another: of tens of thousands the facts need not be held."""
    return (_ranked(facts, []) for facts in known)


def _among_others(known: list[Facts], since: datetime) -> Iterator[Ranked]:
    fresh = _first_folders(known, since)
    told = [facts for facts in known if facts.group.last >= since]
    talk = _most_talk(told)
    for facts in told:
        yield _ranked(facts, [*_first_in(fresh.get(facts.group.key, [])), *_talk(facts, talk)])


def _order(ranked: Ranked) -> tuple[float, float, str]:
    """Of two that weigh the same, the later one first."""
    return -ranked.score, -ranked.group.last.timestamp(), ranked.group.key


def _ranked(facts: Facts, among_others: list[_Point]) -> Ranked:
    points = [*_worth(facts), *among_others]
    said = sorted((point for point in points if point.why), key=lambda point: -abs(point.score))
    raw = sum(point.score for point in points)
    score = round(10 / (1 + exp((_EVEN - max(-99.0, raw)) / _SPREAD)), 4)
    why = tuple(point.why for point in said) or _at_least(facts)
    return Ranked(facts.group, title_of(facts.group), facts.kind, score, why, facts.is_trivial, _seat(facts))


def _at_least(facts: Facts) -> tuple[str, ...]:
    """Where nothing speaks for it: what the record has."""
    if not facts.counted:
        return ()
    where = next(iter(facts.folders)) if len(facts.folders) == 1 else counted(len(facts.folders), "folder")
    return (f"{counted(facts.counted, 'line')} changed{f' in {where}' if where else ''}",)


def _seat(facts: Facts) -> Seat:
    if facts.is_trivial:
        return ""
    if facts.kind == "incident":
        return "incident"
    if facts.kind == "migration" or (facts.kind == "refactoring" and facts.is_hard):
        return "renewal"
    return "help" if facts.kind in ("review", "meeting", "discussion") or facts.unblocks else ""


def _worth(facts: Facts) -> Iterator[_Point]:
    if facts.kind == "review":
        yield from _help(facts)
    else:
        yield from _traits(facts)
    yield from by_hand(facts)


def by_hand(facts: Facts) -> Iterator[_Point]:
    """What was weighed by judgement: release notes, which the traits were fitted on, say nothing of it."""
    yield from _kind(facts)
    yield from _results(facts)
    yield from _setbacks(facts)
    yield from _also_said(facts)


def _traits(facts: Facts) -> Iterator[_Point]:
    """The traits, told by what touched most."""
    told = worth(facts)
    rest = told.total
    for names, why in _reasons(facts):
        points = told.sum(*names)
        rest -= points
        yield _Point(points, why)
    yield _Point(rest)


def _reasons(facts: Facts) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names of traits with what they say together."""
    parts, folders, code = facts.parts, len(facts.folders), facts.lines.get("code", 0)
    touches = len(parts) > 1 or (folders > 3 and facts.kind != "refactoring")
    yield BREADTH, f"touches {listed(parts) or 'files'} in {counted(folders, 'folder')}" if touches else ""
    yield ("lines of code",), f"{counted(code, 'line')} of code changed" if code >= _LARGE else ""
    yield ("names an option",), "names an option that users can set" if facts.naming_an_option else ""
    yield ("title takes away",), "ends or raises what others rely on" if facts.said.takes_away else ""
    yield ("newer libraries",), "moves a library to a newer version" if facts.renews_libraries else ""


def _kind(facts: Facts) -> Iterator[_Point]:
    if facts.kind == "incident":
        yield _Point(3.0, "an incident")
    if facts.kind == "migration":
        yield _Point(0, "a migration")
    if facts.kind == "refactoring" and facts.is_hard:
        where = f"a refactoring across {counted(len(facts.code_folders), 'folder')}"
        yield _Point(0, where if len(facts.code_folders) > 1 else "a large refactoring")
    if facts.kind == "meeting" and (held := facts.meetings_to_tell):
        yield _Point(-0.5, _of_meetings(held[0], len(held), facts.people("attendee")))
    if facts.kind == "thanks":
        yield _Point(1.0, f"thanks from {joined(givers)}" if (givers := facts.thanked_by) else "thanks received")
    if facts.unblocks:
        yield _Point(0.5, "unblocks others, by its title")


def _of_meetings(kind: str, number: int, people: list[str]) -> str:
    words = {"interview": "interview", "led": "meeting you led", "on-call": "time on call"}[kind]
    plural = {"led": "meetings you led", "on-call": "times on call"}.get(kind, "")
    return counted(number, words, plural=plural) + (f", with {joined(people)}" if people else "")


def _results(facts: Facts) -> Iterator[_Point]:
    if facts.measured:
        yield _Point(0.5, f"says “{facts.measured}”")


def _setbacks(facts: Facts) -> Iterator[_Point]:
    if facts.is_trivial and not facts.changes_libraries:
        yield _Point(-6.0)
    if facts.is_taken_back:
        yield _Point(-2.0, "taken back in the end")
    elif facts.reverts:
        yield _Point(0.1, f"reverted {counted(facts.reverts, 'time', once=True)} on the way")


def _also_said(facts: Facts) -> Iterator[_Point]:
    if together := facts.people("co-author"):
        yield _Point(0.1, f"together with {joined(together)}")
    if facts.closed:
        yield _Point(0.1, f"closes {joined(facts.closed)}")
    if facts.comments >= MUCH_TALK:
        yield _Point(0.1, f"{facts.comments} comments on its ticket or pull request")
    if len(facts.works) > 1:
        days = f" over {counted(facts.group.days, 'day')}" if facts.group.days > 1 else ""
        yield _Point(0, f"{_of_works(facts)}{days}")
    if reviewed := facts.people("reviewer"):
        yield _Point(0, f"reviewed by {joined(reviewed)}")
    if reported := facts.people("reporter"):
        yield _Point(0, f"reported by {joined(reported)}")
    if facts.is_of_tickets:
        yield from _of_tickets(facts)


def _of_tickets(facts: Facts) -> Iterator[_Point]:
    """What a tracker says where no change is known. It weighs nothing: each team estimates in its own way."""
    if facts.points:
        whole = facts.points.is_integer()
        yield _Point(0, counted(int(facts.points), "point") if whole else f"{facts.points:g} points")
    if facts.days_open > 1:
        yield _Point(0, f"open for {counted(facts.days_open, 'day')}")
    if facts.reopened:
        yield _Point(0, f"reopened {counted(facts.reopened, 'time', once=True)}")
    if 0 < facts.comments < MUCH_TALK:
        yield _Point(0, f"{counted(facts.comments, 'comment')} on it")


def _of_works(facts: Facts) -> str:
    is_code = all(deed.kind in (COMMIT, PATCH) for deed in facts.works)
    return counted(len(facts.works), "commit" if is_code else "activity", plural="" if is_code else "activities")


def _help(facts: Facts) -> Iterator[_Point]:
    times = Counter(deed.kind for deed in facts.group.deeds if deed.kind in HELPING)
    said = listed([counted(number, kind) for kind, number in sorted(times.items(), reverse=True)])
    names = joined(facts.people("helped"))
    yield _Point(0.5 + 0.5 * log2(times.total()), f"{said} for {names}" if names else said)


def _first_in(fresh: list[str]) -> Iterator[_Point]:
    if fresh:
        yield _Point(0.3, f"first work in {joined(fresh)}")


def _talk(facts: Facts, most: int) -> Iterator[_Point]:
    if most and facts.comments == most:
        yield _Point(0.3, f"the most talked about of these days: {most} comments")


def _most_talk(told: list[Facts]) -> int:
    """Comments on what was talked about most; none where there is little to compare."""
    found = sorted(facts.comments for facts in told if facts.comments >= MUCH_TALK)
    return found[-1] if len(found) > 1 and found[-1] > found[-2] else 0


def _first_folders(known: list[Facts], since: datetime) -> dict[str, list[str]]:
    """Key → code folders that nobody here touched before; silent where the past is too short to know."""
    if not known or since - min(facts.group.first for facts in known) < LONG_ENOUGH:
        return {}
    met: set[str] = set()
    fresh: dict[str, list[str]] = {}
    for facts in sorted(known, key=lambda facts: (facts.group.first, facts.group.key)):
        folders = facts.code_folders - met
        fresh[facts.group.key] = sorted(folders, key=lambda folder: (folder.count("/"), folder))
        met |= folders
    return fresh
