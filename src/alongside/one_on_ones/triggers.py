"""What, in the time since the last meeting, calls for a question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

SITUATIONS = (
    "blocked_on_you",
    "slipping",
    "struggled",
    "shipped",
    "everything_is_top_priority",
    "review_near",
    "new_together",
    "after_change",
    "load",
    "silent_on_growth",
    "long_unthanked",
    "feedback",
    "career",
    "direction",
    "quiet_week",
    "any",
)
"""The most pressing first."""

REVIEW_IS_NEAR_DAYS = 42
SILENT_ON_GROWTH_DAYS = 45
UNTHANKED_DAYS = 30
WITHOUT_FEEDBACK_DAYS = 45
SILENT_ON_CAREER_DAYS = 90
SILENT_ON_DIRECTION_DAYS = 60
BLOCKED_DAYS = 3
TOP_PRIORITIES = 3
MUCH_OPEN_WORK = 6
NEW_MEETINGS = 3
KNOWN_MEETINGS = 4
"""So many meetings must have been held before silence on a subject, never raised at all, means anything."""


@dataclass(frozen=True)
class Happening:
    """Something with a title and a day. `ref` is what the page links to, such as "entry:12". `mine` says whether it is
    the work of the one who asks or of the other of the pair.
    """

    ref: str
    title: str
    on: date
    mine: bool = True


@dataclass(frozen=True)
class Facts:
    """What is known on the day of preparing, by the one who asks (`side`), before a meeting with `person`.

    `waiting_on_other`: blockers and promises that need the other to act, dated since when. `late`: promises and dates
    not kept, dated when they were due. `top_priorities`: what was marked as most important in the period. The days
    since something are None where it was never raised.
    """

    side: str
    person: str
    shipped: Sequence[Happening] = ()
    struggles: Sequence[Happening] = ()
    blockers: Sequence[Happening] = ()
    waiting_on_other: Sequence[Happening] = ()
    late: Sequence[Happening] = ()
    top_priorities: Sequence[Happening] = ()
    changes: Sequence[Happening] = ()
    open_work: Sequence[Happening] = ()
    growth_topic: str = ""
    review_on: date | None = None
    days_since_growth: int | None = None
    days_since_thanks: int | None = None
    days_since_feedback: int | None = None
    days_since_career: int | None = None
    days_since_direction: int | None = None
    meetings_so_far: int = 0
    met_elsewhere: int = 0
    entries_in_period: int = 0


@dataclass(frozen=True)
class Trigger:
    """`reference` is the `ref` of the happening, or empty where a number of days or meetings is the trigger.
    `about` is "me" or "them" where it is on the work of one of the two.
    """

    situation: str
    reference: str
    why: str
    about: str = ""
    fills: Mapping[str, str] = field(default_factory=dict, hash=False)


def triggers_in(facts: Facts, today: date) -> tuple[Trigger, ...]:
    """In the order of SITUATIONS; inside one, the newest work and the oldest trouble first."""
    found = [*_of_happenings(facts, today), *_of_numbers(facts, today)]
    return tuple(sorted(found, key=lambda trigger: SITUATIONS.index(trigger.situation)))


def _of_happenings(facts: Facts, today: date) -> Iterator[Trigger]:
    for one in _oldest(facts.waiting_on_other):
        if (today - one.on).days >= BLOCKED_DAYS:
            waits = f"“{one.title}” has been waiting on {facts.person} for {_days(today - one.on)}"
            yield _trigger("blocked_on_you", one, waits, today, about="")
    for one in _oldest(facts.late):
        if one.on < today:
            yield _trigger("slipping", one, f"“{one.title}” was due {_when(one.on, today)}", today)
    for one in _oldest(facts.blockers):
        if (today - one.on).days >= BLOCKED_DAYS:
            blocked = f"“{one.title}” has been in {_whose(one, facts)} way for {_days(today - one.on)}"
            yield _trigger("struggled", one, blocked, today)
    for one in _newest(facts.struggles):
        yield _trigger(
            "struggled", one, f"{_who(one, facts)} struggled with “{one.title}” {_when(one.on, today)}", today
        )
    for one in _newest(facts.shipped):
        yield _trigger("shipped", one, f"{_who(one, facts)} shipped “{one.title}” {_when(one.on, today)}", today)
    for one in _newest(facts.changes):
        yield _trigger("after_change", one, f"“{one.title}” happened {_when(one.on, today)}", today, about="")
    yield from _of_many(facts, today)


def _of_many(facts: Facts, today: date) -> Iterator[Trigger]:
    if len(facts.top_priorities) >= TOP_PRIORITIES:
        first = _newest(facts.top_priorities)[0]
        many = f"{len(facts.top_priorities)} things are marked as top priority, “{first.title}” among them"
        yield _trigger("everything_is_top_priority", first, many, today)
    if len(facts.open_work) >= MUCH_OPEN_WORK:
        first = _newest(facts.open_work)[0]
        has = "You have" if first.mine else f"{facts.person} has"
        yield _trigger("load", first, f"{has} {len(facts.open_work)} pieces of work open", today)


def _of_numbers(facts: Facts, today: date) -> Iterator[Trigger]:
    if facts.review_on and 0 < (facts.review_on - today).days <= REVIEW_IS_NEAR_DAYS:
        away = _number_of_days((facts.review_on - today).days)
        yield Trigger("review_near", "", f"The review is on {_day(facts.review_on)}, in {away}", fills={"days": away})
    if facts.meetings_so_far + facts.met_elsewhere < NEW_MEETINGS:
        yield Trigger("new_together", "", _so_few(facts))
    for situation, since, limit, long_ago, never in _silences(facts):
        fills = {"topic": facts.growth_topic} if situation == "silent_on_growth" else {}
        if since is not None and since >= limit:
            yield Trigger(situation, "", long_ago.format(_number_of_days(since)), fills=fills)
        elif since is None and facts.meetings_so_far >= KNOWN_MEETINGS:
            yield Trigger(situation, "", never.format(facts.meetings_so_far), fills=fills)
    if not facts.shipped and not facts.entries_in_period:
        since_when = "since the last meeting" if facts.meetings_so_far + facts.met_elsewhere else "in these days"
        yield Trigger("quiet_week", "", f"Nothing was shipped or logged {since_when}")
    yield Trigger("any", "", f"For any meeting with {facts.person}")


def _silences(facts: Facts) -> Iterator[tuple[str, int | None, int, str, str]]:
    """Situation, days since, from when on it matters, and the two ways to say it."""
    raised = ("{} last came up {{}} ago", "{} has not come up in {{}} meetings")
    thanked = ("You have thanked nobody for {}", "You have thanked nobody in {} meetings")
    for situation, since, limit, subject in (
        ("silent_on_growth", facts.days_since_growth, SILENT_ON_GROWTH_DAYS, "Growth"),
        ("feedback", facts.days_since_feedback, WITHOUT_FEEDBACK_DAYS, "Feedback"),
        ("career", facts.days_since_career, SILENT_ON_CAREER_DAYS, "Career"),
        ("direction", facts.days_since_direction, SILENT_ON_DIRECTION_DAYS, "The direction"),
    ):
        yield situation, since, limit, raised[0].format(subject), raised[1].format(subject)
    yield "long_unthanked", facts.days_since_thanks, UNTHANKED_DAYS, *thanked


def _so_few(facts: Facts) -> str:
    met = facts.meetings_so_far + facts.met_elsewhere
    if not met:
        return f"This is your first meeting with {facts.person}"
    times = "once" if met == 1 else "twice"
    return f"You and {facts.person} have met {times} so far"


def _trigger(situation: str, one: Happening, why: str, today: date, *, about: str | None = None) -> Trigger:
    fills = {"what": f"“{one.title}”", "days": _days(today - one.on) if one.on < today else ""}
    whose = ("me" if one.mine else "them") if about is None else about
    return Trigger(situation, one.ref, why, whose, fills)


def _who(one: Happening, facts: Facts) -> str:
    return "You" if one.mine else facts.person


def _whose(one: Happening, facts: Facts) -> str:
    return "your" if one.mine else f"{facts.person}'s"


def _newest(happenings: Sequence[Happening]) -> list[Happening]:
    return sorted(happenings, key=lambda one: (-one.on.toordinal(), one.ref))


def _oldest(happenings: Sequence[Happening]) -> list[Happening]:
    return sorted(happenings, key=lambda one: (one.on, one.ref))


def _when(day: date, today: date) -> str:
    ago = (today - day).days
    if ago in (0, 1):
        return ("today", "yesterday")[ago]
    return f"on {_WEEKDAYS[day.weekday()]}" if 1 < ago < 7 else f"on {_day(day)}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"


def _days(age: timedelta) -> str:
    return _number_of_days(age.days)


def _number_of_days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
