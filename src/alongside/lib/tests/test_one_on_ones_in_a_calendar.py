from datetime import UTC, date, datetime

from alongside.lib.calendar_file import Proposal, one_on_ones_in, read_calendar
from alongside.lib.rhythm import next_occurrence
from alongside.lib.tests.calendars import APPLE, EXCHANGE, GOOGLE, as_bytes, calendar_of

ME = ["Engineer@example.org"]
WITH_MIRA = "ORGANIZER;CN=Mira:mailto:mira@example.org\nATTENDEE:mailto:engineer@example.org\n"


def proposals(data: bytes) -> tuple[Proposal, ...]:
    reading = read_calendar(data, since=date(2026, 8, 1), until=date(2026, 11, 30), zone="Europe/Berlin")
    return one_on_ones_in(reading, my_addresses=ME)


def test_a_weekly_meeting_of_two_is_proposed_with_its_rhythm() -> None:
    (found,) = proposals(as_bytes(GOOGLE))

    assert (found.person.name, found.person.email) == ("Mira Manager", "mira@example.org")
    assert (found.rhythm.every, found.rhythm.zone) == ("weekly", "Europe/Berlin")
    assert found.rhythm.at.isoformat() == "10:00:00"
    assert len(found.meetings) == 7


def test_the_rhythm_goes_on_from_the_last_meeting() -> None:
    (found,) = proposals(as_bytes(EXCHANGE))

    assert found.rhythm.every == "fortnightly"
    upcoming = next_occurrence(found.rhythm, now=datetime(2026, 12, 1, tzinfo=UTC))
    assert upcoming == datetime(2026, 12, 14, 9, 0, tzinfo=UTC)


def test_a_monthly_meeting_is_seen_as_monthly() -> None:
    (found,) = proposals(as_bytes(APPLE))

    assert found.rhythm.every == "monthly"
    assert found.person.name == "Pat Product"


def test_groups_and_single_meetings_are_not_proposed() -> None:
    time = "DTSTART:20261103T120000Z\n"
    group = f"UID:a\n{time}RRULE:FREQ=WEEKLY\n{WITH_MIRA}ATTENDEE:mailto:third@example.org"
    single = f"UID:b\n{time}{WITH_MIRA}"
    alone = f"UID:c\n{time}RRULE:FREQ=WEEKLY\nORGANIZER:mailto:engineer@example.org"

    assert proposals(calendar_of(group, single, alone)) == ()


def test_a_series_with_a_mailing_list_is_not_proposed() -> None:
    group = "ATTENDEE;CUTYPE=GROUP:mailto:all@lists.example.org"

    assert proposals(calendar_of(f"UID:a\nDTSTART:20261103T120000Z\nRRULE:FREQ=WEEKLY\n{WITH_MIRA}{group}")) == ()


def test_one_guest_now_and_then_does_not_make_it_a_group() -> None:
    series = f"UID:a\nDTSTART:20261006T120000Z\nRRULE:FREQ=WEEKLY\n{WITH_MIRA}"
    with_guest = (
        f"UID:a\nRECURRENCE-ID:20261013T120000Z\nDTSTART:20261013T120000Z\n{WITH_MIRA}ATTENDEE:mailto:third@example.org"
    )

    (found,) = proposals(calendar_of(series, with_guest))

    assert found.person.email == "mira@example.org"
    assert len(found.meetings) == 8


def test_a_series_that_google_split_is_one_proposal() -> None:
    before = f"UID:abc@google.com\nDTSTART:20261006T120000Z\nRRULE:FREQ=WEEKLY;COUNT=3\n{WITH_MIRA}"
    after = f"UID:abc_R20261027T120000@google.com\nDTSTART:20261027T130000Z\nRRULE:FREQ=WEEKLY;COUNT=3\n{WITH_MIRA}"

    (found,) = proposals(calendar_of(before, after))

    assert found.uid == "abc_R20261027T120000@google.com"
    assert len(found.meetings) == 6
