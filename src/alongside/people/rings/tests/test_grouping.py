from hypothesis import given
from hypothesis import strategies as st

from alongside.people.rings import Placed
from alongside.people.rings.grouping import Group, fold_one, fold_to, grouped

TEAMS = st.lists(st.sampled_from(["", "Search", "Payments", "Ledger", "Risk", "Data"]), max_size=60)


@given(TEAMS, st.integers(0, 40), st.sampled_from(["", "Search", "payments "]))
def test_teams_folded_at_once_are_those_folded_one_by_one(teams: list[str], room: int, looked_at: str) -> None:
    groups = grouped(Placed(pk=n, name=f"Person {n}", ring="inner", team=team) for n, team in enumerate(teams))

    folded = fold_to(groups, room, keep=looked_at)

    assert folded == _one_by_one(groups, room, looked_at)


def _one_by_one(groups: list[Group], room: int, looked_at: str) -> list[Group]:
    while sum(group.marks for group in groups) > room and (fewer := fold_one(groups, keep=looked_at)):
        groups = fewer
    return groups
