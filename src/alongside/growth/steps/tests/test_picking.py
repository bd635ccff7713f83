from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alongside.growth.steps import AT_MOST, Proposal, StepKind, pick
from alongside.growth.steps.proposals import Taken

MONDAY = date(2026, 11, 16)
kinds = st.sampled_from(StepKind)
keys = st.sampled_from("abcdefgh")
people = st.none() | st.integers(1, 5)
weeks = st.integers(0, 12).map(lambda back: MONDAY - timedelta(weeks=back))
proposals = st.lists(
    st.builds(
        Proposal,
        key=keys,
        kind=kinds,
        text=st.just("Ask"),
        why=st.just("because"),
        person=people,
        urgency=st.floats(0, 9),
    ),
    unique_by=lambda each: each.key,
)
earlier = st.lists(
    st.builds(
        Taken,
        key=keys,
        kind=kinds,
        person=people,
        week=weeks,
        state=st.sampled_from(["open", "done", "later", "never"]),
    )
)


def test_a_path_longer_than_a_key_is_kept_away_too() -> None:
    long = step(f"ask:1:{'deep/' * 80}main.py", StepKind.ASK)
    kept = Taken(long.key[:200], StepKind.ASK, 1, MONDAY - timedelta(weeks=3), "done")

    assert pick([long], week=MONDAY, taken=[kept], refused=()) == []


def step(key: str, kind: StepKind = StepKind.SYNC, person: int | None = 1, urgency: float = 1.0) -> Proposal:
    return Proposal(key=key, kind=kind, text="", why="", person=person, urgency=urgency)


def taken(key: str, weeks: int, state: str, person: int | None = 1, kind: StepKind = StepKind.SYNC) -> Taken:
    return Taken(key=key, kind=kind, person=person, week=MONDAY - timedelta(weeks=weeks), state=state)


@given(proposals, earlier, st.sets(kinds))
def test_a_week_never_has_more_than_three_and_no_refused_kind(
    proposals: list[Proposal], earlier: list[Taken], refused: set[StepKind]
) -> None:
    picked = pick(proposals, week=MONDAY, taken=earlier, refused=refused)

    this_week = [each for each in earlier if each.week == MONDAY]
    assert not picked or len(picked) + len(this_week) <= AT_MOST
    assert not {each.kind for each in picked} & refused


@given(proposals, earlier)
def test_no_two_steps_of_a_week_are_of_one_kind_or_with_one_person(
    proposals: list[Proposal], earlier: list[Taken]
) -> None:
    picked = pick(proposals, week=MONDAY, taken=earlier, refused=set())

    persons = [each.person for each in picked if each.person is not None]
    assert len({each.kind for each in picked}) == len(picked)
    assert len(set(persons)) == len(persons)


@given(proposals, earlier)
def test_the_order_in_which_they_are_found_does_not_matter(proposals: list[Proposal], earlier: list[Taken]) -> None:
    forward = pick(proposals, week=MONDAY, taken=earlier, refused=set())

    assert pick(proposals[::-1], week=MONDAY, taken=earlier, refused=set()) == forward


def test_what_is_more_due_comes_first() -> None:
    weekly, monthly = step("weekly", urgency=1.1), step("monthly", StepKind.COFFEE, person=2, urgency=3.0)

    picked = pick([weekly, monthly], week=MONDAY, taken=[], refused=set())

    assert [each.key for each in picked] == ["monthly", "weekly"]


def test_what_was_put_off_stays_away_for_this_week_and_returns_in_the_next() -> None:
    put_off_now = pick([step("sync")], week=MONDAY, taken=[taken("sync", 0, "later")], refused=set())
    put_off_before = pick([step("sync")], week=MONDAY, taken=[taken("sync", 1, "later")], refused=set())

    assert put_off_now == []
    assert [each.key for each in put_off_before] == ["sync"]


def test_what_was_done_does_not_return_for_eight_weeks() -> None:
    done = [pick([step("a")], week=MONDAY, taken=[taken("a", weeks, "done")], refused=set()) for weeks in (1, 7, 8)]

    assert [len(each) for each in done] == [0, 0, 1]


def test_somebody_just_asked_is_left_alone_for_two_weeks() -> None:
    asked = taken("other", 1, "done", person=1, kind=StepKind.ASK)

    assert pick([step("sync")], week=MONDAY, taken=[asked], refused=set()) == []
    assert pick([step("sync", person=2)], week=MONDAY, taken=[asked], refused=set())
