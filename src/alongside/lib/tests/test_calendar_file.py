from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.lib import calendar_file
from alongside.lib.calendar_file import (
    CalendarMeeting,
    CalendarReading,
    CalendarTooLarge,
    NotACalendar,
    read_calendar,
)
from alongside.lib.tests.calendars import APPLE, EXCHANGE, GOOGLE, as_bytes, calendar_of

AUTUMN = {"since": date(2026, 10, 1), "until": date(2026, 11, 30)}
NOON = "DTSTART:20261103T120000Z\nDTEND:20261103T123000Z"


def read(data: bytes, zone: str = "Europe/Berlin") -> CalendarReading:
    return read_calendar(data, since=AUTUMN["since"], until=AUTUMN["until"], zone=zone)


def starts(reading: CalendarReading, uid: str) -> list[str]:
    return [f"{meeting.starts_at:%m-%d %H:%M}" for meeting in reading.meetings if meeting.uid == uid]


def only(reading: CalendarReading) -> CalendarMeeting:
    (meeting,) = reading.meetings
    return meeting


def test_a_google_calendar_is_read_with_its_skipped_moved_and_cancelled_meetings() -> None:
    reading = read(as_bytes(GOOGLE))

    weekly = [meeting for meeting in reading.meetings if meeting.uid == "4kq0s7g1@google.com"]
    assert reading.problems == ()
    assert starts(reading, "4kq0s7g1@google.com") == [
        "10-06 10:00",
        "10-20 10:00",
        "10-27 10:00",
        "11-04 14:30",
        "11-10 10:00",
        "11-17 10:00",
        "11-24 10:00",
    ]
    assert [meeting.status for meeting in weekly].count("cancelled") == 1
    assert weekly[4].status == "cancelled"


def test_a_moved_meeting_keeps_the_occurrence_it_was_meant_to_be() -> None:
    moved = next(meeting for meeting in read(as_bytes(GOOGLE)).meetings if "moved" in meeting.title)

    assert moved.occurrence == "2026-11-03T09:00:00Z"
    assert moved.starts_at.astimezone(UTC) == datetime(2026, 11, 4, 13, 30, tzinfo=UTC)
    assert moved.recurring


def test_people_have_names_addresses_and_answers_and_rooms_are_no_people() -> None:
    first = read(as_bytes(GOOGLE)).meetings[0]

    assert [(person.name, person.email, person.answer, person.organizer) for person in first.people] == [
        ("Mira Manager", "mira@example.org", "accepted", True),
        ("", "engineer@example.org", "accepted", False),
    ]


def test_windows_zone_names_are_understood() -> None:
    reading = read(as_bytes(EXCHANGE))

    uid = "040000008200E00074C5B7101A82E00800000000AB"
    assert starts(reading, uid) == ["10-05 10:00", "10-19 10:00", "11-16 10:00", "11-30 10:00"]
    assert reading.meetings[0].starts_at.utcoffset() == timedelta(hours=2)


def test_a_zone_described_by_the_file_itself_is_used() -> None:
    hub = next(meeting for meeting in read(as_bytes(EXCHANGE)).meetings if "hub" in meeting.title)

    assert hub.starts_at == datetime(2026, 11, 5, 9, 0, tzinfo=UTC)


def test_the_own_zone_of_one_file_does_not_leak_into_the_next() -> None:
    read(as_bytes(EXCHANGE))

    reading = read(as_bytes(EXCHANGE.replace("+0300", "+0500")))

    hub = next(meeting for meeting in reading.meetings if "hub" in meeting.title)
    assert hub.starts_at == datetime(2026, 11, 5, 7, 0, tzinfo=UTC)


def test_an_unknown_zone_is_a_problem_and_the_meeting_stays() -> None:
    reading = read(as_bytes(EXCHANGE))

    nowhere = next(meeting for meeting in reading.meetings if meeting.title == "Nowhere")
    assert f"{nowhere.starts_at:%H:%M}" == "12:00"
    assert {"Mars Standard Time" in problem.message for problem in reading.problems} == {True}


def test_an_apple_calendar_is_read_with_monthly_rules_and_floating_times() -> None:
    reading = read(as_bytes(APPLE))

    assert starts(reading, "0C9A61E0-5B0C-4B5B-9E1A-AAAAAAAAAAAA") == ["10-08 09:00", "11-12 09:00"]
    assert {person.email for person in reading.meetings[0].people} == {
        "engineer@example.org",
        "pat@example.org",
    }
    floating = next(meeting for meeting in reading.meetings if meeting.uid == "FLOATING-1")
    assert floating.starts_at == datetime(2026, 11, 12, 17, 0, tzinfo=UTC)
    assert floating.ends_at - floating.starts_at == timedelta(hours=1)


def test_a_floating_time_is_taken_in_the_zone_of_its_calendar() -> None:
    data = calendar_of("UID:a\nDTSTART:20261103T120000", head="X-WR-TIMEZONE:Asia/Tokyo\n")

    assert only(read(data)).starts_at == datetime(2026, 11, 3, 3, 0, tzinfo=UTC)


def test_an_all_day_event_begins_at_midnight() -> None:
    holiday = next(meeting for meeting in read(as_bytes(GOOGLE)).meetings if meeting.all_day)

    assert holiday.starts_at.isoformat() == "2026-11-09T00:00:00+01:00"
    assert holiday.ends_at - holiday.starts_at == timedelta(days=1)


def test_a_meeting_without_an_end_ends_when_it_starts() -> None:
    meeting = only(read(calendar_of("UID:a\nDTSTART:20261103T120000Z")))

    assert meeting.starts_at == meeting.ends_at


@pytest.mark.parametrize(
    ("line", "private"),
    [
        ("", False),
        ("\nCLASS:PUBLIC", False),
        ("\nCLASS:PRIVATE", True),
        ("\nCLASS:confidential", True),
        ("\nCLASS:X-ME", True),
    ],
)
def test_what_is_marked_as_private_is_told(line: str, private: bool) -> None:
    assert only(read(calendar_of(f"UID:a\n{NOON}{line}"))).private is private


def test_a_private_series_stays_private_where_it_was_moved() -> None:
    reading = read(
        calendar_of(
            f"UID:a\n{NOON}\nRRULE:FREQ=DAILY;COUNT=2\nCLASS:PRIVATE",
            "UID:a\nRECURRENCE-ID:20261104T120000Z\nDTSTART:20261104T150000Z",
        )
    )

    assert [meeting.private for meeting in reading.meetings] == [True, True]


def test_added_dates_are_read() -> None:
    reading = read(calendar_of(f"UID:a\n{NOON}\nRDATE:20261105T120000Z,20261107T080000Z"))

    assert [meeting.occurrence for meeting in reading.meetings] == [
        "2026-11-03T12:00:00Z",
        "2026-11-05T12:00:00Z",
        "2026-11-07T08:00:00Z",
    ]


def test_a_change_of_this_and_all_following_moves_them_and_keeps_their_occurrences_apart() -> None:
    reading = read(
        calendar_of(
            f"UID:a\n{NOON}\nRRULE:FREQ=WEEKLY;COUNT=4",
            "UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261110T120000Z\nDTSTART:20261110T150000Z\nDTEND:20261110T153000Z",
        )
    )

    assert [(meeting.occurrence, f"{meeting.starts_at:%d %H}") for meeting in reading.meetings] == [
        ("2026-11-03T12:00:00Z", "03 12"),
        ("2026-11-10T12:00:00Z", "10 15"),
        ("2026-11-17T12:00:00Z", "17 15"),
        ("2026-11-24T12:00:00Z", "24 15"),
    ]


def test_exceptions_in_a_calendar_of_their_own_belong_to_the_series() -> None:
    series = calendar_of(f"UID:a\n{NOON}\nRRULE:FREQ=DAILY;COUNT=2")
    exception = calendar_of("UID:a\nRECURRENCE-ID:20261104T120000Z\nDTSTART:20261104T120000Z", head="METHOD:CANCEL\n")

    reading = read(series + exception)

    assert [meeting.status for meeting in reading.meetings] == ["planned", "cancelled"]


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("UID:b\nDTSTART:tomorrow\nSUMMARY:x", "start “tomorrow” is no date"),
        ("UID:b\nSUMMARY:no start", "does not say when it starts"),
        ("UID:b\nDTSTART:20269999T000000Z", "is no date"),
    ],
)
def test_a_broken_event_is_a_problem_with_its_line_and_the_rest_is_read(broken: str, says: str) -> None:
    reading = read(calendar_of(f"UID:a\n{NOON}", broken, f"UID:c\n{NOON}"))

    assert {meeting.uid for meeting in reading.meetings} == {"a", "c"}
    (problem,) = reading.problems
    assert (problem.uid, problem.line) == ("b", 8)
    assert says in problem.message


def test_a_broken_line_in_an_event_is_a_problem_and_the_event_is_read() -> None:
    reading = read(calendar_of(f"UID:a\n{NOON}\nthis line is garbage\nSUMMARY:Still here"))

    assert only(reading).title == "Still here"
    assert "garbage" in reading.problems[0].message


def test_an_event_without_an_end_line_is_read_as_far_as_it_goes() -> None:
    whole = calendar_of(f"UID:a\n{NOON}\nSUMMARY:First", f"UID:b\n{NOON}\nSUMMARY:Second").decode()

    cut_off = read(whole[: whole.rindex("END:VEVENT")].encode())
    forgotten = read(whole.replace("END:VEVENT\r\n", "", 1).encode())

    for reading in (cut_off, forgotten):
        assert [meeting.title for meeting in reading.meetings] == ["First", "Second"]
        assert "is missing" in reading.problems[0].message


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=100000000",
        "FREQ=HOURLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYHOUR=1,2,3",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30,31",
        "FREQ=SOMETIMES",
        "nonsense",
    ],
)
def test_a_rule_that_no_meeting_follows_leaves_the_first_meeting_and_a_problem(rule: str) -> None:
    reading = read(calendar_of(f"UID:a\n{NOON}\nRRULE:{rule}"))

    assert [meeting.uid for meeting in reading.meetings] == ["a"]
    assert len(reading.problems) == 1


@pytest.mark.parametrize("series", [1, 5])
def test_very_many_meetings_are_cut_with_a_problem(series: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_file.reading, "MAX_MEETINGS", 5)
    events = [f"UID:{number}\n{NOON}\nRRULE:FREQ=DAILY;COUNT=6" for number in range(series)]

    reading = read(calendar_of(*events))

    assert len(reading.meetings) == 5
    assert "more than can be read at once" in reading.problems[0].message


@pytest.mark.parametrize("data", [b"", b" \r\n", b"\0\0", b"hello", b"\x89PNG\r\n\x1a\n\0\0\xff", b"END:VCALENDAR\n"])
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(NotACalendar):
        read(data)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_file.reading, "MAX_BYTES", 10)

    with pytest.raises(CalendarTooLarge):
        read(as_bytes(GOOGLE))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_calendar_in_another_encoding_is_read(encoding: str) -> None:
    data = calendar_of(f"UID:a\n{NOON}\nSUMMARY:Gespräch mit Zoë").decode().encode(encoding)

    assert only(read(data)).title == "Gespräch mit Zoë"


def test_a_calendar_without_events_is_empty() -> None:
    assert read(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n") == CalendarReading((), ())


def test_an_event_without_a_name_gets_the_same_one_each_time() -> None:
    data = calendar_of(f"{NOON}\nSUMMARY:Nameless")

    assert only(read(data)).uid == only(read(data)).uid != ""


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_to_a_file_stops_the_reading(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from([GOOGLE, EXCHANGE, APPLE])).splitlines()
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(lines) - 1))
        lines[place] = data.draw(
            st.sampled_from(["", ":", "END:VEVENT", "BEGIN:VEVENT", ";;=", "RRULE:FREQ=DAILY;COUNT=-1"])
        )

    try:
        reading = read("\n".join(lines).encode())
    except NotACalendar:
        return

    assert all(meeting.starts_at.tzinfo for meeting in reading.meetings)
