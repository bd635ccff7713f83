"""The room for programs."""

from typing import Any

import pytest
from django.test import Client

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.growth.tests.conftest import Cast, Make, Tell
from alongside.people import actions as people


class Door:
    def __init__(self, member: Member) -> None:
        self._client = Client(headers={"authorization": f"Bearer {issue_token(member, name='test')}"})

    def __call__(self, verb: str, path: str, **sends: Any) -> Any:
        answer = getattr(self._client, verb)(f"/api/growth/{path}", sends or None, content_type="application/json")
        assert answer.status_code < 300, answer.content
        return answer.json()

    def status(self, verb: str, path: str, **sends: Any) -> int:
        answer = getattr(self._client, verb)(f"/api/growth/{path}", sends or None, content_type="application/json")
        return int(answer.status_code)


@pytest.fixture
def door(anna: Member) -> Door:
    return Door(anna)


def test_advocates_come_with_their_sights_and_sources(door: Door, cast: Cast, piece: Make, story: Tell) -> None:
    story("Cut the checkout time", piece("Cache prices", ("reviewer", "cleo")))

    found = door("get", "advocates")

    (cleo,) = found["items"]
    (sight,) = cleo["sights"]
    assert (found["total"], found["claims"], found["spoken_for"]) == (1, 1, 1)
    assert (cleo["person"]["name"], sight["claim"]["title"], sight["words"]) == (
        "Cleo Duarte",
        "Cut the checkout time",
        "reviewed it",
    )
    assert sight["sources"][0]["kind"] == "commit"
    assert found["hanging"]["share"] == 1.0


def test_who_decides_is_changed_and_told(door: Door, cast: Cast, story: Tell) -> None:
    story("Cut the checkout time", witnesses=(cast.ben,))

    door("post", f"decision-makers/{cast.ben.pk}/decide")
    found = door("get", "decision-makers")
    door("post", f"decision-makers/{cast.mina.pk}/decide-not")

    assert [each["person"]["name"] for each in found["items"]] == ["Ben Okoye", "Mina Abara"]
    assert [len(each["knows"]) for each in found["items"]] == [1, 0]
    assert door("get", "decision-makers")["total"] == 1


def test_who_decides_and_is_left_out_is_counted(door: Door, anna: Member, cast: Cast, story: Tell) -> None:
    story("Cut the checkout time", witnesses=(cast.cleo,))
    people.edit_person(anna, person=cast.cleo, relation="decision_maker")
    for number in range(8):
        people.edit_person(anna, person=people.add_person(anna, name=f"Vice {number}"), decides=True)

    found = door("get", "decision-makers")

    assert (len(found["items"]), found["total"], found["more"], found["unseen"]) == (8, 8, 2, [])


def test_what_one_person_has_seen_and_what_hangs_on_them(door: Door, cast: Cast, story: Tell) -> None:
    story("Cut the checkout time", witnesses=(cast.ben,))

    seen = door("get", f"persons/{cast.ben.pk}/seen")
    hanging = door("get", f"persons/{cast.ben.pk}/dependence")

    assert (seen["total"], seen["items"][0]["routes"]) == (1, ["witness"])
    assert (hanging["by_them"], len(hanging["alone"])) == (1, 1)
    assert len(hanging["lower"]) >= 1


def test_a_topic_is_chosen_edited_dropped_and_restored(door: Door) -> None:
    known = door("post", "topics", topic="Latency", words=["cache"])
    door("patch", f"topics/{known['id']}", every_weeks=0)
    door("post", f"topics/{known['id']}/drop")
    empty = door("get", "topics")
    door("post", f"topics/{known['id']}/restore")

    (kept,) = door("get", "topics")["items"]
    assert empty["total"] == 0
    assert (kept["topic"], kept["words"], kept["every_weeks"], kept["evidence"]) == ("latency", ["cache"], 0, [])


@pytest.mark.parametrize("sends", [{"topic": "  "}, {"topic": "#"}, {"topic": "a", "every_weeks": 1000}])
def test_what_is_no_topic_is_refused_with_a_reason(door: Door, sends: dict[str, Any]) -> None:
    assert door.status("post", "topics", **sends) == 422


def test_a_need_gets_help_and_loses_it(door: Door, cast: Cast) -> None:
    need = door("post", "needs", text="Code review", helped_by=[cast.cleo.pk])
    helped = door("get", "needs")
    door("post", f"needs/{need['id']}/get-no-help", person=cast.cleo.pk)

    alone = door("get", "needs")
    assert [each["name"] for each in helped["items"][0]["helped_by"]] == ["Cleo Duarte"]
    assert alone["with_nobody"] == ["Code review"]
    assert "Code review" not in alone["starters"]


def test_a_manager_a_colleague_and_a_stranger_get_nothing_of_it(
    door: Door, cast: Cast, story: Tell, ben: Member, cleo: Member, dan: Member
) -> None:
    story("Cut the checkout time", witnesses=(cast.ben,))
    door("post", "topics", topic="latency")
    need = door("post", "needs", text="Code review", helped_by=[cast.cleo.pk])

    for other in (Door(ben), Door(cleo), Door(dan)):
        found = other("get", "advocates")
        assert (found["total"], found["claims"], found["unspoken"]) == (0, 0, [])
        assert other("get", "decision-makers")["total"] == 0
        assert other("get", "topics")["total"] == other("get", "needs")["total"] == 0
        assert other.status("get", f"persons/{cast.ben.pk}/seen") == 404
        assert other.status("get", f"persons/{cast.ben.pk}/dependence") == 404
        assert other.status("post", f"needs/{need['id']}/get-help", person=cast.ben.pk) == 404
        assert other.status("post", f"decision-makers/{cast.ben.pk}/decide") == 404


def test_a_story_that_is_shared_shows_nobody_who_could_speak_for_it(
    anna: Member, cast: Cast, story: Tell, cleo: Member
) -> None:
    from alongside.evidence import actions as evidence

    evidence.share_story(anna, story=story("Cut the checkout time", witnesses=(cast.ben,)), audience="workspace")

    assert Door(cleo)("get", "advocates")["claims"] == 0
