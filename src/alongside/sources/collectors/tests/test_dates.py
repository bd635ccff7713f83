from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.sources.collectors.dates import reads_dates

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-01-15", "2025-01-15T12:00:00+01:00"),
        ("2025-01-15 15:04", "2025-01-15T15:04:00+01:00"),
        ("2025/01/15 15:04:05", "2025-01-15T15:04:05+01:00"),
        ("2025-07-15T15:04:05.123Z", "2025-07-15T15:04:05.123000+00:00"),
        ("2025-07-15T15:04:05.000+0200", "2025-07-15T15:04:05+02:00"),
        ("2025-07-15 15:04:05-03:30", "2025-07-15T15:04:05-03:30"),
        ("20250715T150405Z", "2025-07-15T15:04:05+00:00"),
        ("20250715", "2025-07-15T12:00:00+02:00"),
        ("15/Jan/25 3:04 PM", "2025-01-15T15:04:00+01:00"),
        ("15/Jan/25 12:04 AM", "2025-01-15T00:04:00+01:00"),
        ("15/Jan/25 12:04 PM", "2025-01-15T12:04:00+01:00"),
        ("15/Mär/25 3:04 nachm.", "2025-03-15T15:04:00+01:00"),
        ("15. März 2025, 15:04", "2025-03-15T15:04:00+01:00"),
        ("15.Mrz.2025 15:04", "2025-03-15T15:04:00+01:00"),
        ("15/janv./25 15:04", "2025-01-15T15:04:00+01:00"),
        ("15/1月/25 3:04 午後", "2025-01-15T15:04:00+01:00"),
        ("15-Jan-2025", "2025-01-15T12:00:00+01:00"),
        ("Jan/15/25 3:04 PM", "2025-01-15T15:04:00+01:00"),
        ("Jan 15, 2025", "2025-01-15T12:00:00+01:00"),
        ("January 15, 2025 at 3:04 p.m.", "2025-01-15T15:04:00+01:00"),
        ("15.01.2025 15:04", "2025-01-15T15:04:00+01:00"),
        ("1.2.25", "2025-02-01T12:00:00+01:00"),
        ("Wed May 13 2026 11:21:41 GMT+0000 (GMT+00:00)", "2026-05-13T11:21:41+00:00"),
        ("Wed Jul 01 2026 11:51:28 GMT+0530 (India Standard Time)", "2026-07-01T11:51:28+05:30"),
        ("Wed, 13 May 2026 11:21:41 +0000", "2026-05-13T11:21:41+00:00"),
        ("1736953440", "2025-01-15T15:04:00+00:00"),
        ("1736953440000", "2025-01-15T15:04:00+00:00"),
        ("  15/Jan/99  ", "1999-01-15T12:00:00+01:00"),
    ],
)
def test_dates_of_many_programs_are_read(text: str, expected: str) -> None:
    moment, doubt = reads_dates([text]).read(text, BERLIN)

    assert (moment.isoformat(), doubt) == (expected, "")


def test_one_day_behind_the_twelfth_tells_what_the_whole_column_means() -> None:
    day_first = reads_dates(["04/03/2025 10:00", "13/01/2025 10:00"])
    month_first = reads_dates(["04/03/2025 10:00", "01/13/2025 10:00"])

    assert day_first.read("04/03/2025 10:00", UTC) == (datetime(2025, 3, 4, 10, tzinfo=UTC), "")
    assert month_first.read("04/03/2025 10:00", UTC) == (datetime(2025, 4, 3, 10, tzinfo=UTC), "")


@pytest.mark.parametrize("others", [[], ["05/06/2025"], ["13/01/2025", "01/13/2025"]])
def test_a_column_that_does_not_tell_is_said_to_be_uncertain(others: list[str]) -> None:
    reading = reads_dates(["04/03/2025", *others])

    moment, doubt = reading.read("04/03/2025", UTC)

    assert moment.date().isoformat() == "2025-03-04"
    assert doubt == "04 or 03 may be the day: nothing in the file tells which comes first."


def test_what_is_the_same_either_way_is_certain() -> None:
    reading = reads_dates(["05/05/2025", "04/03/2025"])

    assert reading.read("05/05/2025", UTC)[1] == ""
    assert reading.read("31/12/2025", UTC)[1] == ""


def test_a_lone_american_time_means_the_month_comes_first() -> None:
    moment, doubt = reads_dates(["04/03/2025 3:04 PM"]).read("04/03/2025 3:04 PM", UTC)

    assert moment == datetime(2025, 4, 3, 15, 4, tzinfo=UTC)
    assert doubt


def test_a_zone_by_an_unclear_name_is_said_to_be_uncertain() -> None:
    moment, doubt = reads_dates([]).read("2025-01-15 15:04 CST", BERLIN)

    assert moment.isoformat() == "2025-01-15T15:04:00+01:00"
    assert "CST" in doubt


@pytest.mark.parametrize(
    "text", ["", "soon", "2025-13-01", "32/Jan/25", "0001-01-01", "9999-12-31", "15/Foo/25", "²/1/25"]
)
def test_what_is_no_date_is_a_value_error_that_says_so(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date that is understood"):
        reads_dates([text]).read(text, UTC)


@given(
    st.text(max_size=60)
    | st.from_regex(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,4}[-/. ][0-9]{1,4}[ T][0-9:]{3,8}[ +A-Z0-9]{0,6}")
)
def test_no_text_raises_anything_but_value_error(text: str) -> None:
    try:
        moment, _ = reads_dates([text]).read(text, BERLIN)
    except ValueError:
        return

    assert moment.tzinfo is not None
    assert moment.astimezone(UTC).year >= 1969
