from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alongside.growth.advocates import ROUTES, Claim, Seen, Source, advocates, sights_of
from alongside.growth.tests.test_advocates import CLAIMS, TODAY, records, seen
from alongside.growth.vouching import best_first


@given(records)
def test_ordering_adds_nobody_and_loses_nobody(record: list[Seen]) -> None:
    everyone = advocates(sights_of(CLAIMS, record))

    ordered = best_first(everyone, today=TODAY)

    assert sorted(one.person for one in ordered) == sorted(one.person for one in everyone)


@given(st.sampled_from(sorted(ROUTES)), st.dates(date(1990, 1, 1), TODAY + timedelta(days=400)))
def test_every_route_and_every_day_has_a_place(route: str, on: date) -> None:
    claim = Claim("story:0", "Story", on)
    everyone = advocates(sights_of([claim], [Seen(1, "story:0", route, on, Source("commit", "a"))]))

    assert best_first(everyone, today=TODAY) == everyone


def test_who_reviewed_lately_comes_before_who_was_told_long_ago() -> None:
    told = [seen(1, f"story:{n}", "told", 700) for n in range(3)]
    reviewed = [seen(2, f"story:{n}", "reviewer", 10) for n in range(2)]

    ordered = best_first(advocates(sights_of(CLAIMS, [*told, *reviewed])), today=TODAY)

    assert [one.person for one in ordered] == [2, 1]
