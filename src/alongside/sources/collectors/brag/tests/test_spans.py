from datetime import date

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from alongside.sources.collectors.brag.spans import Calendar, Span

TODAY = date(2026, 11, 21)
IN_2025 = Span(date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("heading", "first", "last", "rest"),
    [
        ("2025-01-15", "2025-01-15", "2025-01-15", ""),
        ("15. Januar 2025 – Ausfall", "2025-01-15", "2025-01-15", "Ausfall"),
        ("January 15", "2025-01-15", "2025-01-15", ""),
        ("Week of 13 January 2025", "2025-01-13", "2025-01-19", ""),
        ("Woche vom 13. Januar 2025", "2025-01-13", "2025-01-19", ""),
        ("Week 3", "2025-01-13", "2025-01-19", ""),
        ("KW 3/2025", "2025-01-13", "2025-01-19", ""),
        ("2025-W03", "2025-01-13", "2025-01-19", ""),
        ("January 2025", "2025-01-01", "2025-01-31", ""),
        ("Februar 2024", "2024-02-01", "2024-02-29", ""),
        ("März", "2025-03-01", "2025-03-31", ""),
        ("Jan – Mar 2025", "2025-01-01", "2025-03-31", ""),
        ("2025-12", "2025-12-01", "2025-12-31", ""),
        ("03/2025", "2025-03-01", "2025-03-31", ""),
        ("Dezember '24", "2024-12-01", "2024-12-31", ""),
        ("Q1", "2025-01-01", "2025-03-31", ""),
        ("2024Q4", "2024-10-01", "2024-12-31", ""),
        ("Q4/2024: Search", "2024-10-01", "2024-12-31", "Search"),
        ("4. Quartal 2024", "2024-10-01", "2024-12-31", ""),
        ("Third quarter 2025", "2025-07-01", "2025-09-30", ""),
        ("H2 2025", "2025-07-01", "2025-12-31", ""),
        ("1. Halbjahr", "2025-01-01", "2025-06-30", ""),
        ("First half of 2025", "2025-01-01", "2025-06-30", ""),
        ("Q1 2025 (1 January to 31 March)", "2025-01-01", "2025-03-31", "1 January to 31 March"),
        ("15 January: planned Q2", "2025-01-15", "2025-01-15", "planned Q2"),
        ("Search in Q2 2025", "2025-04-01", "2025-06-30", "Search in"),
        ("2024", "2024-01-01", "2024-12-31", ""),
        ("Goals for 2025", "2025-01-01", "2025-12-31", "Goals for"),
    ],
)
def test_a_heading_says_when(heading: str, first: str, last: str, rest: str) -> None:
    when = Calendar(None, TODAY).when(heading, IN_2025)

    assert when.span == Span(date.fromisoformat(first), date.fromisoformat(last))
    assert (when.rest, when.problem) == (rest, "")


@pytest.mark.parametrize(
    "heading",
    [
        "Search",
        "May improvements",
        "Moved 2000 users to 2 zones",
        "Version 2.0",
        "Project 2048",
        "H2O",
        "March on",
        "$2,025",
    ],
)
def test_a_heading_that_names_a_project_says_no_time(heading: str) -> None:
    when = Calendar(None, TODAY).when(heading, IN_2025)

    assert (when.span, when.problem) == (None, "")


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("Q1 FY25", "fiscal"),
        ("January", "has no year"),
        ("Q3", "has no year"),
        ("2025-13", "no calendar"),
        ("Week 60 2025", "no calendar"),
        ("30 February 2025", "no day of the calendar"),
        ("03/04/2025", "can be read as"),
    ],
)
def test_a_heading_that_leaves_it_open_says_why(heading: str, says: str) -> None:
    when = Calendar(None, TODAY).when(heading, None)

    assert when.span is None
    assert says in when.problem


@pytest.mark.parametrize(
    ("heading", "begins", "first", "last", "rest"),
    [
        ("FY25", 10, "2024-10-01", "2025-09-30", ""),
        ("FY25", 1, "2025-01-01", "2025-12-31", ""),
        ("Q1 FY25", 10, "2024-10-01", "2024-12-31", ""),
        ("FY25Q4: Search", 10, "2025-07-01", "2025-09-30", "Search"),
        ("H2 FY2025", 4, "2024-10-01", "2025-03-31", ""),
        ("FY2025/26", 4, "2025-04-01", "2026-03-31", ""),
        ("FY25–26 Q4", 4, "2026-01-01", "2026-03-31", ""),
        ("Q2 fiscal year 2025", 2, "2024-05-01", "2024-07-31", ""),
        ("2. Quartal GJ 25", 7, "2024-10-01", "2024-12-31", ""),
    ],
)
def test_a_fiscal_year_begins_where_its_month_was_said(
    heading: str, begins: int, first: str, last: str, rest: str
) -> None:
    when = Calendar(None, TODAY, begins).when(heading, None)

    assert when.span == Span(date.fromisoformat(first), date.fromisoformat(last))
    assert (when.rest, when.problem) == (rest, "")


@drawn(
    st.text() | st.from_regex(r"(Q|KW|W|H|FY|Week |May )?[0-9]{0,4}[-/. ]{0,2}[0-9]{1,4}( 20[0-9]{2})?", fullmatch=True)
)
def test_no_heading_breaks_the_reading(heading: str) -> None:
    for fiscal in (0, 10):
        when = Calendar("day", TODAY, fiscal).when(heading, IN_2025)

        assert when.span is None or when.span.first <= when.span.last
