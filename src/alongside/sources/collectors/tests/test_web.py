import gzip
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.sources.collectors.contract import Refused
from alongside.sources.collectors.tests.loopback import Asked, Reply, Server, serving
from alongside.sources.collectors.web import Answer, NoAnswer, Web
from alongside.sources.collectors.web.limits import limited, seconds_to_wait

TOKEN = "ghp_0123456789abcdef"
NOON = "Sat, 21 Nov 2026 12:00:00 GMT"
NOON_SECONDS = 1_795_262_400


def a_web(server: Server, waits: list[float] | None = None, **more: Any) -> Web:
    waits = [] if waits is None else waits
    return Web(
        server.address,
        pause=lambda seconds: waits.append(seconds) if seconds else None,
        headers={"Authorization": f"Bearer {TOKEN}"},
        title="GitHub",
        **more,
    )


def asked(routes: dict[str, list[Reply]], ask: Callable[[Web], Answer]) -> tuple[Answer, list[float], list[Asked]]:
    waits: list[float] = []
    with serving(routes) as server, a_web(server, waits) as web:
        return ask(web), waits, server.asked


def refusal(routes: dict[str, list[Reply]], ask: Callable[[Web], object] = lambda web: web.get("/user")) -> NoAnswer:
    with serving(routes) as server, a_web(server) as web, pytest.raises(NoAnswer) as caught:
        ask(web)
    assert TOKEN not in str(caught.value)
    assert TOKEN not in repr(caught.value)
    return caught.value


def test_an_answer_is_read_and_the_server_told_who_asks() -> None:
    routes = {"GET /user?page=2": [Reply(body={"login": "anna"}, headers={"ETag": 'W/"1"'})]}

    answer, waits, requests = asked(routes, lambda web: web.get("/user", page=2))

    assert (answer.status, answer.json, answer.etag, answer.next) == (200, {"login": "anna"}, 'W/"1"', "")
    assert requests[0].headers["user-agent"].startswith("Alongside")
    assert requests[0].headers["authorization"] == f"Bearer {TOKEN}"
    assert waits == []


@pytest.mark.parametrize(
    ("status", "says"), [(401, "token"), (403, "scopes"), (404, "Check the address"), (418, "418")]
)
def test_a_refusal_says_what_to_do_and_is_not_asked_again(status: int, says: str) -> None:
    with serving({"GET /user": [Reply(status, {"message": f"no {TOKEN}"})]}) as server, a_web(server) as web:
        with pytest.raises(NoAnswer, match=says) as caught:
            web.get("/user")

        assert len(server.asked) == 1

    assert caught.value.status == status
    assert TOKEN not in str(caught.value)


def test_without_a_token_it_asks_for_one() -> None:
    with (
        serving({"GET /user": [Reply(401)]}) as server,
        Web(server.address, pause=lambda _: None) as web,
        pytest.raises(NoAnswer, match="Enter a token"),
    ):
        web.get("/user")


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"Retry-After": "7"}, 7),
        (429, {"Retry-After": "Sat, 21 Nov 2026 12:00:30 GMT", "Date": NOON}, 30),
        (429, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(NOON_SECONDS + 90), "Date": NOON}, 91),
        (429, {"RateLimit-Remaining": "0", "RateLimit-Reset": "12"}, 12),
        (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(NOON_SECONDS + 90), "Date": NOON}, 91),
        (403, {"Retry-After": "60"}, 60),
        (503, {"Retry-After": "3"}, 3),
        (429, {"Retry-After": "soon"}, 60),
    ],
)
def test_it_waits_as_long_as_the_server_asks(status: int, headers: dict[str, str], seconds: float) -> None:
    answer, waits, _ = asked(
        {"GET /user": [Reply(status, headers=headers), Reply(body={"login": "anna"})]}, lambda web: web.get("/user")
    )

    assert answer.json == {"login": "anna"}
    assert waits == [seconds]


def test_a_second_limit_without_a_span_is_waited_out() -> None:
    limit = Reply(403, {"message": "You have exceeded a secondary rate limit."})

    _, waits, _ = asked({"GET /user": [limit, limit, Reply(body={})]}, lambda web: web.get("/user"))

    assert waits == [60, 120]


def test_when_the_last_question_is_spent_the_next_one_waits() -> None:
    spent = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(NOON_SECONDS + 20), "Date": NOON}

    _, waits, requests = asked(
        {"GET /user": [Reply(body={}, headers=spent), Reply(body={})]},
        lambda web: (web.get("/user"), web.get("/user"))[1],
    )

    assert waits == [21]
    assert len(requests) == 2


def test_a_wait_of_many_hours_ends_the_run() -> None:
    assert "24.0 hours" in str(refusal({"GET /user": [Reply(429, headers={"Retry-After": "86400"})]}))


def test_a_limit_that_never_ends_is_given_up() -> None:
    assert "too often" in str(refusal({"GET /user": [Reply(429, headers={"Retry-After": "1"})]}))


def test_trouble_of_the_server_passes() -> None:
    answer, waits, _ = asked(
        {"GET /user": [Reply(500), Reply(502), Reply(body={"ok": 1})]}, lambda web: web.get("/user")
    )

    assert answer.json == {"ok": 1}
    assert waits == [1, 2]


def test_trouble_that_stays_is_told() -> None:
    problem = refusal({"GET /user": [Reply(500)]})

    assert problem.status == 500
    assert "later" in str(problem)


def test_a_half_sent_answer_is_asked_for_again() -> None:
    half = Reply(body={"login": "anna"}, cut_after=5)

    answer, waits, _ = asked({"GET /user": [half, Reply(body={"login": "anna"})]}, lambda web: web.get("/user"))

    assert answer.json == {"login": "anna"}
    assert waits == [1]


def test_answers_that_are_always_half_sent_are_given_up() -> None:
    assert "not to the end" in str(refusal({"GET /user": [Reply(body={"login": "anna"}, cut_after=5)]}))


def test_broken_compression_is_a_half_sent_answer() -> None:
    broken = Reply(body=gzip.compress(b"{}" * 99)[:20], headers={"Content-Encoding": "gzip"})

    answer, _, _ = asked(
        {"GET /user": [Reply(body=b"no gzip", headers=broken.headers), Reply(body=[])]}, lambda web: web.get("/user")
    )

    assert answer.json == []


def test_nobody_there_is_told() -> None:
    with serving({}) as server:
        pass

    with a_web(server) as web, pytest.raises(NoAnswer, match="does not answer"):
        web.get("/user")


@pytest.mark.parametrize("body", ["<html>Sign in</html>", "", '{"login":', "[" * 100_000, b"\xff\xfe"])
def test_what_is_not_json_is_refused(body: Any) -> None:
    routes = {"GET /user": [Reply(body=body)]}

    assert "JSON" in str(refusal(routes, lambda web: web.get("/user").json))


def test_an_address_inside_a_query_is_no_whole_address() -> None:
    answer, _, _ = asked(
        {"GET /find?at=http://a.example": [Reply(body=[1])]}, lambda web: web.get("/find?at=http://a.example")
    )

    assert answer.json == [1]


def test_it_follows_within_the_server() -> None:
    routes = {"GET /old": [Reply(301, headers={"Location": "/new?a=1"})], "GET /new?a=1": [Reply(body=[1])]}

    answer, _, _ = asked(routes, lambda web: web.get("/old"))

    assert answer.json == [1]


def test_it_sends_nothing_to_another_server() -> None:
    with serving({"GET /": [Reply(body={})]}) as other:
        moved = Reply(302, headers={"Location": f"{other.address}/"})
        problem = refusal({"GET /user": [moved]})
        refusal({}, lambda web: web.get(f"{other.address}/"))

    assert "sends us on to 127.0.0.1" in str(problem)
    assert other.asked == []


def test_a_circle_ends() -> None:
    assert "circle" in str(refusal({"GET /user": [Reply(302, headers={"Location": "/user"})]}))


def test_what_did_not_change_is_not_sent_again() -> None:
    answer, _, requests = asked({"GET /user": [Reply(304)]}, lambda web: web.get("/user", etag='"1"'))

    assert answer.not_modified
    assert requests[0].headers["if-none-match"] == '"1"'


@pytest.mark.parametrize("link", ["</items?page=2>", "<http://loopback/items?page=2>"])
def test_the_next_page_is_a_whole_address(link: str) -> None:
    routes = {
        "GET /items": [Reply(body=[1], headers={"Link": f'{link}; rel="next", </items?page=9>; rel="last"'})],
        "GET /items?page=2": [Reply(body=[2])],
    }

    answer, _, _ = asked(routes, lambda web: web.get(web.get("/items").next))

    assert answer.json == [2]
    assert answer.next == ""


def test_questions_can_be_posted() -> None:
    answer, _, requests = asked(
        {"POST /graphql": [Reply(500), Reply(body={"data": 1})]}, lambda web: web.post("/graphql", json={"query": "q"})
    )

    assert answer.json == {"data": 1}
    assert requests[1].body == b'{"query":"q"}'
    assert requests[1].headers["content-type"] == "application/json"


def test_other_verbs_are_sent_as_they_are() -> None:
    answer, _, requests = asked(
        {"PROPFIND /dav/": [Reply(207, "<multistatus/>")]},
        lambda web: web.request("PROPFIND", "/dav/", content=b"<propfind/>", headers={"Depth": "1"}),
    )

    assert answer.text == "<multistatus/>"
    assert (requests[0].headers["depth"], requests[0].body) == ("1", b"<propfind/>")


def test_a_name_and_password_in_the_address_are_sent_and_never_shown() -> None:
    with serving({"GET /cal": [Reply(body="x"), Reply(401)]}) as server:
        address = server.address.replace("http://", "http://anna:s3cret@") + "/cal"
        with Web(address, pause=lambda _: None) as web:
            answer = web.get("")
            with pytest.raises(NoAnswer) as caught:
                web.get("")

    assert server.asked[0].headers["authorization"].startswith("Basic ")
    assert "s3cret" not in f"{web!r} {answer!r} {caught.value!r} {answer.url}"


@pytest.mark.parametrize(
    "address", ["", "github.example.org", "ftp://example.org", "http://", "https://[", "http://a b:c/"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="address"):
        Web(address, pause=lambda _: None)


def test_a_token_with_letters_that_no_token_has_is_refused() -> None:
    with pytest.raises(Refused, match="Copy it again") as caught:
        Web("https://example.org", pause=lambda _: None, headers={"Authorization": f"Bearer {TOKEN}\N{EM DASH}"})

    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("host", ["example.org", "8.8.8.8"])
def test_a_token_goes_over_no_open_line(host: str) -> None:
    with pytest.raises(Refused, match="https://"):
        Web(f"http://{host}", pause=lambda _: None, headers={"PRIVATE-TOKEN": TOKEN})


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "10.1.2.3", "tracker.lan", "tracker"])
def test_a_token_may_go_over_an_open_line_nearby(host: str) -> None:
    with Web(f"http://{host}", pause=lambda _: None, headers={"PRIVATE-TOKEN": TOKEN}) as web:
        assert TOKEN not in repr(web)


def test_a_pause_that_stops_ends_the_run_before_anything_is_asked() -> None:
    class Stopped(Exception):
        pass

    def stop(_: float) -> None:
        raise Stopped

    with serving({}) as server, Web(server.address, pause=stop) as web, pytest.raises(Stopped):
        web.get("/user")

    assert server.asked == []


def test_an_answer_without_end_is_refused() -> None:
    bomb = gzip.compress(b" " * 70_000_000)

    assert "64 MB" in str(refusal({"GET /user": [Reply(body=bomb, headers={"Content-Encoding": "gzip"})]}))


@given(
    st.sampled_from([403, 429, 503]),
    st.dictionaries(
        st.sampled_from(["retry-after", "x-ratelimit-reset", "ratelimit-reset", "x-ratelimit-remaining", "date"]),
        st.text(),
    ),
    st.binary(),
)
def test_any_header_gives_a_span(status: int, headers: dict[str, str], content: bytes) -> None:
    assert limited(status, headers, content) in {True, False}
    assert seconds_to_wait(headers) >= 1
