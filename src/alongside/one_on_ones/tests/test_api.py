"""The JSON door of the room."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.findings import Finding
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import Pair
from alongside.one_on_ones.tests.conftest import token
from alongside.people.actions import add_person, merge_persons

pytestmark = pytest.mark.django_db


class Api:
    def __init__(self, client: Client, member: Member) -> None:
        self._client, self._headers = client, token(member)

    def __call__(self, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        send = getattr(self._client, method)
        given = {} if method == "get" else {"content_type": "application/json"}
        answer = send(f"/api{path}", body, headers=self._headers, **given)
        assert answer.status_code == status, answer.content
        return answer.json() if answer.content and "json" in answer.headers["Content-Type"] else answer.content.decode()


@pytest.fixture
def api(client: Client, anna: Member) -> Api:
    return Api(client, anna)


def test_the_preparation_has_exactly_the_promised_shape(api: Api, anna: Member, alone: Pair) -> None:
    at = datetime(2025, 1, 14, 10, tzinfo=UTC)
    retry = Finding(id=f"{7:040x}", kind="commit", title="feat: Retry captures", at=at, files=(("pay/a.py", 90, 1),))
    evidence.keep(anna, source="git", origin="payments", findings=[retry])
    evidence.find_pieces(anna)
    evidence.log(anna, line="win: cut checkout p95 from 900 ms to 300 ms", today=date(2025, 1, 20))

    found = api("get", f"/pairs/{alone.pk}/preparation?since=2025-01-01&until=2025-01-31")

    assert (found["with"], found["since"], found["until"]) == ("Mina", "2025-01-01", "2025-01-31")
    names = [section["name"] for section in found["sections"]]
    assert names[:3] == ["Accomplishments", "Obstacles", "Waiting on Mina"]
    win, work = found["sections"][0]["items"]
    assert win["sources"][0]["kind"] == "entry"
    assert work["sources"] == [{"kind": "commit", "id": f"{7:040x}", "label": "feat: Retry captures", "url": ""}]
    assert all({"text", "why", "sources"} <= item.keys() for item in found["sections"][0]["items"])


def test_two_pairs_with_one_who_was_two_are_told_apart_by_number(api: Api, anna: Member, alone: Pair) -> None:
    twin = add_person(anna, name="Mina O.")
    other = actions.pair_up(anna, person=twin)
    for hour in (9, 10):
        actions.plan(anna, pair=other, starts_at=datetime(2026, 11, 2, hour, tzinfo=UTC))
    merge_persons(anna, person=twin, into=alone.person)

    refused = api("get", "/pairs?with=mina", status=422)["detail"]
    found = [api("get", f"/pairs?with={pair.pk}")["items"][0]["id"] for pair in (alone, other)]
    actions.archive(anna, pair=alone)

    assert f"Write its number: --with {alone.pk} (Mina, since 20 Nov, no meeting yet)" in refused
    assert f"or --with {other.pk} (Mina, since 2 Nov, 2 meetings)." in refused
    assert found == [alone.pk, other.pk]
    assert api("get", "/pairs?with=mina")["items"][0]["id"] == other.pk


def test_the_same_comes_as_markdown(api: Api, anna: Member, alone: Pair) -> None:
    evidence.log(anna, line="win: shipped the retry", today=date(2025, 1, 20))

    written = api("get", f"/pairs/{alone.pk}/preparation.md?since=2025-01-01&until=2025-01-31")

    assert written.startswith("# One-on-one with Mina\n")
    assert "- shipped the retry" in written


def test_a_pair_is_found_by_the_beginning_of_a_name(api: Api, alone: Pair) -> None:
    assert [item["id"] for item in api("get", "/pairs?with=mi")["items"]] == [alone.pk]
    assert "You have them with Mina" in api("get", "/pairs?with=zoe", status=422)["detail"]


def test_whoever_has_no_pair_yet_is_told_how_to_begin(api: Api) -> None:
    assert 'alongside init --manager "zoe"' in api("get", "/pairs?with=zoe", status=422)["detail"]


def test_points_go_their_way(api: Api, alone: Pair) -> None:
    point = api("post", f"/pairs/{alone.pk}/points", {"line": "decision: on-call?"}, 201)
    api("put", f"/points/{point['id']}/answer", {"text": "Jonas", "version": 1})
    done = api("post", f"/points/{point['id']}/done")

    assert (point["kind"], point["text"], point["by"]) == ("decision", "on-call?", "you")
    assert (done["answer"], bool(done["done_at"])) == ("Jonas", True)
    assert api("get", f"/pairs/{alone.pk}/points")["total"] == 0
    assert api("get", f"/pairs/{alone.pk}/agenda")["closed"][0]["id"] == point["id"]


def test_an_edit_on_an_old_version_answers_409_with_both_texts(api: Api, alone: Pair) -> None:
    point = api("post", f"/pairs/{alone.pk}/points", {"line": "first words"}, 201)
    api("patch", f"/points/{point['id']}", {"text": "theirs", "version": 1})

    conflict = api("patch", f"/points/{point['id']}", {"text": "mine", "version": 1}, 409)

    assert (conflict["current"], conflict["yours"], conflict["version"]) == ("theirs", "mine", 2)
    assert api("get", f"/pairs/{alone.pk}/points")["items"][0]["text"] == "theirs"


def test_notes_promises_questions_and_meetings_go_their_way(api: Api, alone: Pair) -> None:
    pair = f"/pairs/{alone.pk}"
    note = api("post", f"{pair}/notes", {"text": "Ask about the budget"}, 201)
    promise = api("post", f"{pair}/promises", {"text": "Send the rota", "due_on": "2026-12-01"}, 201)
    meeting = api("post", f"{pair}/meetings", {"starts_at": "2099-01-05T10:00:00+01:00"}, 201)
    question = api("post", "/questions", {"text": "What did I miss?"}, 201)
    asked = api("post", f"{pair}/ask", {"question": question["id"]}, 201)

    assert note["audience"] == "me"
    assert api("post", f"/promises/{promise['id']}/keep")["kept_at"]
    assert api("post", f"{pair}/meetings/skip", {"occurrence": meeting["occurrence"]})["state"] == "skipped"
    assert api("post", f"/meetings/{meeting['id']}/plan-again")["state"] == "planned"
    assert (asked["kind"], asked["text"]) == ("question", "What did I miss?")
    assert api("get", "/questions")["total"] > 60


def test_an_unknown_kind_is_refused_with_the_kinds_there_are(api: Api, alone: Pair) -> None:
    refused = api("post", f"/pairs/{alone.pk}/points", {"line": "x", "kind": "gossip"}, 422)

    assert "say one of update, challenge, decision" in refused["detail"]


def test_what_is_exported_as_markdown_comes_in_again(api: Api, anna: Member, alone: Pair) -> None:
    actions.add_point(anna, pair=alone, line="decision: on-call?")
    written = api("get", f"/pairs/{alone.pk}/export?format=markdown")

    again = api("post", f"/pairs/{alone.pk}/import", {"text": written})

    assert "on-call?" in written
    assert (again["points"], again["problems"]) == (0, [])


def test_a_binary_document_is_refused_with_a_sentence(api: Api, alone: Pair) -> None:
    refused = api("post", f"/pairs/{alone.pk}/import", {"text": "\u0000\u0001" * 50}, 422)

    assert "Nothing was imported." in refused["detail"]


def test_a_calendar_that_is_none_is_refused_with_a_sentence(api: Api, anna: Member) -> None:
    assert api("post", "/pairs/calendar", {"text": ""}, 422)["detail"].startswith("The file is empty.")


@pytest.mark.parametrize(
    "path", ["", "/agenda", "/preparation", "/points", "/notes", "/promises", "/history", "/export"]
)
def test_a_stranger_and_a_colleague_find_no_pair(
    client: Client, cleo: Member, dan: Member, shared: Pair, path: str
) -> None:
    for member in (cleo, dan):
        Api(client, member)("get", f"/pairs/{shared.pk}{path}", status=404)
