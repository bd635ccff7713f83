"""A meeting as an activity: whether it is mine, of which kind, and who was there."""

from collections.abc import Sequence
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
_NOBODY_NAMED = "The entry names nobody: it is taken as yours because the calendar is."


def id_of(meeting: CalendarMeeting) -> str:
    return "/".join(part for part in (short_id(meeting.uid), meeting.occurrence) if part)


def names_others_only(meeting: CalendarMeeting, me: Me) -> bool:
    return len(meeting.people) > 1 and not _mine(meeting, me)


def finding(meeting: CalendarMeeting, me: Me, *, own_calendar: bool) -> Finding | None:
    """None for what is no meeting of mine, or none any more."""
    mine = _mine(meeting, me)
    others = [person for person in meeting.people if person not in mine]
    kind = _kind(meeting, mine, others)
    if meeting.private or meeting.status == "cancelled" or not kind or _declined(mine):
        return None
    if not mine and (others or not own_calendar):
        return None
    coming = [person for person in others if person.answer != "declined"]
    return Finding(
        id=id_of(meeting),
        kind="meeting",
        title=one_line(meeting.title) or "Meeting without a title",
        at=meeting.starts_at,
        tickets=tuple(ticket.name for ticket in tickets_in(meeting.title[:1000]))[:20],
        credits=tuple(("attendee", one_line(each.name, 200), one_line(each.email)) for each in coming[:_MOST_PEOPLE]),
        extra=_extra(meeting, kind, mine, others, coming),
    )


def _mine(meeting: CalendarMeeting, me: Me) -> list[CalendarPerson]:
    return [person for person in meeting.people if _is_me(person, me)]


def _is_me(person: CalendarPerson, me: Me) -> bool:
    """A name counts only where there is no address: others may bear it."""
    return me.is_among(emails=[person.email]) if person.email else me.is_among(names=[person.name])


def _declined(mine: Sequence[CalendarPerson]) -> bool:
    answers = {person.answer for person in mine}
    return "declined" in answers and not answers & {"accepted", "tentative"}


def _kind(meeting: CalendarMeeting, mine: Sequence[CalendarPerson], others: Sequence[CalendarPerson]) -> str:
    """Nothing for an entry without anybody else, such as a block of time or a holiday."""
    told = kind_by(meeting.title)
    if told or not others:
        return told
    if len(others) == 1:
        return "one-on-one"
    return "led" if any(person.organizer for person in mine) else "attended"


def _extra(
    meeting: CalendarMeeting,
    kind: str,
    mine: Sequence[CalendarPerson],
    others: Sequence[CalendarPerson],
    coming: Sequence[CalendarPerson],
) -> dict[str, str]:
    told = {
        "meeting": kind,
        "people": str(len(coming) + 1) if others else "",
        "series": short_id(meeting.uid) if meeting.recurring else "",
        "uncertain": _doubt(mine, others, coming),
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
