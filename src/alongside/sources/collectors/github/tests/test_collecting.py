from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Progress, Refused
from alongside.sources.collectors.github import collector
from alongside.sources.collectors.github.tests.server import (
    ANNA,
    TOKEN,
    Recorded,
    collected,
    found,
    last_state,
)
from alongside.sources.collectors.tests.loopback import Reply, serving

BERLIN = ZoneInfo("Europe/Berlin")
EVERYTHING = {
    *("example/payments#12", "example/payments#15", "example/tools#3", "example/payments#20"),
    *("example/payments#20/closed", "example/payments#40/closed"),
    *("example/payments#30/review/501", "example/payments#30/review/503"),
    *("example/payments#7/comment/701", "example/payments#7/comment/705"),
    *("example/payments#12/comment/801", "example/payments#12/comment/802"),
    "example/payments/release/v2.1",
}


def test_everything_the_member_did_is_found_and_nothing_of_others() -> None:
    items = collected(Recorded())

    assert set(found(items)) == EVERYTHING
    assert {each.origin for each in items if isinstance(each, Found)} == {"example/payments", "example/tools"}
    assert not [each for each in items if isinstance(each, Defect)]


def test_a_merged_pull_request_brings_its_commits_and_those_who_had_a_hand_in_it() -> None:
    pull = found(collected(Recorded()))["example/payments#12"]

    assert (pull.kind, pull.title, pull.branch) == ("pull request", "Retry card payments", "retry")
    assert pull.at == datetime(2026, 11, 5, 0, 30, tzinfo=BERLIN)
    assert pull.at.date().isoformat() == "2026-11-05"
    assert pull.parts == ("a" * 40, "b" * 40, "c" * 40)
    assert pull.files == (("payments/retry.py", 100, 4), ("docs/retry.md", 20, 10))
    assert pull.tickets == ("example/payments#12", "example/payments#7", "PAY-12", "example/tools#5")
    assert pull.credits == (
        ("co-author", "Ben Okoye", "ben@example.org"),
        ("reviewer", "Ben Okoye", ""),
        ("reviewer", "Cleo Duarte", ""),
        ("merger", "Ben Okoye", ""),
        ("reporter", "Cleo Duarte", ""),
    )
    assert pull.extra == {
        "state": "merged",
        "opened": "2026-11-02",
        "comments": "3",
        "commits": "2",
        "files": "2",
        "added": "120",
        "removed": "14",
        "labels": "reliability",
    }


def test_an_open_draft_stands_at_the_day_it_was_opened() -> None:
    pull = found(collected(Recorded()))["example/payments#15"]

    assert pull.at.date().isoformat() == "2026-11-10"
    assert (pull.extra["state"], pull.extra["draft"]) == ("open", "yes")


def test_reviews_of_one_day_are_one() -> None:
    items = found(collected(Recorded()))
    first, second = items["example/payments#30/review/501"], items["example/payments#30/review/503"]

    assert first.extra == {"state": "changes requested", "comments": "3"}
    assert "audit trail" in first.body
    assert "Yes, like that." in first.body
    assert first.tickets == ("example/payments#30", "PAY-30")
    assert first.credits == (("author", "Ben Okoye", ""),)
    assert second.extra == {"state": "approved"}


def test_comments_of_one_day_in_one_thread_are_one() -> None:
    comment = found(collected(Recorded()))["example/payments#7/comment/701"]

    assert (comment.kind, comment.title, comment.extra["comments"]) == ("comment", "Payments time out", "2")
    assert comment.url == "https://github.com/example/payments/issues/7#issuecomment-701"
    assert comment.credits == (("author", "Cleo Duarte", ""),)


def test_the_day_is_that_of_the_member() -> None:
    items = found(collected(Recorded()))

    days = [items[f"example/payments#12/comment/{number}"].at.date().day for number in (801, 802)]

    assert days == [4, 5]


def test_hostile_text_stays_text() -> None:
    body = found(collected(Recorded()))["example/payments#7/comment/701"].body

    assert "<script>alert(1)</script>" in body
    assert "\0" not in body


def test_issues_are_told_when_opened_and_when_closed() -> None:
    items = found(collected(Recorded()))

    assert items["example/payments#20"].at.date().isoformat() == "2026-09-01"
    assert items["example/payments#20/closed"].at.date().isoformat() == "2026-09-08"
    assert items["example/payments#40/closed"].credits == (("reporter", "Cleo Duarte", ""),)


def test_a_login_of_the_member_counts_beside_that_of_the_token() -> None:
    github = Recorded()
    github.nodes["mine"][0]["author"] = {"__typename": "User", "login": "aberg"}

    with serving({"POST /api/graphql": [github.answer]}) as server:
        me = type(ANNA)(logins=frozenset(["aberg"]))
        given = Given({"address": server.address, "token": TOKEN}, me, _today(), BERLIN)
        items = list(collector.collect(given))

    assert "example/payments#20" in found(items)


def test_a_second_run_brings_nothing_new() -> None:
    github = Recorded()
    first = collected(github)

    second = collected(github, state=last_state(first))

    assert found(second) == {}


def test_a_second_run_brings_what_has_changed() -> None:
    github = Recorded()
    first = collected(github)
    changed = next(each for each in github.nodes["mine"] if each["number"] == 15)
    changed |= {
        "mergedAt": "2026-11-20T09:00:00Z",
        "closedAt": "2026-11-20T09:00:00Z",
        "updatedAt": "2026-11-20T09:00:00Z",
    }
    github.releases[2] |= {"publishedAt": "2026-11-20T09:30:00Z", "isDraft": False}

    second = found(collected(github, state=last_state(first)))

    assert set(second) == {"example/payments#15", "example/payments/release/v3.0"}
    assert second["example/payments#15"].extra["state"] == "merged"


def test_what_the_index_of_the_search_learns_late_is_not_lost() -> None:
    github = Recorded()
    late = github.nodes["mine"].pop()
    github.nodes["mine"] += [_another(late, number, "2026-11-12T09:05:00Z") for number in (51, 52, 53)]
    first = collected(github)
    github.nodes["mine"].append(late)

    second = collected(github, state=last_state(first))

    assert set(found(second)) == {"example/payments#15"}


def test_many_that_changed_at_the_same_moment_are_all_read() -> None:
    github = Recorded(most=3)
    one = github.nodes["mine"].pop()
    same = [_another(one, number, "2026-11-12T09:05:00Z") for number in range(51, 58)]
    after = [_another(one, number, f"2026-11-13T09:0{number - 60}:00Z") for number in range(60, 69)]
    github.nodes["mine"] = [*same, *after]

    items = [each.finding.id for each in collected(github) if isinstance(each, Found)]

    assert [each for each in items if each in {f"example/payments#{number}" for number in range(50, 70)}] == [
        f"example/payments#{number}" for number in (*range(51, 58), *range(60, 69))
    ]


def _another(node: dict[str, Any], number: int, changed: str) -> dict[str, Any]:
    return {**node, "id": f"PR_{number}", "number": number, "url": "", "updatedAt": changed}


def test_the_state_of_another_login_counts_for_nothing() -> None:
    github = Recorded()
    state = {**last_state(collected(github)), "login": "okoye"}

    assert set(found(collected(github, state=state))) == EVERYTHING


@pytest.mark.parametrize("most", [1, 2, 3])
def test_small_pages_bring_the_same(most: int) -> None:
    github = Recorded(most=most)
    for node in github.nodes["mine"][:3]:
        node["updatedAt"] = "2026-10-05T10:00:00Z"

    items = collected(github)

    assert set(found(items)) == EVERYTHING
    assert len([each for each in items if isinstance(each, Found)]) == len(EVERYTHING)


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_thread_that_changed_a_moment_ago_carries_the_search_past_nothing(most: int) -> None:
    github = Recorded(most=most)
    last_of_page = sorted(github.nodes["mine"], key=lambda each: str(each["updatedAt"]))[most - 1]
    github.indexed[last_of_page["id"]] = last_of_page["updatedAt"]
    last_of_page["updatedAt"] = "2026-11-20T23:00:00Z"

    first = collected(github)
    github.nodes["mine"].append(_another(github.nodes["mine"][-1], 99, "2026-11-19T09:00:00Z"))
    second = collected(github, state=last_state(first))

    assert set(found(first)) == EVERYTHING
    assert set(found(second)) == {"example/payments#99"}


@pytest.mark.parametrize("cut", range(1, 30, 4))
def test_a_run_that_was_cut_off_goes_on(cut: int) -> None:
    github = Recorded(most=2)
    whole = collected(github)
    before = whole[:cut]
    state: Any = next((each.state for each in reversed(before) if isinstance(each, Checkpoint)), None)

    after = collected(github, state=state)

    assert found(before) | found(after) == found(whole)


def test_checkpoints_and_progress_come_with_each_page() -> None:
    items = collected(Recorded(most=1))

    stages = [each for each in items if isinstance(each, Progress) and each.stage == "my pull requests and issues"]

    assert list(dict.fromkeys(each.read for each in stages)) == [1, 2, 3, 4]
    assert isinstance(items[-1], Checkpoint)
    assert len([each for each in items if isinstance(each, Checkpoint)]) > len(stages)


def test_only_named_repositories_are_read() -> None:
    items = collected(Recorded(), repositories="https://github.com/example/payments.git\nexample/gone")

    assert set(found(items)) == {each for each in EVERYTHING if "tools" not in each}
    assert [each for each in items if isinstance(each, Defect)] == [
        Defect(
            "example/gone",
            "The token sees no repository of this name. Check it, and what the token may read."
            " GitHub says: No example/gone.",
        )
    ]


def test_a_line_that_is_no_repository_is_refused() -> None:
    with pytest.raises(Refused, match="owner/name"):
        collected(Recorded(), repositories="payments")


def test_the_rest_of_a_long_list_is_asked_for() -> None:
    github = Recorded()
    long = github.nodes["commented"][0]
    later = long["comments"]["nodes"][4:]
    long["comments"] |= {"nodes": long["comments"]["nodes"][:4], "pageInfo": {"hasNextPage": True, "endCursor": "x"}}
    github.rest["I_7"] = {"comments": {"pageInfo": {"hasNextPage": False}, "nodes": later}}

    assert set(found(collected(github))) == EVERYTHING


def test_what_a_company_holds_back_is_told_and_the_rest_taken() -> None:
    github = Recorded()
    user = Reply(body={"data": {"viewer": {"login": "annaberg"}}})
    held_back = {"type": "FORBIDDEN", "path": ["search", "nodes", 0], "message": f"Protected by SAML. {TOKEN}"}
    nodes = {"issueCount": 2, "pageInfo": {"hasNextPage": False}, "nodes": [None, github.nodes["mine"][0]]}
    page = Reply(body={"data": {"search": nodes}, "errors": [held_back, {**held_back, "path": ["search", "nodes", 1]}]})

    items = collected(github, user, page)

    assert [each for each in items if isinstance(each, Defect)] == [Defect("search › nodes", "Protected by SAML. …")]
    assert "example/payments#20" in found(items)


def test_questions_that_are_too_much_are_made_smaller() -> None:
    github = Recorded()
    user = Reply(body={"data": {"viewer": {"login": "annaberg"}}})
    too_much = Reply(body={"data": None, "errors": [{"type": "RESOURCE_LIMITS_EXCEEDED", "message": "Too much."}]})

    items = collected(github, user, too_much)

    assert set(found(items)) == EVERYTHING
    assert github.sizes[0] == 6


def test_a_limit_of_the_questions_is_waited_out() -> None:
    limited = Reply(body={"errors": [{"type": "RATE_LIMITED", "message": "Later."}]}, headers={"Retry-After": "30"})

    assert set(found(collected(Recorded(), limited, limited))) == EVERYTHING


@pytest.mark.parametrize(
    "first",
    [Reply(500), Reply(429, headers={"Retry-After": "1"}), Reply(body={"data": 1}, cut_after=4), Reply(502)],
    ids=["trouble", "limit", "half-sent", "gateway"],
)
def test_what_passes_is_waited_out(first: Reply) -> None:
    assert set(found(collected(Recorded(), first))) == EVERYTHING


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(401, {"message": "Bad credentials"}), "Enter a new one"),
        (Reply(403, {"message": "Forbidden"}), "scopes"),
        (Reply(404), "Check the address"),
        (Reply(500), "later"),
        (Reply(body="<html>Sign in</html>"), "JSON"),
        (Reply(body=[]), "gave no answer"),
        (Reply(body={"data": None, "errors": [{"message": f"Bad {TOKEN}"}]}), "Bad …"),
        (Reply(body={"data": {"viewer": {"login": "a b:c"}}}), "whose token"),
        (Reply(body={"data": {"viewer": None}}), "whose token"),
        (Reply(body={"errors": [{"type": "RATE_LIMITED"}]}), "too often"),
    ],
)
def test_what_cannot_go_on_is_refused_in_a_sentence(reply: Reply, says: str) -> None:
    with serving({"POST /api/graphql": [reply]}) as server:
        given = Given({"address": server.address, "token": TOKEN}, ANNA, _today(), BERLIN)
        with pytest.raises(Refused, match=says) as caught:
            list(collector.collect(given))

    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["github.example.org", "https://[", "https://github.example.org:x", "ftp://example.org"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="write all of it"):
        list(collector.collect(Given({"token": TOKEN, "address": address}, ANNA, _today(), BERLIN)))


def test_without_a_token_nothing_is_asked() -> None:
    with pytest.raises(Refused, match="Enter a token"):
        list(collector.collect(Given({"token": " "}, ANNA, _today(), BERLIN)))


def test_a_pause_that_stops_ends_the_run() -> None:
    class Stopped(Exception):
        pass

    def stop(_: float) -> None:
        raise Stopped

    given = Given({"address": "http://127.0.0.1:9", "token": TOKEN}, ANNA, _today(), BERLIN, pause=stop)

    with pytest.raises(Stopped):
        list(collector.collect(given))


_NAMES = """
nodes pageInfo hasNextPage endCursor number url author login repository nameWithOwner createdAt closedAt reviews
comments commits commit oid files path timelineItems search data errors message type
""".split()
_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_NAMES), inner, max_size=8),
    max_leaves=20,
)


@settings(max_examples=30, deadline=None)
@given(st.lists(_ANYTHING, max_size=3), _ANYTHING)
def test_no_answer_breaks_it(nodes: list[Any], information: Any) -> None:
    github = Recorded()
    node = dict(github.nodes["mine"][1])
    node |= {"reviews": information, "files": information, "commits": information, "author": information}
    page = {"issueCount": information, "pageInfo": {"hasNextPage": False}, "nodes": [*nodes, node]}
    user = Reply(body={"data": {"viewer": {"login": "annaberg"}}})

    items = collected(github, user, Reply(body={"data": {"search": page}}))

    assert "example/payments#12" not in found(items)
    assert "example/payments#40/closed" in found(items)
    assert isinstance(items[-1], Checkpoint)


def test_each_setting_is_explained_by_the_guide_and_holds_no_secret_default() -> None:
    assert [each.name for each in collector.settings] == ["address", "token", "repositories"]
    assert "Pull requests" in collector.guide
    assert all(not each.default for each in collector.settings if each.kind == "secret")


def _today() -> Any:
    return datetime(2026, 11, 21, tzinfo=BERLIN).date()
