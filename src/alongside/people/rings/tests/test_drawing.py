"""The layout of the rings: everyone once, nothing on top of something else, and calm when somebody comes."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from alongside.people.cadence import State
from alongside.people.rings import Mark, Picture, Placed, draw
from alongside.people.rings.ellipse import HEIGHT, WIDTH, arc, at, radius_of
from alongside.people.rings.grouping import folded
from alongside.people.rings.labels import width
from alongside.people.rings.seats import BANDS, NAME_BELOW, NAME_HEIGHT, NAME_WIDTH, REACH, Run, seated

RINGS = ("inner", "leaders", "next_level", "support")
TEAMS = ("", "Payments", "payments ", "Checkout", "Data", "Identity and access of everybody", "S")
BELOW_THE_THRESHOLD = 10
"""As many in each ring stand as persons whatever their teams are."""


def persons(at_most: int) -> st.SearchStrategy[list[Placed]]:
    one = st.tuples(
        st.text(min_size=1, max_size=30).filter(str.strip),
        st.sampled_from(RINGS),
        st.sampled_from(TEAMS),
        st.sampled_from(State),
        st.integers(0, 9),
    )
    return st.lists(one, max_size=at_most).map(numbered)


def numbered(found: Sequence[tuple[str, str, str, State, int]]) -> list[Placed]:
    return [
        Placed(pk=key, name=name, ring=ring, team=team, state=state, seen=seen)
        for key, (name, ring, team, state, seen) in enumerate(found, start=1)
    ]


def team_of(count: int, ring: str = "inner", team: str = "Payments", first: int = 1) -> list[Placed]:
    return [Placed(pk=key, name=f"Person {key}", ring=ring, team=team) for key in range(first, first + count)]


@given(persons(120))
def test_everyone_appears_exactly_once(everyone: list[Placed]) -> None:
    picture = draw(everyone)

    assert Counter(person.pk for mark in picture.marks for person in mark.persons) == Counter(
        person.pk for person in everyone
    )
    assert all(person.ring == mark.ring for mark in picture.marks for person in mark.persons)


@given(persons(120))
def test_marks_and_labels_are_inside_the_picture_and_marks_inside_their_ring(everyone: list[Placed]) -> None:
    bands = {band.ring: band for band in BANDS}

    for mark in draw(everyone).marks:
        assert width(mark.label) <= NAME_WIDTH
        assert mark.x + mark.aside - width(mark.label) / 2 >= 0
        assert mark.x + mark.aside + width(mark.label) / 2 <= WIDTH
        assert mark.y >= REACH
        assert mark.y + NAME_BELOW <= HEIGHT
        assert bands[mark.ring].inner < radius_of(mark.x, mark.y) < bands[mark.ring].outer


@given(persons(120))
def test_no_mark_lies_on_another(everyone: list[Placed]) -> None:
    for one, other in combinations(draw(everyone).marks, 2):
        assert abs(one.x - other.x) >= 2 * REACH or abs(one.y - other.y) >= 2 * REACH, (one.label, other.label)


@given(persons(120))
def test_within_a_ring_no_name_lies_on_a_name(everyone: list[Placed]) -> None:
    for ring in draw(everyone).rings:
        for one, other in combinations(ring.marks, 2):
            wide = (width(one.label) + width(other.label)) / 2
            apart = abs(one.x + one.aside - other.x - other.aside) >= wide - 2
            assert apart or abs(one.y - other.y) >= NAME_HEIGHT - 2, (one.label, other.label)


@given(persons(BELOW_THE_THRESHOLD))
def test_few_are_all_shown_by_name_and_a_team_stands_together(everyone: list[Placed]) -> None:
    picture = draw(everyone)

    assert all(mark.is_one for mark in picture.marks)
    for ring in picture.rings:
        around = [folded(mark.person.team) for mark in sorted(ring.marks, key=lambda mark: mark.turn)]
        together = [team for team, count in Counter(around).items() if team and count > 1]
        for team in together:
            places = [number for number, each in enumerate(around) if each == team]
            assert places[-1] - places[0] == len(places) - 1


@given(persons(60))
def test_the_places_of_teams_do_not_overlap(everyone: list[Placed]) -> None:
    for ring in draw(everyone).rings:
        for one, other in combinations(ring.sectors, 2):
            assert one.end <= other.start or other.end <= one.start


@given(persons(60))
def test_the_same_persons_in_any_order_give_the_same_picture(everyone: list[Placed]) -> None:
    assert [ring.marks for ring in draw(everyone).rings] == [ring.marks for ring in draw(everyone[::-1]).rings]


@given(persons(40), st.text(min_size=1, max_size=20))
def test_who_joins_a_ring_moves_nobody_in_the_others_and_leaves_the_order(everyone: list[Placed], name: str) -> None:
    joined = Placed(pk=1000, name=name, ring="leaders")

    before, after = draw(everyone), draw([*everyone, joined])

    for one, other in zip(before.rings, after.rings, strict=True):
        if one.ring != "leaders":
            assert one.marks == other.marks
        elif all(mark.is_one for mark in (*one.marks, *other.marks)):
            assert order(one.marks) == [key for key in order(other.marks) if key != joined.pk]


def test_who_joins_a_full_ring_moves_the_others_by_less_than_a_seat() -> None:
    everyone = [Placed(pk=key, name=f"Person {key:02}", ring="support") for key in range(30)]

    before, after = places(draw(everyone)), places(draw([*everyone, Placed(pk=99, name="Person 15b", ring="support")]))

    assert max(abs(before[key] - after[key]) for key in before) < 1 / 30


def test_a_large_team_becomes_one_mark_with_its_count_before_a_small_one_does() -> None:
    everyone = [*team_of(40), *team_of(3, team="Data", first=50)]

    marks = draw(everyone).rings[0].marks

    assert [(mark.team, len(mark.persons)) for mark in marks if not mark.is_one] == [("Payments", 40)]
    assert {mark.person.team for mark in marks if mark.is_one} == {"Data"}


def test_a_team_that_is_looked_at_is_opened_as_far_as_there_is_room() -> None:
    marks = draw(team_of(40), opened="payments").rings[0].marks

    assert sum(mark.is_one for mark in marks) > 10
    assert marks[-1].label.endswith("more")


def test_the_best_known_keep_their_place_when_there_are_too_many() -> None:
    strangers = [Placed(pk=key, name=f"A {key}", ring="inner") for key in range(1, 80)]
    known = Placed(pk=100, name="Zoe", ring="inner", seen=4, days=3, state=State.FRESH)

    marks = draw([*strangers, known]).rings[0].marks

    assert known in [mark.person for mark in marks if mark.is_one]


def test_the_room_that_bands_state_is_there() -> None:
    for band in BANDS:
        fits = [number for number in range(1, 60) if seated(band, [Run(number, apart=False)])]
        assert fits == list(range(1, band.room + 1))


def test_a_turn_goes_from_the_top_clockwise() -> None:
    top, right, bottom = at(0, 1), at(0.25, 1), at(0.5, 1)

    assert (round(top.x), round(bottom.x)) == (500, 500)
    assert top.y < right.y < bottom.y
    assert right.x > 900
    assert arc(0.1, 0.2, 0.5).startswith("M")


def order(marks: Sequence[Mark]) -> list[int]:
    return [mark.person.pk for mark in sorted(marks, key=lambda mark: (mark.turn, mark.y)) if not mark.team]


def places(picture: Picture) -> dict[int, float]:
    return {mark.person.pk: mark.turn for mark in picture.marks}
