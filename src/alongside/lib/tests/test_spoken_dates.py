from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.lib.spoken_dates import find

TODAY = date(2026, 11, 20)  # a Friday


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", "2026-11-20"),
        ("Yesterday", "2026-11-19"),
        ("the day before yesterday", "2026-11-18"),
        ("monday", "2026-11-16"),
        ("on Monday", "2026-11-16"),
        ("friday", "2026-11-20"),
        ("last friday", "2026-11-13"),
        ("last monday", "2026-11-16"),
        ("3 days ago", "2026-11-17"),
        ("two weeks ago", "2026-11-06"),
        ("a month ago", "2026-10-20"),
        ("last week", "2026-11-13"),
        ("2026-11-03", "2026-11-03"),
        ("2027-01-05", "2027-01-05"),
        ("3 Nov", "2026-11-03"),
        ("Nov 3rd", "2026-11-03"),
        ("3rd of November", "2026-11-03"),
        ("3. November", "2026-11-03"),
        ("on 3 November 2025", "2025-11-03"),
        ("November 3, 2025", "2025-11-03"),
        ("24 Dec", "2025-12-24"),
        ("29 Feb", "2024-02-29"),
        ("heute", "2026-11-20"),
        ("gestern", "2026-11-19"),
        ("vorgestern", "2026-11-18"),
        ("Montag", "2026-11-16"),
        ("am montag", "2026-11-16"),
        ("letzten Freitag", "2026-11-13"),
        ("vor 3 Tagen", "2026-11-17"),
        ("vor einer Woche", "2026-11-13"),
        ("24. Dezember", "2025-12-24"),
    ],
)
def test_a_date_is_understood_at_the_end_and_at_the_start(said: str, day: str) -> None:
    at_the_end = find(f"fixed the build {said}", today=TODAY)
    at_the_start = find(f"{said} fixed the build", today=TODAY)

    assert at_the_end is not None
    assert at_the_start is not None
    assert (at_the_end.day.isoformat(), at_the_end.start, at_the_end.end) == (day, 16, 16 + len(said))
    assert (at_the_start.day.isoformat(), at_the_start.start, at_the_start.end) == (day, 0, len(said))


@pytest.mark.parametrize(
    "text",
    [
        "paid on 03/04/2025",
        "03.04.2025",
        "the monday report is read by everybody",
        "ship it by friday",
        "red since monday",
        "until 2026-12-01",
        "due: 2026-12-01",
        "yesterday's incident",
        "todays plan",
        "version 2026-11-03-rc1",
        "2026-13-45",
        "31 Feb 2026",
        "every monday",
        "next friday",
        "the sundays",
        "10000 days ago",
        "999 months ago-ish",
        "@monday #today",
        "",
    ],
)
def test_what_is_no_day_of_the_line_stays_text(text: str) -> None:
    assert find(text, today=TODAY) is None


def test_the_date_at_the_end_wins_over_the_start_and_the_middle() -> None:
    found = find("yesterday we planned what we did today for 2026-11-01 and wrote it 3 days ago", today=TODAY)

    assert found is not None
    assert found.day == date(2026, 11, 17)


@given(st.text(max_size=40), st.dates(min_value=date(1990, 1, 1)))
def test_any_text_is_read_without_harm(text: str, today: date) -> None:
    found = find(text, today=today)

    assert found is None or text[found.start : found.end].strip()


SAID = ["monday", "last friday", "3 days ago", "24 Dec", "29 feb", "a month ago"]


@given(st.dates(min_value=date(1990, 1, 1)), st.sampled_from(SAID))
def test_words_never_point_into_the_future(today: date, said: str) -> None:
    found = find(f"done {said}", today=today)

    assert found is not None
    assert today - timedelta(days=366 * 9) < found.day <= today
