"""Who could speak for what: plain values, and rules that hold for any record."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alongside.growth.advocates import ROUTES, Claim, Seen, Source, advocates, coverage, sights_of
from alongside.growth.dependence import dependence, heaviest, nearby

TODAY = date(2026, 11, 20)
CLAIMS = tuple(Claim(f"story:{n}", f"Story {n}", TODAY - timedelta(days=30 * n)) for n in range(6))

facts = st.builds(
    Seen,
    person=st.integers(1, 5),
    claim=st.sampled_from([claim.key for claim in CLAIMS] + ["story:99", "piece:1"]),
    route=st.sampled_from([*ROUTES, "mentioned", "friend", ""]),
    on=st.dates(date(2020, 1, 1), TODAY),
    source=st.builds(Source, kind=st.just("commit"), label=st.sampled_from("abc")),
)
records = st.lists(facts, max_size=40)


@given(records)
def test_nobody_appears_without_a_source_for_each_claim(record: list[Seen]) -> None:
    told = {(fact.person, fact.claim, fact.source) for fact in record if fact.route in ROUTES}

    for advocate in advocates(sights_of(CLAIMS, record)):
        assert advocate.sights
        for sight in advocate.sights:
            assert sight.sources
            assert {(advocate.person, sight.claim.key, source) for source in sight.sources} <= told


@given(records)
def test_everybody_who_met_a_claim_appears_with_the_last_day(record: list[Seen]) -> None:
    keys = {claim.key for claim in CLAIMS}
    met = [fact for fact in record if fact.route in ROUTES and fact.claim in keys]

    found = {
        (one.person, sight.claim.key): sight.on for one in advocates(sights_of(CLAIMS, record)) for sight in one.sights
    }

    assert found.keys() == {(fact.person, fact.claim) for fact in met}
    assert all(found[fact.person, fact.claim] >= fact.on for fact in met)


@given(records, st.lists(st.integers(1, 7), unique=True, max_size=4))
def test_what_nobody_up_there_has_seen_and_what_they_know_are_everything(
    record: list[Seen], deciders: list[int]
) -> None:
    sights = sights_of(CLAIMS, record)

    found = coverage(CLAIMS, sights, deciders)

    known = {sight.claim.key for person in deciders for sight in found.known_to(person)}
    assert known == {sight.claim.key for sight in sights if sight.person in deciders}
    assert known.isdisjoint(claim.key for claim in found.unseen)
    assert len(known) + len(found.unseen) == len(CLAIMS)


@given(records, st.integers(1, 5))
def test_what_hangs_on_one_is_known_to_them_and_to_nobody_else(record: list[Seen], person: int) -> None:
    sights = sights_of(CLAIMS, record)

    found = dependence(CLAIMS, sights, person)

    for claim in found.alone:
        assert {sight.person for sight in sights if sight.claim.key == claim.key} == {person}
    assert 0 <= found.share <= 1
    assert len(found.alone) <= found.by_them <= found.spoken_for <= found.claims


@given(records)
def test_on_nobody_hangs_more_than_on_the_heaviest(record: list[Seen]) -> None:
    sights = sights_of(CLAIMS, record)

    most = heaviest(CLAIMS, sights)

    alone = [len(dependence(CLAIMS, sights, person).alone) for person in range(1, 6)]
    assert (len(most.alone) if most else 0) == max(alone)


def seen(person: int, claim: str, route: str = "reviewer", ago: int = 10) -> Seen:
    return Seen(person, claim, route, TODAY - timedelta(days=ago), Source("commit", f"{person}{claim}"))


def test_the_closest_routes_are_told_first_and_the_latest_source() -> None:
    record = [seen(1, "story:0", "told", 3), seen(1, "story:0", "reviewer", 90), seen(1, "story:0", "merger", 91)]

    (sight,) = sights_of(CLAIMS, record)

    assert sight.words == "reviewed it and merged it"
    assert sight.on == TODAY - timedelta(days=3)
    assert not sight.is_fading(TODAY)


def test_what_was_seen_more_than_a_year_ago_fades() -> None:
    (sight,) = sights_of(CLAIMS, [seen(1, "story:0", ago=400)])

    assert sight.is_fading(TODAY)


def test_stories_weigh_more_than_work_without_one() -> None:
    weak = Claim("piece:1", "Work", TODAY, is_weak=True)
    record = [seen(1, "piece:1", ago=1), seen(2, "story:3", ago=300)]

    order = [one.person for one in advocates(sights_of((*CLAIMS, weak), record))]

    assert order == [2, 1]


def test_who_met_other_work_of_the_same_place_stands_near() -> None:
    here, there = (Claim(f"story:{n}", f"Story {n}", TODAY) for n in (1, 2))
    sights = sights_of((here, there), [seen(1, "story:1"), seen(3, "story:2")])

    (near,) = nearby([here], sights, {here.key: {"in payments"}, there.key: {"in payments"}}, without=1)

    assert (near.person, near.where, near.through.claim) == (3, "in payments", there)


def test_nobody_stands_near_who_knows_it_already_or_only_other_places() -> None:
    here, there = Claim("story:1", "Here", TODAY), Claim("story:2", "There", TODAY)
    sights = sights_of((here, there), [seen(1, "story:1"), seen(2, "story:1"), seen(3, "story:2")])

    assert nearby([here], sights, {here.key: {"in payments"}, there.key: {"in search"}}, without=1) == ()
