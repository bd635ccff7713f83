from typing import Any
from urllib.parse import parse_qs, urlsplit

from alongside.sources.collectors.contract import Checkpoint, Found, Gone
from alongside.sources.collectors.jira import collector
from alongside.sources.collectors.tests.loopback import Reply, Server, serving

from .server import TOKEN, cloud, collected, defects, findings, given, last_state, recorded


def _asked(server: Server, path: str) -> list[dict[str, list[str]]]:
    return [parse_qs(urlsplit(each.path).query) for each in server.asked if urlsplit(each.path).path == path]


def test_a_ticket_that_is_done_comes_with_all_that_is_worth_telling() -> None:
    items, _ = collected(cloud())

    done = findings(items)["10042"]
    assert (done.kind, done.title) == ("ticket", "Charge cards again after a timeout")
    assert done.at.isoformat() == "2025-01-17T00:30:00+01:00"
    assert done.url == "https://example.atlassian.net/browse/PAY-12"
    assert done.tickets == ("PAY-12", "OLD-3", "OPS-7")
    assert done.credits == (("asked", "Cleo Duarte", "cleo@example.org"),)
    assert done.extra == {
        "points": "5",
        "sprint": "PAY Sprint 2",
        "transitions": "5",
        "reopened": "1",
        "comments": "14",
        "state": "Closed",
        "type": "Task",
        "priority": "High",
        "resolution": "Done",
        "epic": "PAY-1",
        "epic name": "Reliable payments",
    }
    assert {item.origin for item in items if isinstance(item, Found)} == {"PAY"}
    assert defects(items) == []


def test_a_document_becomes_plain_text() -> None:
    items, _ = collected(cloud())

    assert findings(items)["10042"].body.splitlines() == [
        "Why",
        "Cards were charged twice, see OPS-7.",
        "Ask @Cleo Duarte",
        "- one",
        "- two",
        "retry(3)",
        "https://example.org/incident",
    ]


def test_mine_is_what_i_have_or_had_when_it_was_done_and_what_i_opened_for_others() -> None:
    items, _ = collected(cloud())

    assert set(findings(items)) == {"10042", "10044/opened", "10045", "10047"}
    assert findings(items)["10044/opened"].at.isoformat() == "2025-01-02T00:30:00+01:00"


def test_without_a_history_the_last_change_is_said_to_be_uncertain() -> None:
    items, _ = collected(cloud())

    imported = findings(items)["10047"]
    assert imported.at.isoformat() == "2025-01-25T09:00:00+01:00"
    assert imported.extra["uncertain"].startswith("Jira does not say when it was done")
    assert imported.title == "<script>alert(1)</script>� **bold**"


def test_pages_are_followed_by_their_token_and_asked_with_address_and_token() -> None:
    _, server = collected(cloud())

    first, second = _asked(server, "/rest/api/3/search/jql")
    assert "nextPageToken" not in first
    assert second["nextPageToken"] == ["token-2"]
    assert first["jql"] == [
        "(assignee = currentUser() OR assignee WAS currentUser() OR reporter = currentUser()) ORDER BY updated ASC"
    ]
    assert set(first["fields"][0].split(",")) >= {"customfield_10016", "customfield_10020", "customfield_10030"}
    assert "authorization" not in server.asked[0].headers
    assert all(each.headers["authorization"].startswith("Basic ") for each in server.asked[1:])


def test_a_second_run_asks_for_what_has_changed_and_brings_nothing_new() -> None:
    first, _ = collected(cloud())
    last_page = recorded("cloud.json")["pages"][1]

    with serving(cloud([last_page])) as server:
        state = {**last_state(first)}
        second = list(collector.collect(given(server.address, state=state)))

    assert 'AND updated >= "2025-01-25 09:00"' in _asked(server, "/rest/api/3/search/jql")[0]["jql"][0]
    assert "10047" not in findings(second)
    assert last_state(second) == last_state(first)


def test_a_ticket_that_was_opened_again_is_gone() -> None:
    first, _ = collected(cloud())
    page = recorded("cloud.json")["pages"][0]
    page["issues"][0]["fields"] |= {
        "status": page["issues"][1]["fields"]["status"],
        "updated": "2025-02-01T09:00:00.000+0100",
    }
    del page["nextPageToken"]

    second, _ = collected(cloud([page]), state=last_state(first))

    assert Gone(("10042",), "PAY") in second
    assert "10042" not in findings(second)


def test_a_ticket_keeps_its_name_when_it_moves_to_another_project() -> None:
    page = recorded("cloud.json")["pages"][1]
    issue: dict[str, Any] = page["issues"][3]
    moved = {
        "id": "9",
        "created": "2025-01-26T09:00:00.000+0100",
        "items": [{"field": "Key", "fromString": "PAY-17", "toString": "NEW-1"}],
    }
    issue |= {"key": "NEW-1", "changelog": {"total": 1, "histories": [moved]}}
    issue["fields"]["project"] = {"key": "NEW"}

    items, _ = collected(cloud([page]))

    assert findings(items)["10047"].tickets == ("NEW-1", "PAY-17")


def test_a_long_history_is_fetched_whole() -> None:
    page = recorded("cloud.json")["pages"][0]
    log = page["issues"][0]["changelog"]
    entries = sorted(log["histories"], key=lambda entry: str(entry["created"]))
    log["histories"] = entries[-1:]
    del page["nextPageToken"]
    pages = [Reply(body={"total": 6, "values": entries[:4]}), Reply(body={"total": 6, "values": entries[4:]})]

    items, server = collected({**cloud([page]), "GET /rest/api/3/issue/10042/changelog": pages})

    assert findings(items)["10042"].extra["transitions"] == "5"
    assert [query["startAt"] for query in _asked(server, "/rest/api/3/issue/10042/changelog")] == [["0"], ["4"]]


def test_a_history_that_may_not_be_read_whole_leaves_its_newest_part() -> None:
    page = recorded("cloud.json")["pages"][0]
    page["issues"][0]["changelog"]["total"] = 99
    del page["nextPageToken"]

    items, _ = collected({**cloud([page]), "GET /rest/api/3/issue/10042/changelog": [Reply(403)]})

    assert findings(items)["10042"].extra["transitions"] == "5"


def test_behind_a_gateway_that_knows_no_strangers_links_go_to_the_site_of_people() -> None:
    about = Reply(body=recorded("cloud.json")["serverInfo"])

    items, _ = collected({**cloud(), "GET /rest/api/2/serverInfo": [Reply(401), about]})

    assert findings(items)["10042"].url == "https://example.atlassian.net/browse/PAY-12"


def test_a_run_that_was_cut_off_goes_on_where_it_was() -> None:
    whole, _ = collected(cloud())
    cut = next(place for place, item in enumerate(whole) if isinstance(item, Checkpoint)) + 1

    rest, _ = collected(cloud([recorded("cloud.json")["pages"][1]]), state=last_state(whole[:cut]))

    assert {**findings(whole[:cut]), **findings(rest)} == findings(whole)
    assert not set(findings(whole[:cut])) & set(findings(rest))


def test_a_token_of_somebody_else_starts_from_the_beginning() -> None:
    first, _ = collected(cloud())
    routes = cloud()
    routes["GET /rest/api/3/myself"] = [Reply(body={"accountId": "557058:bbbb-2", "timeZone": "Europe/Berlin"})]

    items, server = collected(routes, state=last_state(first))

    assert "updated" not in _asked(server, "/rest/api/3/search/jql")[0]["jql"][0].partition("ORDER")[0]
    assert set(findings(items)) == {"10043/opened", "10044", "10045/opened", "10046/opened"}


def test_a_record_that_is_broken_is_named_and_the_rest_is_taken() -> None:
    pages = recorded("cloud.json")["pages"]
    pages[0]["issues"][0] = {"id": "x", "key": "PAY-12", "fields": None}
    del pages[1]["issues"][3]["fields"]["updated"]

    items, _ = collected(cloud(pages))

    assert [defect.place for defect in defects(items)] == ["PAY-12", "PAY-17"]
    assert set(findings(items)) == {"10044/opened", "10045"}


def test_no_secret_is_in_what_comes_out() -> None:
    items, _ = collected(cloud())

    assert TOKEN not in repr(items)
