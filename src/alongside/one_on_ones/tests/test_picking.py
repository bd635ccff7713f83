from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.one_on_ones.picking import SIDES, Asked, BankQuestion, Picked, pick
from alongside.one_on_ones.question_bank import starter_questions
from alongside.one_on_ones.triggers import Facts, Happening

TODAY = date(2026, 11, 20)
BANK = starter_questions()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def facts(side: str = "report", **known: object) -> Facts:
    quiet = {
        "days_since_growth": 1,
        "days_since_thanks": 1,
        "days_since_feedback": 1,
        "days_since_career": 1,
        "days_since_direction": 1,
        "meetings_so_far": 20,
        "entries_in_period": 5,
    }
    return Facts(side=side, person="Mira", **(quiet | known))  # type: ignore[arg-type]


def picked(known: Facts, *asked: Asked, bank: tuple[BankQuestion, ...] = BANK) -> tuple[Picked, ...]:
    return pick(bank, known, today=TODAY, asked=asked)


WEBHOOK = Happening("story:7", "Retry the payment webhook", ago(3))


def test_something_shipped_asks_about_it_and_says_why() -> None:
    first = picked(facts(shipped=[WEBHOOK]))[0]

    assert first.situation == "shipped"
    assert first.trigger.why == "You shipped “Retry the payment webhook” on Tuesday"
    assert first.trigger.reference == "story:7"


def test_blanks_are_filled_from_the_trigger() -> None:
    question = BankQuestion("q", "blocked_on_you", "report", "{what} waits for {days}, {person}. What now?")

    (one,) = picked(facts(waiting_on_other=[Happening("entry:1", "Access to {days}", ago(12))]), bank=(question,))

    assert one.text == "“Access to {days}” waits for 12 days, Mira. What now?"
    assert one.why == "This has been waiting on Mira for 12 days"


def test_a_question_that_does_not_name_the_thing_has_it_in_its_reason() -> None:
    question = BankQuestion("q", "blocked_on_you", "report", "What do you need from me?")

    (one,) = picked(facts(waiting_on_other=[Happening("entry:1", "Access", ago(12))]), bank=(question,))

    assert one.why == "“Access” has been waiting on Mira for 12 days"


@pytest.mark.parametrize(
    ("known", "situation", "why"),
    [
        (
            {"struggles": [Happening("e:1", "Flaky tests", ago(1))]},
            "struggled",
            "You struggled with “Flaky tests” yesterday",
        ),
        (
            {"blockers": [Happening("e:1", "No access", ago(9))]},
            "struggled",
            "“No access” has been in your way for 9 days",
        ),
        ({"late": [Happening("p:1", "The plan", ago(10))]}, "slipping", "“The plan” was due on 10 November"),
        (
            {"top_priorities": [Happening(f"e:{n}", f"Thing {n}", ago(n)) for n in (1, 2, 3)]},
            "everything_is_top_priority",
            "3 things are marked as top priority, “Thing 1” among them",
        ),
        ({"review_on": date(2026, 12, 18)}, "review_near", "The review is on 18 December, in 28 days"),
        ({"days_since_growth": 60}, "silent_on_growth", "Growth last came up 60 days ago"),
        ({"days_since_growth": None}, "silent_on_growth", "Growth has not come up in 20 meetings"),
        ({"days_since_thanks": 31}, "long_unthanked", "You have thanked nobody for 31 days"),
        ({"meetings_so_far": 0}, "new_together", "This is your first meeting with Mira"),
        ({"entries_in_period": 0}, "quiet_week", "Nothing was shipped or logged since the last meeting"),
        (
            {"changes": [Happening("e:1", "Two teams become one", TODAY)]},
            "after_change",
            "“Two teams become one” happened today",
        ),
        (
            {"open_work": [Happening(f"w:{n}", f"Work {n}", ago(n)) for n in range(6)]},
            "load",
            "You have 6 pieces of work open",
        ),
        ({}, "any", "For any meeting with Mira"),
    ],
)
def test_each_situation_is_seen_and_named(known: dict[str, object], situation: str, why: str) -> None:
    first = picked(facts("report", **known))[0]

    assert (first.situation, first.trigger.why) == (situation, why)


def test_the_most_pressing_comes_first_and_no_situation_twice() -> None:
    three = picked(
        facts(
            shipped=[WEBHOOK, Happening("story:8", "Older", ago(9))],
            waiting_on_other=[Happening("entry:1", "Access", ago(12))],
            struggles=[Happening("entry:2", "Flaky tests", ago(2))],
            days_since_thanks=90,
        )
    )

    assert [one.situation for one in three] == ["blocked_on_you", "struggled", "shipped"]


def test_one_thing_is_asked_about_once() -> None:
    same = Happening("entry:1", "Access", ago(12))

    assert [one.situation for one in picked(facts(waiting_on_other=[same], blockers=[same]))] == [
        "blocked_on_you",
        "any",
    ]


def test_what_was_asked_in_the_last_90_days_is_not_asked_again() -> None:
    known = facts(shipped=[WEBHOOK])
    first = picked(known)[0].key

    assert picked(known, Asked(first, ago(89)))[0].key != first
    assert picked(known, Asked("shipped-how-to-tell-it", ago(89)))[0].key != "shipped-how-to-tell-it"


def test_what_was_never_asked_comes_before_what_was_asked_long_ago() -> None:
    shipped = [question for question in BANK if (question.situation, question.side) == ("shipped", "report")]
    fresh = shipped[-1]
    asked = [Asked(question.key, ago(200)) for question in shipped[:-1]]

    assert picked(facts(shipped=[WEBHOOK]), *asked)[0].key == fresh.key


def test_a_manager_is_asked_about_the_work_of_the_other() -> None:
    theirs = Happening("story:9", "The ledger", ago(2), mine=False)

    first = picked(facts("manager", shipped=[WEBHOOK, theirs]))[0]

    assert "The ledger" in first.text
    assert first.why == "Mira shipped this on Wednesday"


def test_another_day_may_bring_another_question() -> None:
    chosen = {
        pick(BANK, facts(shipped=[WEBHOOK]), today=TODAY + timedelta(days=later), asked=())[0].key
        for later in range(10)
    }

    assert len(chosen) > 1


_happenings = st.lists(
    st.builds(
        Happening,
        st.sampled_from(["a", "b", "c"]),
        st.text(min_size=1, max_size=9),
        st.dates(ago(99), TODAY),
        st.booleans(),
    ),
    max_size=4,
)
_since = st.none() | st.integers(0, 200)
_facts = st.builds(
    Facts,
    side=st.sampled_from(SIDES),
    person=st.just("Mira"),
    shipped=_happenings,
    struggles=_happenings,
    blockers=_happenings,
    waiting_on_other=_happenings,
    late=_happenings,
    top_priorities=_happenings,
    changes=_happenings,
    growth_topic=st.sampled_from(["", "writing"]),
    review_on=st.none() | st.dates(TODAY, ago(-90)),
    days_since_growth=_since,
    days_since_thanks=_since,
    days_since_feedback=_since,
    meetings_so_far=st.integers(0, 9),
)
_asked = st.lists(
    st.builds(Asked, st.sampled_from([question.key for question in BANK]), st.dates(ago(200), TODAY)), max_size=40
)


@given(_facts, _asked)
def test_the_rules_of_picking_hold(known: Facts, asked: list[Asked]) -> None:
    chosen = pick(BANK, known, today=TODAY, asked=asked)

    questions = {question.key: question for question in BANK}
    recent = {one.key for one in asked if (TODAY - one.on).days < 90}
    references = [one.trigger.reference for one in chosen if one.trigger.reference]
    assert len(chosen) <= 3
    assert len({one.situation for one in chosen}) == len(chosen)
    assert len(set(references)) == len(references)
    assert {questions[one.key].side for one in chosen} <= {known.side}
    assert not recent & {one.key for one in chosen}
    assert all(one.why and one.text for one in chosen)
    assert chosen == pick(tuple(reversed(BANK)), known, today=TODAY, asked=list(reversed(asked)))
