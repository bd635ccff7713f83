"""A meeting as an activity: whether it is mine, of which kind, and who was there."""

from collections.abc import Iterator, Sequence
from datetime import UTC

from alongside.evidence.findings import Finding
from alongside.lib.calendar_file import CalendarMeeting, CalendarPerson
from alongside.sources.collectors.contract import Me
from alongside.sources.collectors.git.tickets import tickets_in
from alongside.sources.collectors.plain import one_line, short_id

from .titles import kind_by

_MOST_PEOPLE = 50
_LONGEST_MINUTES = 14 * 24 * 60
_NOT_ANSWERED = "You had not said whether you would come."
_NOBODY_ELSE = "Everybody else had declined."
_NOBODY_ANSWERED = "Nobody else had answered the invitation."
_NOBODY_NAMED = "The entry names nobody: it is taken as yours because the calendar is."


def id_of(meeting: CalendarMeeting) -> str:
    return "/".join(part for part in (short_id(meeting.uid), meeting.occurrence) if part)


def names_others_only(meeting: CalendarMeeting, me: Me) -> bool:
    return len(meeting.people) > 1 and not _mine(meeting, me)


def finding(meeting: CalendarMeeting, me: Me, *, own_calendar: bool) -> Finding | None:
    """None for what is no meeting of mine, or none any more."""
    mine = _mine(meeting, me)
    others = [person for person in meeting.people if person not in mine]
    coming = [person for person in others if person.answer != "declined"]
    met = [] if meeting.all_day else [person for person in coming if not _is_only_invited(person, meeting, coming)]
    of_two = len(others) == 1 and met == coming and not (meeting.group or meeting.all_day)
    kind = _kind(meeting, mine, others, of_two=of_two)
    if meeting.private or meeting.status == "cancelled" or not kind or _declined(mine):
        return None
    if not mine and (others or not own_calendar):
        return None
    return Finding(
        id=id_of(meeting),
        kind="meeting",
        title=one_line(meeting.title) or "Meeting without a title",
        at=meeting.starts_at,
        tickets=tuple(ticket.name for ticket in tickets_in(meeting.title[:1000]))[:20],
        credits=tuple(_credits([] if meeting.all_day else coming[:_MOST_PEOPLE], met)),
        extra=_extra(meeting, kind, mine, others, coming, met),
    )


def _mine(meeting: CalendarMeeting, me: Me) -> list[CalendarPerson]:
    return [person for person in meeting.people if _is_me(person, me)]


def _is_me(person: CalendarPerson, me: Me) -> bool:
    """A name counts only where there is no address: others may bear it."""
    return me.is_among(emails=[person.email]) if person.email else me.is_among(names=[person.name])


def _declined(mine: Sequence[CalendarPerson]) -> bool:
    answers = {person.answer for person in mine}
    return "declined" in answers and not answers & {"accepted", "tentative"}


def _is_only_invited(person: CalendarPerson, meeting: CalendarMeeting, coming: Sequence[CalendarPerson]) -> bool:
    """They never answered. A series that somebody else accepted takes place, whoever has answered."""
    takes_place = meeting.recurring and any(each.answer == "accepted" for each in coming)
    return person.answer == "needs-action" and not person.organizer and not takes_place


def _credits(coming: Sequence[CalendarPerson], met: Sequence[CalendarPerson]) -> Iterator[tuple[str, str, str]]:
    """Nobody for what takes all day: a birthday or somebody's leave is no meeting with them."""
    for each in coming:
        yield ("attendee" if each in met else "invited", one_line(each.name, 200), one_line(each.email))


def _kind(
    meeting: CalendarMeeting,
    mine: Sequence[CalendarPerson],
    others: Sequence[CalendarPerson],
    *,
    of_two: bool,
) -> str:
    """Nothing for an entry without anybody else, such as a block of time or a holiday."""
    told = kind_by(meeting.title)
    if told or not others:
        return told
    if of_two:
        return "one-on-one"
    return "led" if any(person.organizer for person in mine) else "attended"


def _extra(
    meeting: CalendarMeeting,
    kind: str,
    mine: Sequence[CalendarPerson],
    others: Sequence[CalendarPerson],
    coming: Sequence[CalendarPerson],
    met: Sequence[CalendarPerson],
) -> dict[str, str]:
    told = {
        "meeting": kind,
        "people": str(len(coming) + 1) if others else "",
        "group": "yes" if meeting.group else "",
        "series": short_id(meeting.uid) if meeting.recurring else "",
        "uncertain": _doubt(mine, others, coming) or ("" if met or not coming or meeting.all_day else _NOBODY_ANSWERED),
    }
    return {name: value for name, value in (told | _length(meeting)).items() if value}


def _length(meeting: CalendarMeeting) -> dict[str, str]:
    """Minutes that passed, also where the clock was changed meanwhile."""
    seconds = (meeting.ends_at.astimezone(UTC) - meeting.starts_at.astimezone(UTC)).total_seconds()
    if meeting.all_day:
        return {"days": str(max(1, round(seconds / 86_400)))}
    minutes = round(seconds / 60)
    return {"minutes": str(minutes)} if 0 < minutes <= _LONGEST_MINUTES else {}


def _doubt(mine: Sequence[CalendarPerson], others: Sequence[CalendarPerson], coming: Sequence[CalendarPerson]) -> str:
    if not mine:
        return _NOBODY_NAMED
    if others and not coming:
        return _NOBODY_ELSE
    answers = {person.answer for person in mine}
    asked = not any(person.organizer for person in mine) and answers <= {"needs-action", "tentative"}
    return _NOT_ANSWERED if asked else ""
