from typing import Any

import pytest
from django.test import Client

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.evidence import actions
from alongside.evidence.models import Activity
from alongside.evidence.tests.findings import work_of
from alongside.people.actions import add_person


class Door:
    """The API as one member's program uses it."""

    def __init__(self, member: Member) -> None:
        self._client = Client(headers={"authorization": f"Bearer {issue_token(member, name='test')}"})

    def get(self, path: str, **asked: Any) -> Any:
        return self._client.get(f"/api{path}", asked)

    def post(self, path: str, **given: Any) -> Any:
        return self._client.post(f"/api{path}", given, "application/json")

    def patch(self, path: str, **given: Any) -> Any:
        return self._client.patch(f"/api{path}", given, "application/json")


@pytest.fixture
def door(anna: Member) -> Door:
    return Door(anna)


def test_a_line_is_logged_once_per_key(door: Door) -> None:
    line = "win: cut checkout p95 from 900 ms to 300 ms #checkout @manager"

    first, again = (door.post("/entries", line=line, key="k1", today="2026-11-20") for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    entry = first.json()
    assert (entry["kind"], entry["topics"], entry["happened_on"]) == ("win", ["checkout"], "2026-11-20")
    assert entry["people"][0]["handle"] == "manager"
    assert entry["metrics"][0]["change_percent"] == "-66.67"
    assert door.get("/entries").json()["total"] == 1


def test_a_line_is_read_without_being_kept(door: Door) -> None:
    said = door.post("/read", line="win: shipped it #checkout yesterday", today="2026-11-20").json()

    assert (said["kind"], said["date"], said["chips"][0]["kind"]) == ("win", "2026-11-19", "kind")
    assert door.get("/entries").json()["total"] == 0


@pytest.mark.parametrize("path", ["/entries", "/read"])
def test_a_line_that_says_nothing_is_refused_in_words(door: Door, path: str) -> None:
    answer = door.post(path, line="win:")

    assert answer.status_code == 422
    assert "Write what happened" in answer.json()["detail"]


def test_entries_are_narrowed_and_paged(door: Door) -> None:
    for day in range(1, 6):
        door.post("/entries", line=f"{'win' if day % 2 else 'note'}: day {day} 2026-11-{day:02}")

    assert [one["text"] for one in door.get("/entries", kind="win", limit=2).json()["items"]] == ["day 5", "day 3"]
    assert door.get("/entries", since="2026-11-02", until="2026-11-03").json()["total"] == 2
    assert door.get("/entries", q="day", offset=4).json()["items"][0]["text"] == "day 1"
    assert door.get("/entries", limit=0).status_code == 422


def test_an_entry_goes_through_its_life(door: Door, ben: Member) -> None:
    pk = door.post("/entries", line="blocker: no access").json()["id"]

    assert door.patch(f"/entries/{pk}", line="blocker: still no access").json()["text"] == "still no access"
    assert door.post(f"/entries/{pk}/ease").json()["eased_at"]
    assert not door.post(f"/entries/{pk}/unease").json()["eased_at"]
    assert door.post(f"/entries/{pk}/share", members=[ben.pk]).json()["audience"] == "named"
    assert door.post(f"/entries/{pk}/withdraw").json()["audience"] == "me"
    assert door.post(f"/entries/{pk}/archive").json()["archived_at"]
    assert door.get("/entries", archived=True).json()["total"] == 1
    assert not door.post(f"/entries/{pk}/restore").json()["archived_at"]


def test_pieces_become_entries(door: Door, anna: Member) -> None:
    retry, refund = work_of(anna)
    assert door.get("/pieces").json()["total"] == 2

    entry = door.post(f"/pieces/{retry.pk}/accept", kind="win").json()

    assert entry["piece_id"] == retry.pk
    assert [one["id"] for one in door.get("/pieces").json()["items"]] == [refund.pk]
    assert door.get("/pieces", inbox=False).json()["total"] == 2
    assert door.post(f"/pieces/{refund.pk}/dismiss").json()["dismissed_at"]
    assert door.get("/pieces").json()["total"] == 0
    assert not door.post(f"/pieces/{refund.pk}/bring-back").json()["dismissed_at"]


def test_pieces_are_merged_split_and_retitled(door: Door, anna: Member) -> None:
    retry, refund = work_of(anna)

    whole = door.post("/pieces/merge", pieces=[retry.pk, refund.pk]).json()
    assert len(whole["activities"]) == 5
    going = [one["id"] for one in whole["activities"] if "efunds" in one["title"]]
    new = door.post(f"/pieces/{whole['id']}/split", activities=going)

    assert (new.status_code, len(new.json()["activities"])) == (201, 2)
    assert door.post(f"/pieces/{whole['id']}/retitle", title="Healing").json()["title"] == "Healing"
    assert door.post("/pieces/find").json() == {"pieces": 0, "new": 0}


def test_activities_are_listed(door: Door, anna: Member) -> None:
    work_of(anna)

    listed = door.get("/activities", since="2026-11-01", limit=2).json()

    assert (listed["total"], len(listed["items"])) == (5, 2)


def test_a_story_is_written_completed_and_told(door: Door, anna: Member) -> None:
    ben = add_person(anna, name="Ben")
    story = door.post("/stories", action="Cached the price table").json()
    assert "result" in [gap["code"] for gap in door.get(f"/stories/{story['id']}/lint").json()["items"]]

    changed = door.patch(
        f"/stories/{story['id']}", result="p95 fell from 900 ms to 300 ms", circle="own", witnesses=[ben.pk]
    ).json()

    assert (changed["action"], changed["metrics"][0]["change_percent"]) == ("Cached the price table", "-66.67")
    assert changed["witnesses"][0]["name"] == "Ben"
    texts = {
        form: door.get(f"/stories/{story['id']}/text", form=form).json()["text"] for form in ("sentence", "bullet")
    }
    assert texts["bullet"].startswith("- Cached the price table")
    assert door.get("/stories/circles", year=anna.joined_at.year).json()["own"] == 1
    assert door.post(f"/stories/{story['id']}/archive").json()["archived_at"]
    assert door.get("/stories").json()["total"] == 0


def test_a_story_is_drafted(door: Door, anna: Member) -> None:
    retry, _ = work_of(anna)

    drafted = door.post("/stories/draft", piece=retry.pk)

    assert drafted.status_code == 201
    assert drafted.json()["pieces"] == [retry.pk]
    assert drafted.json()["sources"][0].startswith("commit ")
    assert door.post("/stories/draft").status_code == 422


def test_a_story_says_what_it_stands_on_and_proposals_are_confirmed(door: Door, anna: Member) -> None:
    retry, _ = work_of(anna)
    story = door.post("/stories/draft", piece=retry.pk).json()
    (sentence,) = story["sentences"]
    (witness,) = story["proposed_witnesses"]

    assert (sentence["part"], sentence["text"]) == ("action", "Retry failed captures")
    assert [source["kind"] for source in sentence["sources"]] == ["activity"]
    assert (witness["name"], witness["person"], witness["because"]) == ("Ben", None, "reviewed it")
    assert len(witness["sources"]) == 3
    assert (story["circle"], story["proposed_circle"]["circle"]) == ("", "own")

    confirmed = door.post(f"/stories/{story['id']}/confirm", circle="own", witness="Ben").json()

    assert (confirmed["circle"], confirmed["proposed_circle"]) == ("own", None)
    assert [each["name"] for each in confirmed["witnesses"]] == ["Ben"]
    assert door.post(f"/stories/{story['id']}/confirm", witness="Nobody").status_code == 422
    assert door.post(f"/stories/{story['id']}/confirm").status_code == 422


def test_nothing_of_others_is_there(anna: Member, ben: Member) -> None:
    entry = actions.log(anna, line="secret")
    piece, _ = work_of(anna)
    story = actions.draft_story(anna, piece=piece)
    activity = Activity.objects.visible_to(anna).filter(piece=piece)[0]
    door = Door(ben)

    for path in (f"/entries/{entry.pk}", f"/pieces/{piece.pk}", f"/stories/{story.pk}", f"/stories/{story.pk}/text"):
        assert door.get(path).status_code == 404
    for path in ("/entries", "/pieces", "/stories", "/activities"):
        assert door.get(path).json()["total"] == 0
    assert door.post(f"/entries/{entry.pk}/archive").status_code == 404
    assert door.post(f"/pieces/{piece.pk}/split", activities=[activity.pk]).status_code == 404
    assert door.post("/pieces/merge", pieces=[piece.pk]).status_code == 404
    assert door.post("/stories", action="x", entries=[entry.pk]).status_code == 422


def test_a_reader_of_a_shared_entry_changes_nothing(anna: Member, ben: Member) -> None:
    entry = actions.log(anna, line="blocker: no access")
    actions.share(anna, entry=entry, with_members=[ben])
    door = Door(ben)

    assert door.get(f"/entries/{entry.pk}").status_code == 200
    assert door.get("/entries", whose="others").json()["total"] == 1
    for verb in ("archive", "ease", "withdraw"):
        assert door.post(f"/entries/{entry.pk}/{verb}").status_code == 403
