from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from alongside.growth.advocates import Source
from alongside.growth.steps import StepKind
from alongside.growth.steps.finding import possible
from alongside.growth.steps.material import Advice, Candidate, Knows, Material, Obstacle
from alongside.growth.steps.proposals import Proposal

TODAY = date(2026, 11, 21)
BEN = Candidate(1, "Ben Okoye", "inner", "peer", "/people/1/", 7, date(2026, 11, 1), "retries", urgency=2.8)
CLEO = Candidate(2, "Cleo Duarte", "next_level", "decision_maker", "/people/2/", 90, None, urgency=3.0)
LEDGER = Source("piece", "Retry failed captures", "/work/3/")


def only(material: Material) -> Proposal:
    [proposal] = possible(material)
    return proposal


def test_a_peer_who_is_due_is_proposed_a_sync_with_the_last_time_as_the_reason() -> None:
    step = only(Material(TODAY, [BEN]))

    assert (step.kind, step.text) == (StepKind.SYNC, "Propose a short sync to Ben Okoye.")
    assert step.why == "You last spoke 2 weeks ago, about “retries”; you want to speak every week."


def test_somebody_a_level_up_is_a_coffee_and_the_skip_level_half_an_hour() -> None:
    skip = replace(CLEO, relation="skip_level")

    assert only(Material(TODAY, [CLEO])).text == "Ask Cleo Duarte for a coffee."
    assert only(Material(TODAY, [skip])).text == "Ask Cleo Duarte for half an hour."
    assert only(Material(TODAY, [CLEO])).why == "No talk between you is on record, and you want to speak every quarter."


def test_nobody_is_proposed_who_is_not_due_or_for_whom_no_reminder_is_wanted() -> None:
    fresh, unwanted = replace(BEN, urgency=0.5), replace(BEN, wanted_every=0)

    assert list(possible(Material(TODAY, [fresh, unwanted]))) == []


def test_with_the_manager_there_is_a_one_on_one_already() -> None:
    assert list(possible(Material(TODAY, [replace(BEN, relation="manager")]))) == []


def test_a_question_names_the_place_the_reason_and_my_work_that_touches_it() -> None:
    ben = replace(BEN, urgency=0.2)
    knows = Knows(1, "src/ledger", "he wrote most of src/ledger, last week", LEDGER)

    step = only(Material(TODAY, [ben], knows=[knows]))

    assert step.text == "Ask Ben Okoye one question about src/ledger."
    assert step.why == "He wrote most of src/ledger, last week. “Retry failed captures” of yours touches it."
    assert step.sources == (LEDGER,)


def test_whoever_spoke_with_me_this_week_is_not_asked_again() -> None:
    ben = replace(BEN, urgency=0.2, last_on=date(2026, 11, 19))
    knows = Knows(1, "src/ledger", "wrote it", LEDGER)
    obstacle = Obstacle("entry:4", Source("entry", "The sandbox is down"), 9, [knows])

    assert list(possible(Material(TODAY, [ben], knows=[knows], obstacles=[obstacle]))) == []


def test_an_obstacle_of_some_days_involves_who_knows_about_it() -> None:
    ben = replace(BEN, urgency=0.2)
    knows = Knows(1, "src/ledger", "wrote it", LEDGER)
    young, old = (Obstacle("entry:4", Source("entry", "The sandbox is down"), days, [knows]) for days in (1, 9))

    assert list(possible(Material(TODAY, [ben], obstacles=[young]))) == []
    assert only(Material(TODAY, [ben], obstacles=[old])).why == "It has been open for 9 days. Wrote it."


def test_advice_is_answered_with_what_came_of_it() -> None:
    ben = replace(BEN, urgency=0.0)
    advice = Advice(
        "7", 1, date(2026, 10, 20), Source("piece", "Use a queue"), Source("entry", "Retries are live", "/work/3/")
    )

    step = only(Material(TODAY, [ben], advice=[advice]))

    assert step.text == "Tell Ben Okoye what came of “Use a queue”."
    assert step.why == "4 weeks ago they had a part in it. Since then: Retries are live."


def test_hosting_is_offered_when_the_last_time_is_long_ago() -> None:
    lately, long_ago = (Material(TODAY, worth_showing=LEDGER, hosted_on=day) for day in (date(2026, 11, 1), None))

    assert list(possible(lately)) == []
    assert only(long_ago).kind == StepKind.HOST


someones = st.builds(replace, st.sampled_from([BEN, CLEO]), key=st.integers(1, 9), urgency=st.floats(0, 9))


@given(st.lists(someones, unique_by=lambda someone: someone.key))
def test_every_proposal_names_its_person_and_where_its_reason_stands(people: list[Candidate]) -> None:
    names = {someone.key: someone.name for someone in people}

    for step in possible(Material(TODAY, people)):
        assert step.person
        assert names[step.person] in step.text
        assert step.sources
        assert step.why.endswith(".")
