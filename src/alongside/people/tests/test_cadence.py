from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alongside.people.cadence import Span, State, merged, standing

MONDAY = date(2026, 11, 2)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
SPANS = st.builds(lambda first, days: (first, first + timedelta(days)), DAYS, st.integers(0, 60))
PAUSES = st.lists(SPANS, max_size=6)
EVERY = st.integers(1, 400)


def due_on(last_on: date, every: int, *pauses: Span) -> date:
    found = standing(last_on=last_on, since=last_on, every=every, pauses=pauses, today=last_on).due_on
    assert found
    return found


def state(days: int, every: int = 7, *pauses: Span) -> State:
    today = MONDAY + timedelta(days)
    return standing(last_on=MONDAY, since=MONDAY, every=every, pauses=pauses, today=today).state


def test_a_week_after_monday_is_monday() -> None:
    assert due_on(MONDAY, 7) == MONDAY + timedelta(7)


def test_what_falls_on_a_weekend_waits_for_monday() -> None:
    assert due_on(MONDAY, 5) == due_on(MONDAY, 6) == MONDAY + timedelta(7)


def test_a_pause_of_two_weeks_puts_it_off_by_two_weeks() -> None:
    assert due_on(MONDAY, 7, (date(2026, 11, 4), date(2026, 11, 17))) == MONDAY + timedelta(21)


def test_a_day_in_two_pauses_counts_once() -> None:
    both = (date(2026, 11, 4), date(2026, 11, 10)), (date(2026, 11, 8), date(2026, 11, 17))

    assert due_on(MONDAY, 7, *both) == MONDAY + timedelta(21)


def test_a_pause_on_the_day_itself_puts_it_off_until_after_it() -> None:
    assert due_on(MONDAY, 7, (MONDAY + timedelta(7), MONDAY + timedelta(8))) == MONDAY + timedelta(9)


def test_a_pause_before_the_contact_changes_nothing() -> None:
    assert due_on(MONDAY, 7, (MONDAY - timedelta(20), MONDAY)) == due_on(MONDAY, 7)


def test_it_goes_from_fresh_to_long_ago() -> None:
    told = [state(days) for days in (0, 5, 6, 7, 13, 14)]

    assert told == [State.FRESH, State.FRESH, State.SOON, State.DUE, State.DUE, State.LONG]


def test_without_a_cadence_nothing_is_due() -> None:
    found = standing(last_on=MONDAY, since=MONDAY, every=0, pauses=[], today=MONDAY + timedelta(181))

    assert (found.state, found.due_on, found.is_due) == (State.LONG, None, False)


def test_nobody_is_due_in_a_pause() -> None:
    today = MONDAY + timedelta(30)
    late = standing(last_on=MONDAY, since=MONDAY, every=7, pauses=[(today, today)], today=today)

    assert (late.state, late.is_due) == (State.LONG, False)


def test_who_was_never_met_is_waited_for_from_the_beginning() -> None:
    new, later = (
        standing(last_on=None, since=MONDAY, every=7, pauses=[], today=MONDAY + timedelta(days)) for days in (0, 7)
    )

    assert (new.state, new.is_due, later.state, later.is_due) == (State.NEVER, False, State.NEVER, True)


@given(DAYS, EVERY, PAUSES, SPANS)
def test_a_pause_never_makes_it_due_earlier(last_on: date, every: int, pauses: list[Span], more: Span) -> None:
    assert due_on(last_on, every, *pauses, more) >= due_on(last_on, every, *pauses)


@given(DAYS, EVERY, PAUSES)
def test_it_is_due_on_a_workday_outside_of_pauses(last_on: date, every: int, pauses: list[Span]) -> None:
    due = due_on(last_on, every, *pauses)

    assert due.weekday() < 5
    assert not any(first <= due <= last for first, last in pauses)


@given(DAYS, DAYS, EVERY, PAUSES)
def test_a_contact_always_restarts_it(since: date, today: date, every: int, pauses: list[Span]) -> None:
    found = standing(last_on=today, since=since, every=every, pauses=pauses, today=today)

    assert (found.state, found.days, found.late) == (State.FRESH, 0, 0)
    assert found.due_on
    assert found.due_on > today


@given(DAYS, EVERY, PAUSES, st.integers(0, 900))
def test_time_only_makes_it_staler(last_on: date, every: int, pauses: list[Span], days: int) -> None:
    order = list(State)
    now, next_day = (
        standing(last_on=last_on, since=last_on, every=every, pauses=pauses, today=last_on + timedelta(days + more))
        for more in (0, 1)
    )

    assert order.index(next_day.state) >= order.index(now.state)
    assert next_day.due_on == now.due_on
    assert (now.late > 0) == (now.due_on is not None and last_on + timedelta(days) >= now.due_on)


@given(PAUSES)
def test_merged_pauses_hold_the_same_days(pauses: list[Span]) -> None:
    def days(spans: list[Span]) -> list[date]:
        return [first + timedelta(more) for first, last in spans for more in range((last - first).days + 1)]

    together = days(merged(pauses))

    assert together == sorted(set(days(pauses)))


@given(st.dates(), st.integers(0, 32767))
def test_the_end_of_all_days_is_no_error(last_on: date, every: int) -> None:
    assert standing(last_on=last_on, since=last_on, every=every, pauses=[], today=date.max).days is not None
