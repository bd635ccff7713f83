import json
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError
from django.http import Http404
from django.test import Client, RequestFactory
from django.utils import timezone

from alongside.accounts import actions
from alongside.accounts.models import Member
from alongside.api.door import door

SNAPSHOT = Path(__file__).parents[4] / "docs/openapi.json"


def as_(member: Member) -> dict[str, str]:
    return {"authorization": f"Bearer {actions.issue_token(member, name='test')}"}


def test_a_token_says_who_is_asking(client: Client, anna: Member, ben: Member) -> None:
    answer = client.get("/api/me", headers=as_(ben))

    assert answer.json()["name"] == "Ben"
    assert answer.json()["workspace"] == "Payments"


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer wrong"}, {"authorization": "Basic YTpi"}])
def test_without_a_token_that_is_known_nothing_is_told(client: Client, anna: Member, headers: dict[str, str]) -> None:
    answer = client.get("/api/me", headers=headers)

    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_session_cookie_does_not_open_the_door(client: Client, anna: Member) -> None:
    client.force_login(anna.user)

    assert client.get("/api/me").status_code == 401


def test_a_revoked_token_is_refused(client: Client, anna: Member) -> None:
    headers, mine = as_(anna), as_(anna)
    first = client.get("/api/tokens", headers=mine).json()["items"][0]["id"]

    assert client.post(f"/api/tokens/{first}/revoke", headers=mine).status_code == 204
    assert client.get("/api/me", headers=headers).status_code == 401
    assert client.get("/api/me", headers=mine).status_code == 200


def test_nobody_revokes_the_token_of_somebody_else(client: Client, anna: Member, dan: Member) -> None:
    mine = as_(anna)
    token = anna.tokens.get()

    answer = client.post(f"/api/tokens/{token.pk}/revoke", headers=as_(dan))

    assert answer.status_code == 404
    assert client.get("/api/me", headers=mine).status_code == 200


def test_a_new_token_is_shown_once_and_works(client: Client, anna: Member) -> None:
    issued = client.post("/api/tokens", {"name": "laptop"}, content_type="application/json", headers=as_(anna))

    token = issued.json()["token"]
    assert issued.status_code == 201
    assert client.get("/api/me", headers={"authorization": f"Bearer {token}"}).json()["name"] == "Anna"
    assert token not in client.get("/api/tokens", headers=as_(anna)).content.decode()


def test_the_time_zone_of_the_asking_member_does_not_stay_in_the_thread(client: Client, anna: Member) -> None:
    before = timezone.get_current_timezone_name()

    client.get("/api/me", headers=as_(anna))

    assert timezone.get_current_timezone_name() == before == "UTC"


def test_an_unknown_address_and_a_wrong_method_are_problems_too(client: Client, anna: Member) -> None:
    missing = client.get("/api/nothing-here", headers=as_(anna))
    wrong = client.delete("/api/me", headers=as_(anna))

    assert (missing.status_code, missing.json()["title"]) == (404, "Not found")
    assert (wrong.status_code, wrong.headers["Allow"]) == (405, "GET")
    assert wrong.headers["Content-Type"] == "application/problem+json"


def test_a_body_of_the_wrong_shape_says_where(client: Client, anna: Member) -> None:
    answer = client.post("/api/tokens", {"nom": 1}, content_type="application/json", headers=as_(anna))

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"].endswith("name")


def test_a_body_that_is_no_json_is_a_problem(client: Client, anna: Member) -> None:
    answer = client.post("/api/tokens", b"\xff\x00{", content_type="application/json", headers=as_(anna))

    assert answer.status_code in (400, 422)
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (ValidationError("Write a name."), 422, "Write a name."),
        (ValidationError({"name": "Write a name."}), 422, "Write a name."),
        (PermissionDenied("This entry is not yours to edit."), 403, "not yours to edit"),
        (Http404(), 404, "Nothing is here"),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no whole letter"), 422, "half a character"),
        (OperationalError("database or disk is full"), 507, "Make room"),
        (OperationalError("database is locked"), 503, "in a moment"),
        (OperationalError("disk I/O error"), 503, "alongside doctor"),
    ],
)
def test_every_error_of_a_room_reads_as_a_problem(error: Exception, status: int, words: str) -> None:
    answer = door.on_exception(RequestFactory().get("/api/x"), error)

    body = json.loads(answer.content)
    assert answer.status_code == body["status"] == status
    assert words in body["detail"]


def test_an_unexpected_error_tells_nothing_of_the_inside(caplog: pytest.LogCaptureFixture) -> None:
    answer = door.on_exception(RequestFactory().get("/api/x"), RuntimeError("secret"))

    assert answer.status_code == 500
    assert b"secret" not in answer.content
    assert "secret" in caplog.text


def test_the_document_of_the_door_needs_no_token(client: Client, db: None) -> None:
    answer = client.get("/api/openapi.json")

    assert answer.json()["info"]["title"] == "Alongside"


def test_the_committed_document_is_what_the_code_gives() -> None:
    now = json.loads(json.dumps(door.get_openapi_schema(path_prefix="/api/")))

    assert json.loads(SNAPSHOT.read_text()) == now, "Run bin/openapi, and look at what changed."
