"""What was no meeting of two is told as none."""

from pathlib import Path

from alongside.evidence.findings import Finding
from alongside.sources.collectors.calendar.tests.servers import collected, event, found, ics, place

ORGANIZER, ME = "ORGANIZER;CN=Ben Okoye:mailto:ben@example.org", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@example.org"
LIST = "ATTENDEE;CUTYPE=GROUP;CN=all;PARTSTAT=ACCEPTED:mailto:all@lists.example.org"
CLEO = "ATTENDEE;CN=Cleo Duarte;PARTSTAT={}:mailto:cleo@example.org"
MINE = "ORGANIZER:mailto:anna@example.org"


def one(folder: Path, *events: str) -> Finding:
    path = folder / "anna.ics"
    path.write_text(ics(*events))
    return found(collected(place(path)))[-1]


def of_mine(*lines: str) -> str:
    return event("talk", "20261103", *lines).replace(ORGANIZER, MINE)


def test_a_call_with_a_mailing_list_is_no_one_on_one_with_its_organizer(tmp_path: Path) -> None:
    told = one(tmp_path, event("call", "20261103", LIST))

    assert (told.extra["meeting"], told.extra["group"]) == ("attended", "yes")
    assert told.credits == (("attendee", "Ben Okoye", "ben@example.org"),)


def test_who_never_answered_was_only_invited(tmp_path: Path) -> None:
    told = one(tmp_path, of_mine(CLEO.format("NEEDS-ACTION")))
    answered = one(tmp_path, of_mine(CLEO.format("TENTATIVE")))

    assert (told.extra["meeting"], told.credits[0][0]) == ("led", "invited")
    assert told.extra["uncertain"] == "Nobody else had answered the invitation."
    assert (answered.extra["meeting"], answered.credits[0][0]) == ("one-on-one", "attendee")


def test_the_organizer_has_no_need_to_answer(tmp_path: Path) -> None:
    organizer = "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ben@example.org"

    told = one(tmp_path, event("talk", "20261103", organizer))

    assert (told.extra["meeting"], told.credits[0][0]) == ("one-on-one", "attendee")


def test_a_series_that_somebody_accepted_takes_place_for_those_who_never_answer(tmp_path: Path) -> None:
    more = ("ATTENDEE;PARTSTAT=ACCEPTED;CN=Dan:mailto:dan@example.org", CLEO.format("NEEDS-ACTION"))

    alone = one(tmp_path, of_mine("RRULE:FREQ=WEEKLY;COUNT=2", CLEO.format("NEEDS-ACTION")))
    with_others = one(tmp_path, of_mine("RRULE:FREQ=WEEKLY;COUNT=2", *more))

    assert [role for role, *_ in alone.credits] == ["invited"]
    assert [role for role, *_ in with_others.credits] == ["attendee", "attendee"]


def test_who_accepted_a_series_is_there_when_one_meeting_is_moved(tmp_path: Path) -> None:
    series = of_mine("RRULE:FREQ=WEEKLY;COUNT=2", CLEO.format("ACCEPTED"))
    moved = event("talk", "20261111", "RECURRENCE-ID:20261110T100000Z", CLEO.format("NEEDS-ACTION"))

    told = one(tmp_path, series, moved.replace(ORGANIZER, MINE))

    assert told.at.day == 11
    assert (told.extra["meeting"], told.credits[0][0]) == ("one-on-one", "attendee")


def test_what_takes_all_day_is_no_meeting_with_those_it_names(tmp_path: Path) -> None:
    birthday = event("birthday", "20261103").replace("DTSTART:20261103T100000Z", "DTSTART;VALUE=DATE:20261103")
    birthday = birthday.replace("DTEND:20261103T103000Z", "DTEND;VALUE=DATE:20261104")

    told = one(tmp_path, birthday)

    assert (told.extra["meeting"], told.extra["days"], told.credits) == ("attended", "1", ())
