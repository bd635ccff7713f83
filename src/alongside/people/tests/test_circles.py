"""What a role needs, compared with who is there."""

from pathlib import Path

import pytest

import alongside
from alongside.people.circles import CIRCLES, compare
from alongside.people.models import NextRole, Relation
from alongside.people.rings import Placed

_keys = iter(range(1, 10_000))


def person(relation: str, name: str = "Mina", *, days: int | None = 3, seen: int = 0, decides: bool = False) -> Placed:
    return Placed(next(_keys), name, "inner", relation=relation, days=days, seen=seen, decides=decides)


def sentences(role: str, *persons: Placed) -> dict[str, str]:
    return {gap.sentence: gap.step for gap in compare(role, persons).gaps}


def test_every_role_has_both_circles_of_known_relations() -> None:
    assert set(CIRCLES) == set(NextRole.values)
    for engineers, leaders in CIRCLES.values():
        assert engineers
        assert leaders
        assert all(need.kind.relations <= set(Relation.values) for need in (*engineers, *leaders))


@pytest.mark.parametrize("role", NextRole.values)
def test_with_nobody_there_each_need_is_one_sentence_and_one_step(role: str) -> None:
    compared = compare(role, [])

    assert len(compared.gaps) == len(compared.engineers) + len(compared.leaders)
    assert all(gap.sentence.endswith(".") and gap.step.endswith(".") for gap in compared.gaps)
    assert all(gap.person is None and gap.relation in Relation.values for gap in compared.gaps)


def test_who_is_there_and_in_touch_fills_the_need() -> None:
    peers = [person("peer", name) for name in ("Ana", "Bo", "Cy")]

    line = next(line for line in compare("senior", peers).engineers if line.need.kind.title == "Peers")

    assert (line.have, line.missing) == (3, 0)
    assert "Peers" not in " ".join(sentences("senior", *peers))


def test_who_is_there_but_out_of_touch_is_the_one_to_speak_with() -> None:
    gaps = compare("senior", [person("mentor", "Ravi", days=200)]).gaps

    mentors = next(gap for gap in gaps if gap.relation == "mentor")
    assert mentors.sentence == "Mentors: you last spoke with Ravi 200 days ago."
    assert mentors.person is not None
    assert mentors.person.name == "Ravi"


def test_a_decider_in_touch_who_has_seen_nothing_knows_nothing() -> None:
    told = sentences("senior", person("decision_maker", "Ines"))

    assert (
        told["Nobody at your next level knows your work."] == "Show Ines one result that touches what they care about."
    )


def test_whoever_decides_counts_whatever_their_relation_is() -> None:
    assert "Nobody at your next level knows your work." not in sentences(
        "senior", person("managers_peer", seen=2, decides=True)
    )


def test_some_of_several_is_said_as_a_number() -> None:
    assert "Stakeholders: 1 of the 3 that this role needs." in sentences("staff", person("stakeholder"))


def test_friendship_counts_for_nothing() -> None:
    friend = person("decision_maker", "Ines")._replace(friend=True)

    assert "Nobody at your next level knows your work." in sentences("senior", friend)


def test_the_docs_show_the_table_of_the_code() -> None:
    docs = (Path(alongside.__file__).parents[2] / "docs/people.md").read_text()

    for role, (engineers, leaders) in CIRCLES.items():
        for need in (*engineers, *leaders):
            row = next(line for line in docs.splitlines() if line.startswith(f"| {need.kind.title} |"))
            cells = [cell.strip() for cell in row.strip("|").split("|")]
            assert cells[1] == need.kind.why
            assert cells[2 + list(CIRCLES).index(role)] == f"{need.at_least} in {need.within}"
