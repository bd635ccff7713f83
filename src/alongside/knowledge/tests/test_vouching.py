"""Behaviour of the ranking of vouchers on small made-up histories; figures on real ones are bench/vouch's."""

import random
import re
from dataclasses import astuple
from math import isclose
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.asking import Change, Memory
from alongside.knowledge.vouching import Contact, Route, Voucher, Work, could_vouch
from alongside.knowledge.vouching.weights import WEIGHTS

DAY = 86_400.0
NOW = 1_795_000_000.0
ANNA, BEN, CLEO, DAN = ("anna@example.org", "ben@example.org", "cleo@example.org", "dan@example.org")
POOL = Work("pool", NOW - 20 * DAY, ("src/db/pool.py",))


def contact(person: str, route: Route = Route.READ, *, days: float = 10, work: str = "pool") -> Contact:
    return Contact(person, route, NOW - days * DAY, work)


def vouchers(*contacts: Contact, changes: tuple[Change, ...] = (), work: tuple[Work, ...] = (POOL,)) -> list[Voucher]:
    return list(could_vouch(ANNA, work, contacts, Memory(changes), NOW))


def names(found: list[Voucher]) -> list[str]:
    return [each.person for each in found]


def test_who_reviewed_my_work_comes_before_who_is_merely_busy() -> None:
    elsewhere = tuple(Change(NOW - day * DAY, DAN, (CLEO,), ("web/page.css",)) for day in range(1, 30))

    found = vouchers(contact(BEN), changes=elsewhere)

    assert names(found)[:2] == [BEN, CLEO]


def test_who_works_on_the_same_files_is_named_though_they_never_met_my_work() -> None:
    found = vouchers(changes=(Change(NOW - 9 * DAY, DAN, (CLEO,), ("src/db/pool.py",)),))

    assert {*names(found)} == {CLEO, DAN}
    assert all(each.seen == 0 for each in found)
    assert all(each.grounds[0].place == "src/db/pool.py" for each in found)


def test_who_met_it_lately_comes_before_who_met_it_long_ago() -> None:
    found = vouchers(contact(BEN, days=700), contact(CLEO, days=15))

    assert names(found) == [CLEO, BEN]


def test_a_second_route_says_more_than_one() -> None:
    found = vouchers(contact(BEN), contact(CLEO), contact(CLEO, Route.THANKED))

    assert names(found) == [CLEO, BEN]


def test_a_ground_names_the_works_the_latest_first_and_when_they_were_met() -> None:
    found = vouchers(contact(BEN, days=30, work="old"), contact(BEN, days=3), contact(BEN, days=90))

    [ground] = found[0].grounds
    assert (ground.route, ground.works, ground.times, ground.latest) == (Route.READ, ("pool", "old"), 2, NOW - 3 * DAY)
    assert found[0].seen == NOW - 3 * DAY


def test_reading_the_same_work_ten_times_is_no_more_than_once() -> None:
    once = vouchers(contact(BEN), contact(CLEO))

    often = vouchers(contact(BEN), contact(CLEO), *(contact(CLEO, days=10 + day) for day in range(10)))

    assert names(often) == names(once)
    assert isclose(often[1].points, once[1].points)


def test_what_comes_later_is_not_known_yet() -> None:
    assert vouchers(contact(BEN, days=-1)) == []


def test_without_work_and_contacts_nobody_is_named() -> None:
    assert vouchers(work=()) == []


people = st.sampled_from([ANNA, BEN, CLEO, DAN])
moments = st.floats(NOW - 400 * DAY, NOW)
paths = st.lists(st.sampled_from(["a/b/c.py", "a/d.py", "e.md"]), max_size=3, unique=True).map(tuple)
works = st.lists(st.builds(Work, st.sampled_from("xyz"), moments, paths), max_size=5)
contacts = st.lists(
    st.builds(Contact, people, st.sampled_from(Route), moments, st.sampled_from(["", *"xyz"])), max_size=9
)
changes = st.lists(st.builds(Change, moments, people, st.lists(people, max_size=2).map(tuple), paths), max_size=6)


@given(works, contacts, changes, st.integers(0, 99))
def test_the_order_of_what_is_known_does_not_matter(
    work: list[Work], met: list[Contact], history: list[Change], seed: int
) -> None:
    drawn = random.Random(seed)
    memory = Memory(history)

    first = could_vouch(ANNA, work, met, memory, NOW)
    second = could_vouch(ANNA, drawn.sample(work, len(work)), drawn.sample(met, len(met)), memory, NOW)

    points = {each.person: each.points for each in second}
    assert points.keys() == {each.person for each in first}
    assert all(isclose(each.points, points[each.person], abs_tol=1e-9) for each in first)


@given(works, contacts, changes)
def test_i_am_never_named_and_nobody_is_invented(work: list[Work], met: list[Contact], history: list[Change]) -> None:
    found = could_vouch(ANNA, work, met, Memory(history), NOW)

    there = {each.person for each in met} | {who for each in history for who in (each.author, *each.reviewers)}
    assert {each.person for each in found} <= there - {ANNA}
    assert len({each.person for each in found}) == len(found)


@given(works, contacts, changes)
def test_grounds_are_the_terms_of_the_sum(work: list[Work], met: list[Contact], history: list[Change]) -> None:
    for each in could_vouch(ANNA, work, met, Memory(history), NOW):
        assert each.grounds
        assert isclose(sum(ground.points for ground in each.grounds), each.points)


def test_the_explanation_names_the_weights_in_use() -> None:
    page = (Path(__file__).parents[4] / "docs/ranking-people.md").read_text()

    rows = re.findall(r"\| \*(\w[\w ]*)\* \|.*\| ([\d.]+) \| ([\d.]+) \|", page)
    told = {(name, *map(float, figures)) for name, *figures in rows}

    assert told == {(route.value, *astuple(each)) for route, each in WEIGHTS.items()}
