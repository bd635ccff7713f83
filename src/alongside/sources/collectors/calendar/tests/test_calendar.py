import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from alongside.sources.collectors.calendar import collecting, collector
from alongside.sources.collectors.calendar.tests.servers import (
    ANNA_ICS,
    TODAY,
    collected,
    defects,
    event,
    found,
    given,
    gone,
    ics,
    last_state,
    place,
)
from alongside.sources.collectors.calendar.titles import kind_by
from alongside.sources.collectors.contract import Me, Refused


def written(folder: Path, *events: str) -> dict[str, str]:
    path = folder / "anna.ics"
    path.write_text(ics(*events))
    return place(path)


def test_meetings_until_today_are_found_with_their_kind_and_length() -> None:
    told = {finding.id: finding.extra for finding in found(collected(place(ANNA_ICS)))}

    assert {name: (extra["meeting"], extra.get("minutes", extra.get("days"))) for name, extra in told.items()} == {
        "weekly@example.org/2026-10-13T08:00:00Z": ("one-on-one", "30"),
        "weekly@example.org/2026-10-27T09:00:00Z": ("one-on-one", "30"),
        "weekly@example.org/2026-11-03T09:00:00Z": ("one-on-one", "30"),
        "weekly@example.org/2026-11-17T09:00:00Z": ("one-on-one", "30"),
        "planning@example.org": ("led", "75"),
        "demo@example.org": ("attended", "60"),
        "candidate@example.org": ("interview", "60"),
        "pager@example.org": ("on-call", "7"),
    }


def test_a_moved_meeting_is_told_when_it_took_place_and_keeps_its_name() -> None:
    moved = next(finding for finding in found(collected(place(ANNA_ICS))) if "moved" in finding.title)

    assert moved.id == "weekly@example.org/2026-11-03T09:00:00Z"
    assert moved.at.isoformat() == "2026-11-05T16:00:00+01:00"


def test_who_came_is_credited_without_me_rooms_and_those_who_declined() -> None:
    planning = next(finding for finding in found(collected(place(ANNA_ICS))) if finding.id == "planning@example.org")

    assert planning.credits == (
        ("attendee", "Ben Okoye", "ben@example.org"),
        ("attendee", "Cleo Duarte", "cleo@example.org"),
    )
    assert planning.extra["people"] == "3"
    assert planning.tickets == ("PAY-12",)


def test_what_is_not_sure_is_said() -> None:
    doubts = {finding.id: finding.extra.get("uncertain", "") for finding in found(collected(place(ANNA_ICS)))}

    assert "had not said" in doubts["demo@example.org"]
    assert "names nobody" in doubts["pager@example.org"]
    assert doubts["planning@example.org"] == ""


def test_meetings_of_others_are_left_out_and_that_is_said() -> None:
    items = collected(place(ANNA_ICS))

    assert "of others" not in repr(found(items))
    assert "private" not in repr(found(items))
    (defect,) = defects(items)
    assert defect.startswith("Meetings that name other people and not you, left out: 1.")


def test_times_keep_the_zone_in_which_they_were_made() -> None:
    demo = next(finding for finding in found(collected(place(ANNA_ICS))) if finding.id == "demo@example.org")

    assert demo.at.isoformat() == "2026-11-06T15:00:00-05:00"


def test_on_call_in_a_shared_calendar_is_nobodys() -> None:
    shared = collected(place(ANNA_ICS) | {"whose": "shared"})

    assert "pager@example.org" not in {finding.id for finding in found(shared)}
    assert len(found(shared)) == 7


def test_a_second_run_brings_nothing_new_and_the_next_week_one_meeting() -> None:
    state = last_state(collected(place(ANNA_ICS)))

    later = collected(place(ANNA_ICS), state=state, today=TODAY + timedelta(days=7))

    assert found(collected(place(ANNA_ICS), state=state)) == []
    assert [finding.title for finding in found(later)] == ["Ben / Anna", "Not yet"]
    assert gone(later) == []


def test_what_was_deleted_declined_or_cancelled_is_gone(tmp_path: Path) -> None:
    asked = written(
        tmp_path, event("a", "20261102"), event("b", "20261103"), event("c", "20261104"), event("d", "20261105")
    )
    state = last_state(collected(asked))
    declined = event("b", "20261103").replace("ACCEPTED", "DECLINED")
    written(tmp_path, event("a", "20261102"), declined, event("c", "20261104", "STATUS:CANCELLED"))

    items = collected(asked, state=state)

    assert gone(items) == ["b", "c", "d"]
    assert found(items) == []
    assert gone(collected(asked, state=last_state(items))) == []


def test_a_meeting_that_leaves_the_years_is_not_gone(tmp_path: Path) -> None:
    asked = written(tmp_path, event("old", "20231125"), event("new", "20261102")) | {"years": "3"}
    state = last_state(collected(asked))

    items = collected(asked, state=state, today=TODAY + timedelta(days=30))

    assert set(state["calendars"]["file"]["meetings"]) == {"old", "new"}
    assert gone(items) == []
    assert set(last_state(items)["calendars"]["file"]["meetings"]) == {"new"}


def test_a_changed_meeting_is_found_again(tmp_path: Path) -> None:
    asked = written(tmp_path, event("a", "20261102"), event("b", "20261103"))
    state = last_state(collected(asked))
    written(tmp_path, event("a", "20261102").replace("T103000Z", "T110000Z"), event("b", "20261103"))

    (changed,) = found(collected(asked, state=state))

    assert changed.extra["minutes"] == "60"


@pytest.mark.parametrize("stop", range(1, 12))
def test_a_run_that_was_cut_off_goes_on_to_the_same_end(stop: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "_PAGE", 2)
    whole = {finding.id: finding for finding in found(collected(place(ANNA_ICS)))}
    before = [item for item, _ in zip(collector.collect(given(place(ANNA_ICS))), range(stop), strict=False)]

    after = collected(place(ANNA_ICS), state=last_state(before))

    assert {finding.id: finding for finding in [*found(before), *found(after)]} == whole
    assert found(collected(place(ANNA_ICS), state=last_state(after))) == []


@pytest.mark.parametrize("stop", range(1, 8))
def test_what_is_gone_is_told_even_when_the_first_try_was_cut_off(tmp_path: Path, stop: int) -> None:
    asked = written(tmp_path, event("a", "20261102"), event("b", "20261103"))
    state = last_state(collected(asked))
    written(tmp_path, event("a", "20261102"))
    before = [item for item, _ in zip(collector.collect(given(asked, state=state)), range(stop), strict=False)]

    after = collected(asked, state=last_state(before) or state)

    assert "b" in [*gone(before), *gone(after)]


def test_a_file_that_breaks_off_marks_nothing_as_gone(tmp_path: Path) -> None:
    asked = written(tmp_path, event("a", "20261102"), event("b", "20261103"))
    state = last_state(collected(asked))
    path = Path(asked["place"])
    path.write_text(path.read_text()[: path.read_text().index("UID:b")])

    items = collected(asked, state=state)

    assert gone(items) == []
    assert any("breaks off" in message for message in defects(items))
    assert set(last_state(items)["calendars"]["file"]["meetings"]) == {"a", "b"}


def test_a_broken_event_is_told_and_not_gone(tmp_path: Path) -> None:
    asked = written(tmp_path, event("a", "20261102"), event("b", "20261103"))
    state = last_state(collected(asked))
    written(tmp_path, event("a", "20261102").replace("20261102T100000Z", "soon"), event("b", "20261103"))

    items = collected(asked, state=state)

    assert gone(items) == []
    assert "no date" in defects(items)[0]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;COUNT=999999999",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=YEARLY;INTERVAL=999999999",
    ],
)
def test_a_wild_rule_ends(tmp_path: Path, rule: str) -> None:
    asked = written(tmp_path, event("a", "19800102", f"RRULE:{rule}"), event("b", "20261103"))
    begun = time.monotonic()

    items = collected(asked)

    assert time.monotonic() - begun < 20
    assert "b" in {finding.id for finding in found(items)}
    assert len(found(items)) <= 3 * 366 + 2


def test_years_back_are_as_many_as_asked_for(tmp_path: Path) -> None:
    asked = written(tmp_path, event("a", "20261102"), event("b", "20250103"), event("c", "20180104"))

    assert [finding.id for finding in found(collected(asked))] == ["b", "a"]
    assert [finding.id for finding in found(collected(asked | {"years": "0,5"}))] == ["a"]
    assert len(found(collected(asked | {"years": "10"}))) == 3
    for wrong in ("many", "0", "-1", "nan", "1000"):
        with pytest.raises(Refused, match="Years back"):
            collected(asked | {"years": wrong})


def test_a_meeting_over_the_change_of_clocks_has_the_minutes_that_passed(tmp_path: Path) -> None:
    night = event("a", "20261025").replace("DTSTART:20261025T100000Z", "DTSTART;TZID=Europe/Berlin:20261025T013000")
    asked = written(tmp_path, night.replace("DTEND:20261025T103000Z", "DTEND;TZID=Europe/Berlin:20261025T033000"))

    assert found(collected(asked))[0].extra["minutes"] == "180"


def test_at_most_fifty_people_are_credited(tmp_path: Path) -> None:
    crowd = [f"ATTENDEE;CN=Guest {number}:mailto:guest-{number}@example.org" for number in range(80)]

    (finding,) = found(collected(written(tmp_path, event("a", "20261102", *crowd))))

    assert (len(finding.credits), finding.extra["people"]) == (50, "82")


def test_hostile_text_stays_text_that_can_be_stored(tmp_path: Path) -> None:
    nasty = event("x" * 3000, "20261102").replace("SUMMARY:", "SUMMARY:=1+1 <script>\x00\x1b ")

    (finding,) = found(collected(written(tmp_path, nasty)))

    assert len(finding.id) <= 200
    assert finding.title.startswith("=1+1 <script>")
    assert not {"\0", "\x1b"} & set(finding.title)


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04", b"Subject,Start Date\n", b"<html>"])
def test_a_file_of_another_tool_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.ics"
    path.write_bytes(data)

    with pytest.raises(Refused, match=r"\.ics"):
        collected(place(path))


@pytest.mark.parametrize(
    "settings", [{}, {"place": "/nowhere.ics"}, {"place": "x", "address": "https://example.org/a.ics"}]
)
def test_without_one_place_nothing_is_read(settings: dict[str, str]) -> None:
    with pytest.raises(Refused):
        collected(settings)


def test_somebody_with_a_part_of_my_address_is_not_me() -> None:
    assert found(collected(place(ANNA_ICS), me=Me(frozenset(("anna",)), frozenset(("nna@example.org",))))) == found(
        collected(place(ANNA_ICS), me=Me())
    )


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Interview: Backend", "interview"),
        ("Vorstellungsgespräch", "interview"),
        ("User interview: checkout", ""),
        ("Exit interview", ""),
        ("On-call (primary)", "on-call"),
        ("Bereitschaft", "on-call"),
        ("PagerDuty: Anna Berg", "on-call"),
        ("On call with the customer", ""),
        ("On-call handover", ""),
        ("Phone call on calling conventions", ""),
        ("Planning", ""),
    ],
)
def test_titles_tell_interviews_and_on_call(title: str, kind: str) -> None:
    assert kind_by(title) == kind


def test_the_day_before_the_year_one_is_no_trouble(tmp_path: Path) -> None:
    assert (
        found(collected(written(tmp_path, event("a", "00010101"), event("b", "99991231")), today=date(2026, 11, 21)))
        == []
    )
