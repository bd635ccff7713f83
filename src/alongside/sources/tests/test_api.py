from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.sources.collectors.git.tests.repositories import Made
from alongside.sources.models import Collection
from alongside.sources.tests.conftest import collected, run

type Headers = dict[str, str]


@pytest.fixture
def bearer(engineer: Member) -> Headers:
    return {"Authorization": f"Bearer {issue_token(engineer, name='test')}"}


def post(client: Client, path: str, headers: Headers, given: dict[str, Any] | None = None) -> Any:
    return client.post(f"/api{path}", given or {}, content_type="application/json", headers=headers)


def test_a_collection_is_asked_for_and_looked_at(client: Client, engineer: Member, bearer: Headers, made: Made) -> None:
    asked = post(client, "/collections", bearer, {"source": "git", "path": str(made.folder)})
    waiting = client.get(f"/api/collections/{asked.json()['id']}", headers=bearer).json()
    run(engineer, Collection.objects.visible_to(engineer).get(pk=asked.json()["id"]))

    done = client.get(asked.headers["Location"], headers=bearer).json()

    assert asked.status_code == 202
    assert waiting["state"] == "waiting"
    assert {name: done[name] for name in ("state", "repository", "commits", "new", "mine")} == {
        "state": "done", "repository": "payments", "commits": 3, "new": 3, "mine": 2,
    }  # fmt: skip
    assert done["ended_at"]


def test_a_path_that_is_no_repository_is_refused_with_the_reason(
    client: Client, bearer: Headers, tmp_path: Path
) -> None:
    answer = post(client, "/collections", bearer, {"path": str(tmp_path)})

    assert answer.status_code == 422
    assert "is not a git repository" in answer.json()["detail"]


def test_another_source_is_refused(client: Client, bearer: Headers) -> None:
    assert post(client, "/collections", bearer, {"source": "svn", "path": "/"}).status_code == 422


def test_a_collection_is_cancelled(client: Client, bearer: Headers, made: Made) -> None:
    asked = post(client, "/collections", bearer, {"path": str(made.folder)}).json()

    answer = post(client, f"/collections/{asked['id']}/cancel", bearer)

    assert answer.json()["state"] == "cancelled"


def test_repositories_are_added_listed_and_forgotten(client: Client, bearer: Headers, made: Made) -> None:
    added = post(client, "/repositories", bearer, {"path": str(made.folder)})
    listed = client.get("/api/repositories", headers=bearer).json()
    forgotten = post(client, f"/repositories/{added.json()['id']}/forget", bearer)
    without = client.get("/api/repositories", headers=bearer).json()
    post(client, f"/repositories/{added.json()['id']}/remember", bearer)

    assert (added.status_code, forgotten.status_code) == (201, 204)
    assert (listed["total"], listed["items"][0]["name"], without["total"]) == (1, "payments", 0)
    assert client.get("/api/repositories", headers=bearer).json()["total"] == 1


def test_a_stranger_finds_nothing(client: Client, engineer: Member, dan: Member, made: Made) -> None:
    collection = collected(engineer, made)
    theirs = {"Authorization": f"Bearer {issue_token(dan, name='test')}"}

    assert client.get("/api/repositories", headers=theirs).json()["total"] == 0
    assert client.get(f"/api/collections/{collection.pk}", headers=theirs).status_code == 404
    assert post(client, f"/collections/{collection.pk}/cancel", theirs).status_code == 404
    assert post(client, f"/repositories/{collection.repository_id}/forget", theirs).status_code == 404
