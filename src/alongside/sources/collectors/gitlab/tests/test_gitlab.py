from dataclasses import replace
from datetime import datetime

import pytest

from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Gone, Me, Refused
from alongside.sources.collectors.gitlab import collector
from alongside.sources.collectors.tests.loopback import PLACE, Reply, serving

from .server import BERLIN, TOKEN, collected, findings, given, last_state, recorded, routes


def test_everything_of_mine_is_found_and_nothing_else() -> None:
    items = collected(routes())

    assert list(findings(items)) == [
        "shop/checkout!12",
        "shop/checkout!13",
        "shop/web/docs!4",
        "shop/checkout#6",
        "shop/checkout#5",
        "shop/checkout!20/review/2026-10-02",
        "shop/checkout!20/review/2026-10-08",
    ]
    assert not [item for item in items if isinstance(item, Defect)]


def test_a_merge_request_brings_its_commits_people_and_tickets() -> None:
    found = findings(collected(routes()))["shop/checkout!12"]

    assert (found.kind, found.title, found.branch) == ("merge request", "Retry payments that time out", "topic-12")
    assert found.at == datetime(2026, 9, 4, 1, 30, tzinfo=BERLIN)
    assert found.at.date().isoformat() == "2026-09-04"
    assert found.parts == ("01" * 20, "02" * 20, "aa" * 20, "bb" * 20)
    assert found.tickets == ("shop/checkout!12", "shop/checkout#5", "PAY-12", "shop/docs#9", "shop/web/front#3")
    assert found.credits == (
        ("reviewer", "Cleo Duarte", ""),
        ("merger", "Ben Okoye", ""),
        ("co-author", "Ben Okoye", "ben@example.org"),
        ("co-author", "Dan Weiss", "dan@example.org"),
    )
    assert found.extra == {
        "state": "merged",
        "labels": "payments, bug",
        "milestone": "v2.4",
        "comments": "14",
        "approvals": "2",
    }
    assert found.url.endswith("/shop/checkout/-/merge_requests/12")


def test_what_is_open_counts_from_the_day_it_was_opened() -> None:
    found = findings(collected(routes()))

    assert found["shop/checkout!13"].at == datetime(2026, 10, 5, 11, tzinfo=BERLIN)
    assert found["shop/web/docs!4"].extra["state"] == "closed"
    assert found["shop/web/docs!4"].at == datetime(2026, 11, 2, 11, tzinfo=BERLIN)


def test_an_issue_that_was_mine_to_do_counts_from_the_day_it_was_closed() -> None:
    found = findings(collected(routes()))

    assert found["shop/checkout#5"].at == datetime(2026, 9, 4, 1, 31, tzinfo=BERLIN)
    assert found["shop/checkout#5"].credits == (("reporter", "Cleo Duarte", ""), ("helper", "Dan Weiss", ""))
    assert found["shop/checkout#5"].extra == {"state": "closed", "comments": "2", "points": "5"}
    assert found["shop/checkout#6"].at == datetime(2026, 10, 1, 12, tzinfo=BERLIN)


def test_an_issue_that_moved_is_gone_from_where_it_was() -> None:
    items = collected(routes())

    assert [item for item in items if isinstance(item, Gone)] == [Gone(("shop/checkout#7",), "shop/checkout")]


def test_a_review_is_what_i_said_for_one_merge_request_in_a_day() -> None:
    found = findings(collected(routes()))
    talked, approved = found["shop/checkout!20/review/2026-10-02"], found["shop/checkout!20/review/2026-10-08"]

    assert (talked.kind, talked.title) == ("review", "Add a second gateway")
    assert talked.body == "Why two locks here?\n\nThe name could say what it returns."
    assert talked.extra == {"state": "merged", "comments": "2"}
    assert talked.url.endswith("/shop/checkout/-/merge_requests/20#note_5001")
    assert talked.credits == (("author", "Ben Okoye", ""),)
    assert approved.extra == {"state": "merged", "approved": "yes", "merged": "yes"}
    assert approved.at == datetime(2026, 10, 8, 0, 30, tzinfo=BERLIN)


def test_projects_that_are_named_are_asked_alone_and_tell_their_releases() -> None:
    found = findings(collected(routes(), projects="shop/checkout\n"))

    assert "shop/web/docs!4" not in found
    assert {"shop/checkout!12", "shop/checkout#6", "shop/checkout!20/review/2026-10-02"} <= set(found)
    released = found["shop/checkout/release/v2.4"]
    assert (released.kind, released.title, released.parts) == ("release", "Steady payments", ("cc" * 20,))
    assert released.tickets == ("shop/checkout@v2.4", "shop/checkout#5")
    assert not {name for name in found if "release" in name} - {"shop/checkout/release/v2.4"}


def test_a_project_that_is_not_there_is_said_and_the_others_are_read() -> None:
    items = collected(routes(), projects="shop/checkout\nshop/cellar")

    assert [item.place for item in items if isinstance(item, Defect)] == ["shop/cellar"]
    assert "shop/checkout!12" in findings(items)


def test_no_project_there_at_all_is_refused() -> None:
    with pytest.raises(Refused, match="nothing there that we may see"):
        collected(routes(), projects="shop/cellar")


def test_a_second_run_brings_nothing_new_and_asks_since_when() -> None:
    answers = routes()
    begin = "GET /api/v4/merge_requests?scope=all&state=all&author_id=7&order_by=updated_at&sort=asc&per_page=100"
    answers[f"{begin}&updated_after=2026-11-05T10%3A00%3A00.000Z"] = [Reply(body=recorded("merge_requests")[2:])]
    with serving(answers) as server:
        state = last_state(list(collector.collect(given(server.address))))
        first = len(server.asked)
        again = list(collector.collect(given(server.address, state=state)))
        asked = server.paths[first:]

    assert not [item for item in again if isinstance(item, Found | Defect)]
    assert any("/merge_requests?" in path and "updated_after=2026-11-05T10%3A00%3A00.000Z" in path for path in asked)
    assert any("/users/7/events?" in path and "after=2026-10-06" in path for path in asked)
    assert not any("commits" in path for path in asked)


def test_a_run_that_was_cut_off_goes_on_and_finds_the_same() -> None:
    answers = routes()
    mine = recorded("merge_requests")
    begin = "GET /api/v4/merge_requests?scope=all&state=all&author_id=7&order_by=updated_at&sort=asc&per_page=100"
    link = {"Link": f'<{PLACE}/api/v4/merge_requests?page=2>; rel="next"'}
    after = {each["id"]: each["updated_at"].replace(":", "%3A") for each in mine}
    answers[begin] = [Reply(body=mine[:1], headers=link)]
    answers[f"{begin}&updated_after={after[112]}"] = [Reply(body=mine[:2], headers=link)]
    answers[f"{begin}&updated_after={after[113]}"] = [Reply(body=mine[1:])]
    answers[f"{begin}&updated_after={after[204]}"] = [Reply(body=mine[2:])]
    with serving(answers) as server:
        whole = list(collector.collect(given(server.address)))
        wanted = findings(whole)
        for cut in range(len(whole)):
            begun = whole[:cut]
            state = last_state(begun) if any(isinstance(item, Checkpoint) for item in begun) else {}
            rest = list(collector.collect(given(server.address, state=state)))
            assert findings(begun) | findings(rest) == wanted

    assert len(wanted) == 7


def test_what_changes_while_it_is_read_is_not_passed_over() -> None:
    """A page begins where the last one ended in time: a second page by number would begin one too late."""
    answers = routes()
    mine = recorded("merge_requests")
    begin = "GET /api/v4/merge_requests?scope=all&state=all&author_id=7&order_by=updated_at&sort=asc&per_page=100"
    link = {"Link": f'<{PLACE}/api/v4/merge_requests?page=2>; rel="next"'}
    answers[begin] = [Reply(body=mine[:1], headers=link)]
    answers["GET /api/v4/merge_requests?page=2"] = [Reply(body=mine[2:])]
    answers[f"{begin}&updated_after=2026-09-03T23%3A40%3A00.000Z"] = [Reply(body=mine)]

    assert {"shop/checkout!12", "shop/checkout!13", "shop/web/docs!4"} <= set(findings(collected(answers)))


def test_a_page_full_of_one_moment_is_passed_by_number() -> None:
    answers = routes()
    mine = [each | {"updated_at": "2026-09-03T23:40:00.000Z"} for each in recorded("merge_requests")]
    link = {"Link": f'<{PLACE}/api/v4/merge_requests?page=2>; rel="next"'}
    answers["GET /api/v4/merge_requests"] = [Reply(body=mine[:2], headers=link)]
    answers["GET /api/v4/merge_requests?page=2"] = [Reply(body=mine[2:])]

    assert {"shop/checkout!12", "shop/checkout!13", "shop/web/docs!4"} <= set(findings(collected(answers)))


def test_the_token_of_somebody_else_is_refused() -> None:
    ben = Me(frozenset(["ben okoye", "anna berg"]), frozenset(["ben@example.org"]), frozenset())

    with pytest.raises(Refused, match="belongs to “anna-b”, which is none of your logins"):
        collected(routes(), me=ben)


def test_the_token_of_a_bot_finds_the_work_of_my_login_and_of_no_longer_one() -> None:
    answers = routes()
    robot = {"id": 11, "username": "project_3_bot_1f", "name": "Release robot"}
    anna = recorded("user")
    answers["GET /api/v4/user"] = [Reply(body=robot)]
    answers["GET /api/v4/users?username=anna-b"] = [Reply(body=[anna | {"id": 70, "username": "anna-bo"}, anna])]

    assert "shop/checkout!12" in findings(collected(answers))


def test_what_gitlab_lists_of_somebody_else_is_left_out() -> None:
    answers = routes()
    others = [each | {"author": {"id": 8, "name": "Anna Berg"}} for each in recorded("merge_requests")]
    answers["GET /api/v4/merge_requests"] = [Reply(body=others)]

    assert not [name for name in findings(collected(answers)) if "!" in name and "review" not in name]


def test_commits_and_approvals_that_are_hidden_leave_the_rest() -> None:
    answers = routes()
    del answers["GET /api/v4/projects/3/merge_requests/12/commits"]
    answers["GET /api/v4/projects/3/merge_requests/12/approvals"] = [Reply(403, {"message": "403 Forbidden"})]

    items = collected(answers)

    assert [item.place for item in items if isinstance(item, Defect)] == ["shop/checkout!12"] * 2
    assert findings(items)["shop/checkout!12"].parts == ("aa" * 20, "bb" * 20)


def test_a_review_of_a_merge_request_that_is_gone_is_said() -> None:
    answers = routes()
    del answers["GET /api/v4/projects/3/merge_requests/20"]

    defects = [item for item in collected(answers) if isinstance(item, Defect)]

    assert [item.place for item in defects] == ["merge request 20 of project 3"] * 2


def test_a_record_without_a_date_is_a_defect_and_the_rest_is_taken() -> None:
    answers = routes()
    first, *rest = recorded("merge_requests")
    broken = first | {"merged_at": None, "created_at": "yesterday"}
    answers["GET /api/v4/merge_requests"] = [Reply(body=[broken, "what", None, *rest])]

    items = collected(answers)

    assert [item.place for item in items if isinstance(item, Defect)] == ["shop/checkout!12"]
    assert {"shop/checkout!13", "shop/web/docs!4"} <= set(findings(items))


def test_hostile_text_stays_text() -> None:
    answers = routes()
    title = "<script>alert(1)</script>\n=cmd|'/c calc'!A1 \u202e\x00"
    hostile = recorded("merge_requests")[0] | {"title": title, "web_url": "javascript:alert(1)"}
    answers["GET /api/v4/merge_requests"] = [Reply(body=[hostile])]

    found = findings(collected(answers))["shop/checkout!12"]

    assert found.title == "<script>alert(1)</script> =cmd|'/c calc'!A1 \u202e\ufffd"
    assert found.url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(401, {"message": "401 Unauthorized"}), "does not accept the token"),
        (Reply(403, {"message": "403 Forbidden - insufficient_scope"}), "does not let this token read that"),
        (Reply(404, {"message": "404 Not Found"}), "nothing there that we may see"),
        (Reply(200, "<html>Sign in</html>"), "something other than JSON"),
        (Reply(500, "oops"), "trouble of its own"),
        (Reply(200, {"id": 7}, cut_after=3), "does not answer, or not to the end"),
    ],
)
def test_a_server_that_refuses_is_said_without_the_token(reply: Reply, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        collected(routes() | {"GET /api/v4/user": [reply]})

    assert TOKEN not in str(refused.value)


def test_a_server_that_is_busy_or_breaks_off_is_asked_again() -> None:
    answers, waited = routes(), list[float]()
    first, listed = answers["GET /api/v4/user"], answers["GET /api/v4/merge_requests"]
    answers["GET /api/v4/user"] = [Reply(429, "", {"Retry-After": "7"}), Reply(502, ""), *first]
    answers["GET /api/v4/merge_requests"] = [Reply(body=recorded("merge_requests"), cut_after=50), *listed]
    with serving(answers) as server:
        items = list(collector.collect(replace(given(server.address), pause=waited.append)))

    assert 7.0 in waited
    assert len(findings(items)) == 7


def test_an_answer_that_is_no_list_is_refused() -> None:
    with pytest.raises(Refused, match="other than a list"):
        collected(routes() | {"GET /api/v4/merge_requests": [Reply(body={"message": "maintenance"})]})


def test_without_a_token_it_says_what_to_do() -> None:
    with pytest.raises(Refused, match="without a token"):
        collected(routes(), token=" ")


def test_the_address_may_be_copied_with_the_path_of_the_api() -> None:
    with serving(routes()) as server:
        items = list(collector.collect(given(f"{server.address}/api/v4/")))

    assert len(findings(items)) == 7


def test_a_day_to_begin_with_is_asked_for() -> None:
    with serving(routes()) as server:
        list(collector.collect(given(server.address, since="2026-10-01")))

    assert any("/merge_requests?" in path and "updated_after=2026-10-01T00%3A00%3A00Z" in path for path in server.paths)
    assert any("/users/7/events?" in path and "after=2026-09-29" in path for path in server.paths)


def test_an_earlier_day_to_begin_with_has_all_read_again() -> None:
    with serving(routes()) as server:
        state = last_state(list(collector.collect(given(server.address, since="2026-10-01"))))
        begun = len(server.asked)
        list(collector.collect(given(server.address, since="2026-01-01", state=state)))
        asked = server.paths[begun:]

    assert any("/merge_requests?" in path and "updated_after=2026-01-01T00%3A00%3A00Z" in path for path in asked)
    assert any("/users/7/events?" in path and "after=2025-12-30" in path for path in asked)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(Refused, match="is not a day"):
        collected(routes(), since="last spring")


def test_the_settings_and_the_guide_are_there() -> None:
    assert [setting.name for setting in collector.settings] == ["address", "token", "projects", "since"]
    assert "read_api" in collector.guide
