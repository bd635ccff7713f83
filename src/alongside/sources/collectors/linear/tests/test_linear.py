from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.sources.collectors.contract import Checkpoint, Found, Gone, Refused
from alongside.sources.collectors.fields import Unusable
from alongside.sources.collectors.linear import collector
from alongside.sources.collectors.linear.findings import Reading, of_issue, of_project
from alongside.sources.collectors.tests.loopback import Reply

from .server import BERLIN, TOKEN, collected, defects, error, findings, last_state, nothing, recorded, variables

ID = "6f1b2c3d-0000-4000-8000-0000000000"


def test_a_completed_issue_comes_with_all_that_is_worth_telling() -> None:
    items, _ = collected(recorded())

    done = findings(items)[ID + "28"]
    assert (done.kind, done.title) == ("ticket", "Search finds half a word")
    assert done.body == "See OPS-7.\n\n**bold** <b>html</b>"
    assert done.at.isoformat() == "2026-05-14T01:21:41+02:00"
    assert done.url == "https://linear.app/example/issue/ENG-28/x"
    assert done.tickets == ("ENG-28", "CORE-4", "example/app#12", "shop/web/docs!4", "OPS-7")
    assert done.credits == (("asked", "Cleo Duarte", "cleo@example.org"),)
    assert done.extra == {
        "points": "3",
        "comments": "2",
        "state": "Done",
        "priority": "High",
        "project": "Search",
        "milestone": "Beta",
        "sprint": "11",
        "labels": "Feature, Search",
        "parent": "ENG-1",
        "parent title": "Find anything",
    }
    assert {item.origin for item in items if isinstance(item, Found)} == {"Engineering", "Search"}


def test_only_what_i_completed_opened_for_others_or_led_to_its_end_is_taken() -> None:
    items, _ = collected(recorded())

    found = findings(items)
    assert set(found) == {ID + "28", ID + "26/opened", ID + "25", "project/project-1"}
    assert (found[ID + "26/opened"].kind, found[ID + "25"].credits) == ("issue", ())
    assert (found["project/project-1"].kind, found["project/project-1"].title) == ("project", "Search")
    assert defects(items) == []


def test_pages_are_followed_and_archived_issues_are_asked_for() -> None:
    _, server = collected(recorded())

    first, second = variables(server, "Issues")
    assert (first["after"], second["after"]) == (None, "cursor-1")
    mine = {"isMe": {"eq": True}}
    assert first["filter"] == {"or": [{"assignee": mine}, {"creator": mine}]}
    assert all(b"includeArchived: true" in each.body for each in server.asked[1:])
    assert all(each.headers["authorization"] == TOKEN for each in server.asked)


def test_a_token_of_an_application_is_sent_as_one() -> None:
    _, server = collected(recorded(), settings={"token": "lin_oauth_secret"})

    assert server.asked[0].headers["authorization"] == "Bearer lin_oauth_secret"


def test_a_second_run_asks_for_what_has_changed_and_brings_nothing() -> None:
    first, _ = collected(recorded())
    answers = {**recorded(), "Issues": [nothing()], "Projects": [nothing()]}

    second, server = collected(answers, state=last_state(first))

    assert variables(server, "Issues")[0]["filter"]["and"][1] == {"updatedAt": {"gt": "2026-05-28T09:00:00.000Z"}}
    assert variables(server, "Projects")[0]["filter"]["and"][1] == {"updatedAt": {"gt": "2026-05-21T09:00:00.000Z"}}
    assert findings(second) == {}
    assert last_state(second) == last_state(first)


def test_an_issue_that_was_opened_again_is_gone() -> None:
    first, _ = collected(recorded())
    answers = recorded()
    answers["Issues"] = answers["Issues"][1:]
    answers["Issues"][0]["data"]["page"]["nodes"][0] |= {"completedAt": None, "updatedAt": "2026-06-01T09:00:00.000Z"}

    second, _ = collected(answers, state=last_state(first))

    assert Gone((ID + "25",), "Engineering") in second


def test_a_run_that_was_cut_off_goes_on_where_it_was() -> None:
    whole, _ = collected(recorded())
    checkpoints = [place for place, item in enumerate(whole) if isinstance(item, Checkpoint)]
    assert len(checkpoints) == 3

    answers = recorded()
    rest, server = collected(
        {**answers, "Issues": answers["Issues"][1:]}, state=last_state(whole[: checkpoints[0] + 1])
    )

    assert variables(server, "Issues")[0]["after"] == "cursor-1"
    assert {**findings(whole[: checkpoints[0]]), **findings(rest)} == findings(whole)
    assert last_state(rest) == last_state(whole)


@pytest.mark.parametrize("answer", [error("INVALID_INPUT"), Reply(400, error("INVALID_INPUT"))])
def test_a_place_that_is_no_longer_known_begins_the_pass_anew(answer: Any) -> None:
    whole, _ = collected(recorded())
    cut = next(place for place, item in enumerate(whole) if isinstance(item, Checkpoint))
    answers = recorded()

    items, server = collected({**answers, "Issues": [answer, *answers["Issues"]]}, state=last_state(whole[: cut + 1]))

    assert [asked["after"] for asked in variables(server, "Issues")] == ["cursor-1", None, "cursor-1"]
    assert findings(items) == findings(whole)


def test_a_key_of_somebody_else_starts_from_the_beginning() -> None:
    first, _ = collected(recorded())
    answers = recorded()
    answers["Viewer"][0]["data"]["viewer"]["id"] = "user-ben"

    items, server = collected(answers, state=last_state(first))

    assert "and" not in variables(server, "Issues")[0]["filter"]
    assert set(findings(items)) == {ID + "24"}


def test_a_day_to_begin_with_is_asked_for() -> None:
    _, server = collected(recorded(), settings={"since": "2026-01-01"})

    assert variables(server, "Issues")[0]["filter"]["and"][1] == {"updatedAt": {"gt": "2026-01-01T00:00:00+01:00"}}
    with pytest.raises(Refused, match="Since"):
        collected(recorded(), settings={"since": "spring"})


def test_errors_inside_a_good_answer_are_errors() -> None:
    with pytest.raises(Refused, match="does not accept the API key"):
        collected({**recorded(), "Viewer": [error("AUTHENTICATION_ERROR")]})
    with pytest.raises(Refused, match="It said: Too complex, … has had enough") as refused:
        collected({**recorded(), "Issues": [error("INPUT", f"Too complex, {TOKEN} has had enough")]})
    assert TOKEN not in str(refused.value)


def test_what_came_in_spite_of_an_error_is_taken_and_the_error_is_said() -> None:
    answers = recorded()
    answers["Issues"][0]["errors"] = [{"message": "Cannot read labels", "path": ["page"]}]

    items, _ = collected(answers)

    assert ID + "28" in findings(items)
    assert [(each.place, "Cannot read labels" in each.message) for each in defects(items)] == [("issues", True)]


@pytest.mark.parametrize(
    ("turn", "wait"),
    [
        (Reply(429, headers={"Retry-After": "7"}), 7.0),
        (Reply(500), 1.0),
        (Reply(body=b"{" * 90, cut_after=9), 1.0),
        (error("RATELIMITED"), 60.0),
        (
            Reply(
                400,
                error("RATELIMITED"),
                {
                    "Date": "Sat, 21 Nov 2026 10:00:00 GMT",
                    "X-RateLimit-Requests-Remaining": "12",
                    "X-RateLimit-Requests-Reset": "1795258800000",
                    "X-RateLimit-Complexity-Remaining": "0",
                    "X-RateLimit-Complexity-Reset": "1795255290000",
                },
            ),
            91.0,
        ),
    ],
)
def test_a_server_in_trouble_is_asked_again(turn: Any, wait: float) -> None:
    answers, waits = recorded(), list[float]()

    items, _ = collected({**answers, "Issues": [turn, *answers["Issues"]]}, waits=waits)

    assert ID + "28" in findings(items)
    assert [each for each in waits if each] == [wait]


def test_a_limit_that_is_used_up_is_waited_for_before_the_next_question() -> None:
    answers, waits = recorded(), list[float]()
    used_up = {
        "Date": "Sat, 21 Nov 2026 10:00:00 GMT",
        "X-RateLimit-Requests-Remaining": "0",
        "X-RateLimit-Requests-Reset": "1795255230000",
    }

    collected({**answers, "Viewer": [Reply(200, answers["Viewer"][0], used_up)]}, waits=waits)

    assert [each for each in waits if each] == [31.0]


def test_a_limit_that_never_ends_is_given_up() -> None:
    with pytest.raises(Refused, match="ask too often"):
        collected({**recorded(), "Issues": [error("RATELIMITED")]})


@pytest.mark.parametrize(
    ("turn", "says"),
    [
        (Reply(401), "does not accept the token"),
        (Reply(403), "does not let this token"),
        (Reply(404), "has nothing there"),
        (Reply(400, {"errors": []}), "does not accept the API key or what we asked"),
        (Reply(body=b"<html>Sign in</html>"), "other than JSON"),
        ([], "could not answer"),
        ({"data": {"viewer": {}}}, "whose key this is"),
    ],
)
def test_what_cannot_be_read_is_refused_without_the_key(turn: Any, says: str) -> None:
    with pytest.raises(Refused, match=says) as refused:
        collected({**recorded(), "Viewer": [turn]})
    assert TOKEN not in str(refused.value)


def test_a_record_that_is_broken_is_named_and_the_rest_is_taken() -> None:
    answers = recorded()
    nodes = answers["Issues"][0]["data"]["page"]["nodes"]
    nodes[0]["identifier"] = "12"
    nodes[2]["createdAt"] = "yesterday"
    nodes.insert(0, {})

    items, _ = collected(answers)

    assert [each.place for each in defects(items)] == ["issues, record 1", "12", "ENG-26"]
    assert set(findings(items)) == {ID + "25", "project/project-1"}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "name", "nodes"]), inner, max_size=3)
    ),
    max_leaves=10,
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_record_is_a_finding_or_unusable(data: st.DataObject) -> None:
    reading = Reading("user-anna", BERLIN, is_again=True)
    answers = recorded()
    records = [answers[name][0]["data"]["page"]["nodes"][0] for name in ("Issues", "Projects")]
    for record in records:
        for name in data.draw(st.sets(st.sampled_from(sorted(record)), max_size=4)):
            record[name] = data.draw(_JSON)
    for read, record in zip((of_issue, of_project), records, strict=True):
        try:
            items = list(read(record, reading))
        except Unusable:
            continue

        for item in items:
            assert isinstance(item, Found | Gone)
            if isinstance(item, Found):
                assert item.finding.at.tzinfo
                assert 0 < len(item.finding.id) <= 200
                assert item.origin
                assert all(item.finding.extra.values())


def test_the_guide_is_there() -> None:
    assert "personal API key" in collector.guide
