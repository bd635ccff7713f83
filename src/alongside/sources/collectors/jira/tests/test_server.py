from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from alongside.sources.collectors.contract import Refused
from alongside.sources.collectors.jira import collector
from alongside.sources.collectors.tests.loopback import Reply, Server, serving

from .server import TOKEN, collected, defects, findings, given, last_state, page_of, recorded, server


def _searches(running: Server) -> list[dict[str, list[str]]]:
    return [parse_qs(urlsplit(each.path).query) for each in running.asked if each.path.startswith("/rest/api/2/search")]


def test_a_ticket_of_a_server_is_read_with_its_own_ways() -> None:
    items, running = collected(server())

    done = findings(items)["20001"]
    assert done.at.isoformat() == "2025-03-05T16:30:00+01:00"
    assert done.body == "h2. Why\nToo small, see ABR-1."
    assert done.url == "https://jira.example.org/browse/ABR-3"
    assert done.credits == (("asked", "Ben Okoye", "ben@example.org"),)
    assert (done.extra["points"], done.extra["sprint"], done.extra["epic"]) == ("2.5", "Week 10", "ABR-100")
    assert set(findings(items)) == {"20001", "20002", "20003"}
    assert running.asked[-1].headers["authorization"] == f"Bearer {TOKEN}"


def test_pages_are_counted_and_overlap_by_one() -> None:
    record = recorded("server.json")

    items, running = collected(server([page_of(record, 0, 2), page_of(record, 1)]))

    assert [query["startAt"] for query in _searches(running)] == [["0"], ["1"]]
    assert list(findings(items)) == ["20001", "20002", "20003"]


def test_when_a_ticket_changes_between_two_pages_none_is_missed() -> None:
    record = recorded("server.json")
    first = page_of(record, 0, 2)
    later = {**record, "issues": [*record["issues"][1:], record["issues"][0]]}
    anew = {"startAt": 0, "total": 2, "issues": record["issues"][1:]}

    items, running = collected(server([first, page_of(later, 1), anew]))

    assert [query["startAt"] for query in _searches(running)] == [["0"], ["1"], ["0"]]
    assert 'updated >= "2025-03-07 10:00"' in _searches(running)[2]["jql"][0]
    assert list(findings(items)) == ["20001", "20002", "20003"]


def test_what_never_rests_is_refused_in_the_end() -> None:
    record = recorded("server.json")
    first, other = page_of(record, 0, 2), page_of({**record, "issues": record["issues"][::-1]}, 0)

    with pytest.raises(Refused, match="changes faster"):
        collected(server([first, other] * 60))


def test_the_hour_that_comes_twice_is_read_from_its_beginning() -> None:
    record = recorded("server.json")
    record["issues"][2]["fields"]["updated"] = "2025-10-26T02:30:00.000+0100"
    first, _ = collected(server([page_of(record)]))

    _, running = collected(server(), state=last_state(first))

    assert 'updated >= "2025-10-26 01:30"' in _searches(running)[0]["jql"][0]


def test_without_a_zone_of_the_account_the_search_begins_early() -> None:
    first, _ = collected(server())
    routes = server()
    routes["GET /rest/api/2/myself"] = [
        Reply(body={"name": "aberg", "key": "JIRAUSER10100", "timeZone": "Mars/Olympus"})
    ]

    _, running = collected(routes, state=last_state(first))

    assert 'updated >= "2025-03-07 19:00"' in _searches(running)[0]["jql"][0]


def test_a_day_to_begin_with_is_asked_for() -> None:
    _, running = collected(server(), since="2026-01-01")

    assert 'updated >= "2026-01-01 00:00"' in _searches(running)[0]["jql"][0]
    with pytest.raises(Refused, match="Since"):
        collected(server(), since="last year")


def test_statuses_that_may_not_be_read_leave_the_day_of_resolution() -> None:
    record = recorded("server.json")
    record["issues"][0]["fields"]["resolutiondate"] = "2025-03-04T10:00:00.000+0100"
    routes = server([page_of(record)])
    routes["GET /rest/api/2/status"] = [Reply(403)]

    items, _ = collected(routes)

    assert findings(items)["20001"].at.isoformat() == "2025-03-04T10:00:00+01:00"
    assert defects(items) == []


def test_a_server_that_tells_strangers_nothing_is_asked_with_the_token() -> None:
    routes = server()
    routes["GET /rest/api/2/serverInfo"] = [Reply(401)]

    items, _ = collected(routes, email="")

    assert "20001" in findings(items)


def test_the_cloud_wants_an_address() -> None:
    routes = {"GET /rest/api/2/serverInfo": [Reply(body={"deploymentType": "Cloud"})]}

    with pytest.raises(Refused, match="wants your e-mail address"):
        collected(routes, email="")


@pytest.mark.parametrize(
    ("status", "says"),
    [(401, "does not accept the token"), (403, "does not let this token"), (404, "has nothing there")],
)
def test_what_the_server_refuses_is_said_without_the_token(status: int, says: str) -> None:
    routes = server()
    routes["GET /rest/api/2/myself"] = [Reply(status)]

    with pytest.raises(Refused, match=says) as refused:
        collected(routes)
    assert TOKEN not in str(refused.value)


@pytest.mark.parametrize(
    ("first", "wait"),
    [(Reply(429, headers={"Retry-After": "7"}), 7.0), (Reply(500), 1.0), (Reply(body=b"x" * 90, cut_after=9), 1.0)],
)
def test_a_server_in_trouble_is_asked_again(first: Reply, wait: float) -> None:
    routes, waits = server(), list[float]()
    routes["GET /rest/api/2/search"].insert(0, first)

    with serving(routes) as running:
        items = list(collector.collect(given(running.address, waits=waits)))

    assert "20001" in findings(items)
    assert wait in waits


@pytest.mark.parametrize("body", [b"<html>Sign in</html>", [], {"issues": None}, {"issues": [None, 3, {}]}, None])
def test_an_answer_of_another_shape_breaks_nothing(body: Any) -> None:
    routes = server()
    routes["GET /rest/api/2/search"] = [Reply(body=body)]

    try:
        items, _ = collected(routes)
    except Refused as refused:
        assert "other than JSON" in str(refused)  # noqa: PT017
    else:
        assert findings(items) == {}


def test_zones_are_minutes_of_the_account() -> None:
    first, _ = collected(server())
    routes = server()
    routes["GET /rest/api/2/myself"] = [
        Reply(body={"name": "aberg", "key": "JIRAUSER10100", "timeZone": "Asia/Kolkata"})
    ]

    _, running = collected(routes, state=last_state(first))

    assert 'updated >= "2025-03-08 14:30"' in _searches(running)[0]["jql"][0]
