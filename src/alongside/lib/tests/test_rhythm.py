from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.lib.rhythm import BadRhythm, Every, Rhythm, next_occurrence, occurrences

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Africa/Casablanca",
    "UTC",
]


def rhythm(every: str = "weekly", first: str = "2026-03-15", at: str = "10:00", zone: str = "Europe/Berlin") -> Rhythm:
    return Rhythm(cast(Every, every), date.fromisoformat(first), time.fromisoformat(at), zone)


def days(of: Rhythm, until: str) -> list[str]:
    end = datetime.fromisoformat(until).replace(tzinfo=UTC)
    return [f"{moment:%m-%d}" for moment in occurrences(of, after=datetime(2020, 1, 1, tzinfo=UTC), until=end)]


def test_every_two_weeks_counts_from_the_first() -> None:
    assert days(rhythm("fortnightly"), "2026-04-30") == ["03-15", "03-29", "04-12", "04-26"]


def test_monthly_keeps_the_second_tuesday() -> None:
    assert days(rhythm("monthly", "2026-11-10"), "2027-03-01") == ["11-10", "12-08", "01-12", "02-09"]


def test_monthly_on_a_fifth_friday_means_the_last_one() -> None:
    assert days(rhythm("monthly", "2026-01-30"), "2026-05-01") == ["01-30", "02-27", "03-27", "04-24"]


def test_ad_hoc_has_its_first_meeting_only() -> None:
    assert days(rhythm("ad_hoc"), "2030-01-01") == ["03-15"]
    assert next_occurrence(rhythm("ad_hoc"), now=datetime(2026, 3, 16, tzinfo=UTC)) is None


def test_the_clock_on_the_wall_stays_when_summer_begins() -> None:
    before, after = occurrences(
        rhythm(first="2026-03-24"),
        after=datetime(2026, 3, 23, tzinfo=UTC),
        until=datetime(2026, 4, 1, tzinfo=UTC),
    )

    assert (before.hour, after.hour) == (10, 10)
    assert after.astimezone(UTC).hour == before.astimezone(UTC).hour - 1


def test_an_hour_that_the_clocks_leave_out_moves_forward() -> None:
    found = next_occurrence(rhythm(first="2026-03-29", at="02:30"), now=datetime(2026, 3, 28, tzinfo=UTC))

    assert found == datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN)
    assert found.hour == 3


def test_an_hour_that_comes_twice_means_the_first() -> None:
    found = next_occurrence(rhythm(first="2026-10-25", at="02:30"), now=datetime(2026, 10, 24, tzinfo=UTC))

    assert found
    assert found.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_meeting_that_begins_now_is_the_next_but_not_after_now() -> None:
    now = datetime(2026, 3, 15, 10, 0, tzinfo=BERLIN)

    assert next_occurrence(rhythm(), now=now) == now
    assert occurrences(rhythm(), after=now, until=now + timedelta(days=7)) == (now + timedelta(days=7),)


@pytest.mark.parametrize(("every", "zone"), [("daily", "UTC"), ("weekly", "Mars/Base"), ("weekly", "../etc/passwd")])
def test_a_rhythm_that_means_nothing_is_refused(every: str, zone: str) -> None:
    with pytest.raises(BadRhythm):
        rhythm(every, zone=zone)


@given(
    st.sampled_from(["weekly", "fortnightly", "monthly"]),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.times(time(4), time(23)).map(lambda at: at.replace(microsecond=0)),
    st.sampled_from(ZONES),
)
def test_the_wall_time_never_changes(every: str, first: date, at: time, zone: str) -> None:
    some = Rhythm(cast(Every, every), first, at, zone)
    start = datetime.combine(first, at, ZoneInfo(zone))

    found = occurrences(some, after=start - timedelta(seconds=1), until=start + timedelta(days=800))

    assert {moment.time() for moment in found} == {at}
    assert {moment.weekday() for moment in found} == {first.weekday()}
    assert found[0] == start
    apart = {(later.date() - sooner.date()).days for sooner, later in pairwise(found)}
    assert apart == {"weekly": {7}, "fortnightly": {14}}.get(every, apart & {28, 35})
