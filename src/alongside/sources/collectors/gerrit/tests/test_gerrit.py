import base64
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from alongside.sources.collectors.contract import Defect, Found, Me, Refused
from alongside.sources.collectors.gerrit import collector
from alongside.sources.collectors.tests.loopback import Reply, serving

from .server import (
    BERLIN,
    MINE,
    OTHERS,
    PASSWORD,
    changes,
    collected,
    findings,
    given,
    last_state,
    questions,
    recorded,
    reply,
    routes,
)


def test_everything_of_mine_is_found_and_nothing_else() -> None:
    items = collected(routes())

    assert list(findings(items)) == [
        "shop/docs~4713",
        "shop/checkout~4712",
        "shop/checkout~4711",
        "shop/checkout~4720/review/2026-10-02",
        "shop/checkout~4720/review/2026-10-08",
    ]
    assert {item.origin for item in items if isinstance(item, Found)} == {"shop/checkout", "shop/docs"}
    assert not [item for item in items if isinstance(item, Defect)]


def test_a_change_brings_all_its_commits_people_and_tickets() -> None:
    found = findings(collected(routes()))["shop/checkout~4711"]

    assert (found.kind, found.title, found.branch) == ("change", "Retry payments that time out", "steady-payments")
    assert found.at == datetime(2026, 9, 4, 1, 30, tzinfo=BERLIN)
    assert found.body.startswith("The gateway answers late at night, see PAY-12.")
    assert found.parts == ("01" * 20, "02" * 20)
    assert found.tickets == ("shop/checkout~4711", f"I{4711:040x}", "PAY-12")
    assert found.credits == (
        ("reviewer", "Ben Okoye", "ben@example.org"),
        ("merger", "Cleo Duarte", "cleo@example.org"),
        ("helper", "Ben Okoye", "ben@example.org"),
        ("reporter", "Dan Weiss", "dan@example.org"),
    )
    assert found.extra == {
        "state": "merged",
        "topic": "steady-payments",
        "branch": "main",
        "labels": "payments",
        "comments": "4",
        "patch_sets": "2",
    }
    assert found.url.endswith("/c/shop/checkout/+/4711")


def test_what_was_not_submitted_counts_from_the_day_it_was_made() -> None:
    found = findings(collected(routes()))

    assert (found["shop/checkout~4712"].at, found["shop/checkout~4712"].extra["state"]) == (
        datetime(2026, 10, 5, 11, tzinfo=BERLIN),
        "new",
    )
    assert (found["shop/docs~4713"].at, found["shop/docs~4713"].extra["state"]) == (
        datetime(2026, 11, 2, 11, tzinfo=BERLIN),
        "abandoned",
    )


def test_whose_commit_it_is_is_said() -> None:
    assert findings(collected(routes()))["shop/docs~4713"].credits == (("author", "Ben Okoye", "ben@example.org"),)


def test_a_review_is_what_i_said_and_voted_in_a_day() -> None:
    found = findings(collected(routes()))
    asked, approved = (found[f"shop/checkout~4720/review/2026-10-0{day}"] for day in (2, 8))

    assert (asked.kind, asked.title, asked.body) == ("review", "Add a second gateway", "Why two locks here?")
    assert asked.extra == {"vote": "-1", "comments": "3", "state": "merged"}
    assert asked.credits == (("author", "Ben Okoye", "ben@example.org"),)
    assert asked.tickets == ("shop/checkout~4720", f"I{4720:040x}")
    assert (approved.body, approved.extra) == ("", {"vote": "+2", "state": "merged"})
    assert approved.at == datetime(2026, 10, 8, 0, 30, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("message", "said", "vote", "comments"),
    [
        ("Patch Set 1: Looks good to me, approved", "Looks good to me, approved", None, None),
        ("Patch Set 1: Code-Review+1 Workflow+1 Verified-1", "", "+1", None),
        ("Patch Set 4: -Code-Review", "", None, None),
        ("Patch Set 4:\n\n(12 inline comments)\n\nAll small.\n\nMostly.", "All small.\n\nMostly.", None, "12"),
        ("No form at all (3 comments)", "No form at all (3 comments)", None, None),
    ],
)
def test_a_message_is_read_in_the_forms_that_gerrit_gave_it(
    message: str, said: str, vote: str | None, comments: str | None
) -> None:
    record: dict[str, Any] = recorded("reviews")[0]
    record |= {"labels": {}, "messages": [record["messages"][1] | {"message": message}]}

    found = findings(collected(routes() | {changes(OTHERS): [reply([record])]}))["shop/checkout~4720/review/2026-10-02"]

    assert (found.body, found.extra.get("vote"), found.extra.get("comments")) == (said, vote, comments)


def test_pages_follow_until_there_is_no_more() -> None:
    first, second, third = recorded("changes")
    answers = routes()
    answers[changes(MINE)] = [reply([first, second | {"_more_changes": True}])]
    answers[changes(MINE, 2)] = [reply([third])]

    assert {"shop/docs~4713", "shop/checkout~4712", "shop/checkout~4711"} <= set(findings(collected(answers)))


def test_it_signs_in_with_the_password_and_asks_below_a() -> None:
    with serving(routes()) as server:
        list(collector.collect(given(server.address)))

    wanted = "Basic " + base64.b64encode(f"anna:{PASSWORD}".encode()).decode()
    assert {asked.headers["Authorization"] for asked in server.asked} == {wanted}
    assert all(asked.path.startswith("/a/") for asked in server.asked)


def test_without_signing_in_i_am_looked_up_by_my_addresses() -> None:
    answers = routes("") | {"GET /accounts/anna@example.org/detail": [reply(recorded("account"))]}

    items = collected(answers, user="", password="")

    assert len(findings(items)) == 5


def test_somebody_who_only_bears_my_name_is_not_me() -> None:
    other = {"_account_id": 1001, "name": "Anna Berg", "email": "another.anna@example.org", "username": "annab"}
    answers = routes("") | {
        "GET /accounts/anna@example.org/detail": [reply(other)],
        "GET /accounts/anna/detail": [reply(other)],
    }

    with pytest.raises(Refused, match="Nobody in that Gerrit"):
        collected(answers, user="", password="")


def test_the_account_of_somebody_else_is_refused() -> None:
    ben = Me(frozenset(["ben okoye"]), frozenset(["ben@example.org"]), frozenset(["ben"]))

    with pytest.raises(Refused, match="belongs to “anna”, which is none of your logins"):
        collected(routes(), me=ben)


def test_what_gerrit_lists_of_somebody_else_is_left_out() -> None:
    others = [record | {"owner": {"_account_id": 1002, "name": "Anna Berg"}} for record in recorded("changes")]

    assert not [
        name for name in findings(collected(routes() | {changes(MINE): [reply(others)]})) if "review" not in name
    ]


def test_a_second_run_brings_nothing_new_and_asks_since_when() -> None:
    answers = routes()
    latest = recorded("changes")[:1], recorded("reviews")
    since = (f'{MINE} after:"2026-11-05 10:00:00.000"', f'{OTHERS} after:"2026-10-08 10:00:00.000"')
    for query, found in zip(since, latest, strict=True):
        answers[changes(query)] = [reply(found)]
    with serving(answers) as server:
        state = last_state(list(collector.collect(given(server.address))))
        asked = len(server.asked)
        again = list(collector.collect(given(server.address, state=state)))

    assert not [item for item in again if isinstance(item, Found | Defect)]
    assert questions(server.paths[asked:]) == list(since)


def test_a_run_that_was_cut_off_goes_on_below_and_then_looks_on_top() -> None:
    first, second, third = recorded("changes")
    new = first | {"_number": 4799, "updated": "2026-11-20 10:00:00.000000000", "subject": "Came meanwhile"}
    answers = routes()
    answers[changes(MINE)] = [reply([first | {"_more_changes": True}])]
    answers[changes(MINE, 1)] = [reply([second | {"_more_changes": True}])]
    answers[changes(MINE, 2)] = [reply([third])]
    answers[changes(f'{MINE} before:"2026-11-05 10:00:00.000"')] = [reply([first, second, third])]
    answers[changes(f'{MINE} before:"2026-10-06 09:00:00.000"')] = [reply([second, third])]
    answers[changes(f'{MINE} before:"2026-09-03 23:30:05.000"')] = [reply([third])]
    answers[changes(f'{MINE} after:"2026-11-05 10:00:00.000"')] = [reply([new, first])]
    with serving(answers) as server:
        whole = list(collector.collect(given(server.address)))
        for cut in range(len(whole)):
            state = last_state(whole[:cut])
            rest = list(collector.collect(given(server.address, state=state)))
            together = findings(whole[:cut]) | findings(rest)
            together.pop("shop/docs~4799", None)
            assert together == findings(whole)
            assert state == {} or "shop/docs~4799" in findings(rest)


def test_a_record_without_a_date_is_a_defect_and_the_rest_is_taken() -> None:
    first, *rest = recorded("changes")

    items = collected(routes() | {changes(MINE): [reply([first | {"created": "soon"}, None, 7, *rest])]})

    assert [item.place for item in items if isinstance(item, Defect)] == ["changes, change 4713"]
    assert {"shop/checkout~4712", "shop/checkout~4711"} <= set(findings(items))


def test_hostile_text_stays_text() -> None:
    title = "<script>alert(1)</script>\n=cmd|'/c calc'!A1 \x00"
    hostile = recorded("changes")[0] | {"subject": title, "updated": '2026" OR status:open'}

    items = collected(routes() | {changes(MINE): [reply([hostile])]})

    assert findings(items)["shop/docs~4713"].title == "<script>alert(1)</script> =cmd|'/c calc'!A1 \ufffd"
    assert "status:open" not in str(last_state(items))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Reply(401, "Unauthorized"), "does not accept the token or password"),
        (Reply(403, "Forbidden"), "does not let this token read that"),
        (Reply(404, "Not found"), "nothing there that we may see"),
        (Reply(200, "<html>Sign in</html>"), "other than its JSON"),
        (Reply(200, ")]}'\n{"), "other than its JSON"),
        (Reply(200, '{"name": "no prefix"}'), "other than its JSON"),
        (Reply(503, "oops"), "trouble of its own"),
        (Reply(200, ")]}'\n{}", cut_after=3), "does not answer, or not to the end"),
    ],
)
def test_a_server_that_refuses_is_said_without_the_password(answer: Reply, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        collected(routes() | {"GET /a/accounts/self/detail": [answer]})

    assert PASSWORD not in str(refused.value)


def test_a_server_that_is_busy_or_breaks_off_is_asked_again() -> None:
    answers, waited = routes(), list[float]()
    answers["GET /a/accounts/self/detail"] = [
        Reply(429, "", {"Retry-After": "7"}),
        Reply(500, ""),
        replace(reply(recorded("account")), cut_after=20),
        reply(recorded("account")),
    ]
    with serving(answers) as server:
        items = list(collector.collect(replace(given(server.address), pause=waited.append)))

    assert 7.0 in waited
    assert len(findings(items)) == 5


def test_an_answer_that_is_no_list_is_refused() -> None:
    with pytest.raises(Refused, match="other than a list"):
        collected(routes() | {changes(MINE): [reply({"message": "maintenance"})]})


def test_a_user_without_a_password_is_refused() -> None:
    with pytest.raises(Refused, match="both the user name and the HTTP password"):
        collected(routes(), password="")


@pytest.mark.parametrize("page", ["/", "/a", "/q/status:open", "/c/shop/checkout/+/4711", "/#/q/owner:self"])
def test_the_address_may_be_copied_from_any_page(page: str) -> None:
    with serving(routes()) as server:
        items = list(collector.collect(given(f"{server.address}{page}")))

    assert len(findings(items)) == 5


def test_the_settings_and_the_guide_are_there() -> None:
    assert [setting.name for setting in collector.settings] == ["address", "user", "password"]
    assert "HTTP Credentials" in collector.guide
