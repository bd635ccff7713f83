"""Meetings out of a calendar: read again, a moved meeting keeps its row and all that is in it."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import Meeting, Note, Pair
from alongside.one_on_ones.queries.calendar import Offer, offers_in
from alongside.one_on_ones.queries.schedule import schedule
from alongside.people.models import Person

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n"
PEOPLE = "ORGANIZER;CN=Anna:mailto:anna@example.org\r\nATTENDEE;CN=Mina Okafor:mailto:mina@example.org\r\n"
SERIES = (
    "BEGIN:VEVENT\r\nUID:one@example.org\r\nDTSTAMP:20261001T000000Z\r\nSUMMARY:1:1\r\n"
    "DTSTART;TZID=Europe/Berlin:20261006T100000\r\nDTEND;TZID=Europe/Berlin:20261006T103000\r\n"
    "RRULE:FREQ=WEEKLY;COUNT=20\r\n{more}" + PEOPLE + "END:VEVENT\r\n"
)
MOVED = (
    "BEGIN:VEVENT\r\nUID:one@example.org\r\nDTSTAMP:20261001T000000Z\r\nSUMMARY:1:1\r\n"
    "RECURRENCE-ID;TZID=Europe/Berlin:20261124T100000\r\n"
    "DTSTART;TZID=Europe/Berlin:20261125T150000\r\nDTEND;TZID=Europe/Berlin:20261125T153000\r\n"
    + PEOPLE
    + "END:VEVENT\r\n"
)


def calendar(*, more: str = "", moved: bool = False) -> bytes:
    return (HEAD + SERIES.format(more=more) + (MOVED if moved else "") + "END:VCALENDAR\r\n").encode()


def offer_in(anna: Member, data: bytes) -> Offer:
    (offer,) = offers_in(anna, data, now=NOW).offers
    return offer


@pytest.fixture
def pair(anna: Member) -> Pair:
    return actions.pair_up_from_calendar(anna, offer=offer_in(anna, calendar()))


def test_a_series_becomes_a_pair_with_its_rhythm_and_meetings(anna: Member, pair: Pair) -> None:
    assert (pair.person.name, pair.every, pair.zone, pair.minutes) == ("Mina Okafor", "weekly", "Europe/Berlin", 30)
    assert Meeting.objects.visible_to(anna).filter(pair=pair).count() == 20
    found = schedule(anna, pair, now=NOW)
    assert found.last is not None
    assert found.next is not None
    assert [found.last.occurrence, found.next.occurrence] == ["2026-11-17T09:00:00Z", "2026-11-24T09:00:00Z"]


def test_who_stands_there_with_an_address_alone_is_called_as_it_says(anna: Member) -> None:
    nameless = calendar().replace(b";CN=Mina Okafor:mailto:mina@", b":mailto:mina.okafor@")

    assert offer_in(anna, nameless).name == "Mina Okafor"


def test_a_moved_meeting_keeps_its_notes(anna: Member, pair: Pair) -> None:
    meeting = Meeting.objects.visible_to(anna).get(occurrence="2026-11-24T09:00:00Z")
    note = actions.write_note(anna, pair=pair, text="Bring the plan", audience="both", meeting=meeting)

    offer = offer_in(anna, calendar(moved=True))
    actions.take_meetings(anna, pair=pair, offer=offer)

    moved = Meeting.objects.visible_to(anna).get(pk=meeting.pk)
    assert offer.pair_id == pair.pk
    assert moved.starts_at == datetime(2026, 11, 25, 14, tzinfo=UTC)
    assert moved.moved_from == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert Note.objects.visible_to(anna).get(pk=note.pk).meeting_id == meeting.pk
    assert Meeting.objects.visible_to(anna).count() == 20


def test_a_meeting_that_left_the_calendar_is_called_off_and_keeps_its_notes(anna: Member, pair: Pair) -> None:
    meeting = Meeting.objects.visible_to(anna).get(occurrence="2027-01-05T09:00:00Z")
    note = actions.write_note(anna, pair=pair, text="Bring the plan", audience="both", meeting=meeting)

    without = calendar(more="EXDATE;TZID=Europe/Berlin:20270105T100000\r\n")
    actions.take_meetings(anna, pair=pair, offer=offer_in(anna, without))

    assert Meeting.objects.visible_to(anna).get(pk=meeting.pk).cancelled_at
    assert Note.objects.visible_to(anna).filter(pk=note.pk).exists()


def test_reading_it_again_changes_nothing(anna: Member, pair: Pair) -> None:
    before = list(Meeting.objects.visible_to(anna).order_by("pk").values())

    actions.take_meetings(anna, pair=pair, offer=offer_in(anna, calendar()))

    assert list(Meeting.objects.visible_to(anna).order_by("pk").values()) == before
    assert Person.objects.visible_to(anna).count() == 1


def test_a_meeting_by_rhythm_that_has_notes_is_the_one_in_the_calendar(anna: Member, pair: Pair) -> None:
    assert Offer.from_values(offer_in(anna, calendar()).as_values()) == offer_in(anna, calendar())


def test_a_broken_event_is_told_and_the_rest_is_read(anna: Member) -> None:
    broken = "BEGIN:VEVENT\r\nUID:bad\r\nDTSTART:tomorrow\r\nSUMMARY:x\r\nEND:VEVENT\r\n"
    data = calendar().replace(b"END:VCALENDAR\r\n", broken.encode() + b"END:VCALENDAR\r\n")

    found = offers_in(anna, data, now=NOW)

    assert len(found.offers) == 1
    assert len(found.problems) == 1


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 100, b"hello"])
def test_what_is_no_calendar_is_refused_with_a_sentence(anna: Member, data: bytes) -> None:
    with pytest.raises(ValidationError):
        offers_in(anna, data, now=NOW)
