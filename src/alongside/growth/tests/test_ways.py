"""The friendly ways to somebody who decides."""

from datetime import date, timedelta

from alongside.growth.advocates import Claim, Seen, Sight, Source, sights_of
from alongside.growth.ways import AT_MOST, Around, Kind, Known, Met, Together, ways_to

TODAY = date(2026, 11, 20)
STORY = Claim("story:1", "Cut the checkout time", TODAY)
OTHER = Claim("story:2", "Moved the ledger", TODAY)
AT = Source("meeting", "Architecture forum")
MINA, CLEO, BEN = Known(1, "Mina Abara", team="Platform"), Known(2, "Cleo Duarte"), Known(3, "Ben Okoye")


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def saw(person: int, claim: Claim = STORY, route: str = "reviewer") -> tuple[Sight, ...]:
    return sights_of([claim], [Seen(person, claim.key, route, days_ago(9), Source("review", "review 12"))])


def around(*persons: Known, **more: object) -> Around:
    return Around({each.key: each for each in persons}, **more)  # type: ignore[arg-type]


def test_who_was_in_touch_lately_is_told_directly() -> None:
    met = {1: Met(days_ago(5), "Planning", AT)}

    (way,) = ways_to(1, [STORY], around(MINA, met=met), today=TODAY)

    assert (way.kind, way.text) == (Kind.DIRECT, "Tell Mina yourself of “Cut the checkout time”.")
    assert way.why == "You were in touch 5 days ago (Planning)."


def test_a_contact_of_long_ago_is_no_direct_way() -> None:
    met = {1: Met(days_ago(120), "Planning", AT)}

    assert ways_to(1, [STORY], around(MINA, met=met), today=TODAY) == ()


def test_who_saw_the_claim_and_reports_to_them_is_asked_to_tell_it() -> None:
    cleo = Known(2, "Cleo Duarte", reports_to=1)

    way, *_ = ways_to(1, [STORY], around(MINA, cleo, sights=saw(2)), today=TODAY)

    assert (way.kind, way.person) == (Kind.PERSON, 2)
    assert way.text == "Ask Cleo to tell Mina of “Cut the checkout time”."
    assert way.why == "Cleo reviewed it, and reports to Mina."
    assert [source.label for source in way.sources] == ["review 12"]


def test_who_saw_it_and_stands_far_from_them_is_no_way() -> None:
    assert ways_to(1, [STORY], around(MINA, CLEO, sights=saw(2)), today=TODAY) == ()


def test_who_was_in_a_meeting_with_them_stands_close() -> None:
    meeting = Together(frozenset({1, 2}), "Architecture forum", days_ago(20), AT)

    ways = ways_to(1, [STORY], around(MINA, CLEO, meetings=[meeting], sights=saw(2)), today=TODAY)

    assert [way.kind for way in ways] == [Kind.PERSON, Kind.TALK]
    assert ways[0].why == "Cleo reviewed it, and was in “Architecture forum” with Mina on 31 Oct."
    assert ways[1].text == "Offer ten minutes in “Architecture forum” on “Cut the checkout time”."


def test_of_one_team_is_close_and_the_next_part_is_an_initiative() -> None:
    cleo = Known(2, "Cleo Duarte", team="platform")

    ways = ways_to(1, [STORY], around(MINA, cleo, sights=saw(2, OTHER, "asked")), today=TODAY)

    assert [way.kind for way in ways] == [Kind.INITIATIVE]
    assert ways[0].why == "Cleo asked for it, and is in platform with Mina."


def test_who_knows_the_same_work_introduces() -> None:
    record = (*saw(1, OTHER), *saw(3, OTHER))
    met = {3: Met(days_ago(2), "one-on-one", AT)}

    (way,) = ways_to(1, [STORY], around(MINA, BEN, met=met, sights=record), today=TODAY)

    assert way.text == "Ask Ben how best to bring “Cut the checkout time” to Mina."
    assert way.why == "Ben knows “Moved the ledger” as Mina does, and you two were in touch 2 days ago."


def test_nothing_on_record_is_no_way_at_all() -> None:
    assert ways_to(1, [STORY], around(MINA, CLEO, BEN), today=TODAY) == ()
    assert ways_to(9, [STORY], around(MINA), today=TODAY) == ()


def test_at_most_three_one_of_a_kind() -> None:
    cleo = Known(2, "Cleo Duarte", team="Platform", reports_to=1)
    meetings = [Together(frozenset({1, 2}), f"Forum {n}", days_ago(n), AT) for n in range(1, 9)]
    met = {1: Met(days_ago(1), "", AT), 2: Met(days_ago(1), "", AT)}

    ways = ways_to(1, [STORY], around(MINA, cleo, met=met, meetings=meetings, sights=saw(2)), today=TODAY)

    assert [way.kind for way in ways] == [Kind.DIRECT, Kind.PERSON, Kind.TALK]
    assert len(ways) == AT_MOST
