from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from alongside.sources.collectors.calendar.tests.servers import (
    ANNA_ICS,
    TEAM,
    TODAY,
    WORK,
    calendar,
    collected,
    event,
    events,
    found,
    gone,
    ics,
    last_state,
    multistatus,
    place,
    server,
    signed_in,
)
from alongside.sources.collectors.calendar.xml import resources
from alongside.sources.collectors.contract import Found, Refused
from alongside.sources.collectors.tests.loopback import Reply, serving

ICS = "GET /anna.ics"


def ids(items: list[object]) -> list[str]:
    return sorted(item.finding.id for item in items if isinstance(item, Found))


def test_an_address_is_read_like_a_file() -> None:
    with serving({ICS: [Reply(200, ANNA_ICS.read_bytes())]}) as web:
        items = collected({"address": f"{web.address}/anna.ics"})

    assert found(items) == found(collected(place(ANNA_ICS)))


def test_what_did_not_change_is_not_sent_again_on_the_same_day() -> None:
    with serving(
        {ICS: [Reply(200, ANNA_ICS.read_bytes(), {"ETag": '"1"'}), Reply(304), Reply(200, ANNA_ICS.read_bytes())]}
    ) as web:
        asked = {"address": f"{web.address}/anna.ics"}
        state = last_state(collected(asked))
        again = collected(asked, state=state)
        next_week = collected(asked, state=last_state(again), today=TODAY + timedelta(days=7))

        tags = [request.headers.get("If-None-Match") for request in web.asked]

    assert tags == [None, '"1"', None]
    assert (found(again), gone(again)) == ([], [])
    assert len(found(next_week)) == 2


def test_a_server_is_asked_where_its_calendars_are() -> None:
    work = events(ics(event("a", "20261102")), ics(event("b", "20261103")))
    with serving(server(work, events(ics(event("c", "20261104"))))) as web:
        items = collected(signed_in(web.address))

        asked = web.asked

    assert ids(list(items)) == ["a", "b", "c"]
    assert {item.origin for item in items if isinstance(item, Found)} == {"Work", "Team"}
    assert {request.headers["Authorization"][:6] for request in asked} == {"Basic "}
    assert not any("tasks" in request.path for request in asked if request.method == "REPORT")
    assert sum(request.path == WORK for request in asked) == 3
    assert b'start="20231121T000000Z"' in asked[4].body
    assert b'end="20261122T000000Z"' in asked[6].body


def test_the_address_of_a_calendar_itself_is_enough() -> None:
    routes = {
        f"PROPFIND {WORK}": [multistatus(calendar(WORK, "Work"))],
        f"REPORT {WORK}": [events(ics(event("a", "20261102")))],
    }
    with serving(routes) as web:
        assert ids(list(collected(signed_in(web.address + WORK)))) == ["a"]


def test_only_calendars_that_were_named_are_read() -> None:
    with serving(server(events(ics(event("a", "20261102"))), events(ics(event("c", "20261104"))))) as web:
        items = collected(signed_in(web.address, calendars="team"))

        with pytest.raises(Refused, match="“Work”, “Team”"):
            collected(signed_in(web.address, calendars="private"))

        reports = {request.path for request in web.asked if request.method == "REPORT"}

    assert ids(list(items)) == ["c"]
    assert reports == {TEAM}


def test_a_calendar_that_did_not_change_is_asked_for_new_days_only() -> None:
    weekly = ics(event("w", "20261103", "RRULE:FREQ=WEEKLY"))
    with serving(server(events(weekly))) as web:
        asked = signed_in(web.address)
        first = collected(asked)
        same_day = collected(asked, state=last_state(first))
        reports = len([request for request in web.asked if request.method == "REPORT"])
        next_week = collected(asked, state=last_state(same_day), today=TODAY + timedelta(days=7))
        bodies = [request.body for request in web.asked if request.path == WORK]

    assert reports == 6
    assert (found(same_day), gone(same_day)) == ([], [])
    assert ids(list(next_week)) == ["w/2026-11-24T10:00:00Z"]
    assert gone(next_week) == []
    assert b'start="20261120T000000Z" end="20261129T000000Z"' in bodies[-1]
    assert len(bodies) == 4


def test_what_was_deleted_on_the_server_is_gone() -> None:
    both = events(ics(event("a", "20261102")), ics(event("b", "20261103")))
    with serving(server(both)) as web:
        state = last_state(collected(signed_in(web.address)))
    with serving(server(events(ics(event("a", "20261102"))), mark="2")) as web:
        items = collected(signed_in(web.address), state=state)

    assert gone(items) == ["b"]
    assert found(items) == []


def test_a_meeting_that_moved_to_another_calendar_is_not_gone() -> None:
    with serving(server(events(ics(event("a", "20261102"))))) as web:
        state = last_state(collected(signed_in(web.address)))
    with serving(server(multistatus(), events(ics(event("a", "20261102"))), mark="2")) as web:
        items = collected(signed_in(web.address), state=state | {"calendars": {WORK: state["calendars"][WORK]}})

    assert gone(items) == []


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(401), "does not accept"),
        (Reply(403), "does not let"),
        (Reply(404), "nothing there that we may see"),
        (Reply(200, "<html>sign in"), "not XML"),
        (Reply(200, "hello"), "not XML"),
        (Reply(200, "<html/>"), "not as a calendar server"),
        (Reply(207, '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'), "document type"),
        (Reply(429, headers={"Retry-After": "1"}), "too often"),
        (Reply(500), "trouble of its own"),
        (Reply(200, b"x" * 500, cut_after=100), "does not answer"),
    ],
)
def test_what_a_server_does_not_give_is_said_without_the_password(reply: Reply, says: str) -> None:
    with serving({"PROPFIND /dav/": [reply]}) as web, pytest.raises(Refused, match=says) as refusal:
        collected(signed_in(f"{web.address}/dav/"))

    assert "s3cret" not in str(refusal.value)


@pytest.mark.parametrize(
    "trouble", [Reply(500), Reply(429, headers={"Retry-After": "1"}), Reply(207, b"<d:multistatus>" * 9, cut_after=20)]
)
def test_a_server_that_recovers_is_read(trouble: Reply) -> None:
    routes = server(events(ics(event("a", "20261102"))))
    routes[f"REPORT {WORK}"].insert(0, trouble)
    with serving(routes) as web:
        assert ids(list(collected(signed_in(web.address)))) == ["a"]


@pytest.mark.parametrize("reply", [Reply(404), Reply(401), Reply(200, "<html>"), Reply(200, "")])
def test_an_address_that_gives_no_calendar_is_refused(reply: Reply) -> None:
    with serving({ICS: [reply]}) as web, pytest.raises(Refused):
        collected({"address": f"{web.address}/anna.ics"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_entity_is_ever_read(encoding: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'

    with pytest.raises(Refused, match="document type"):
        resources(f'<?xml version="1.0" encoding="{encoding}"?>{bomb}'.encode(encoding))


@settings(max_examples=200, deadline=None)
@drawn(st.binary(max_size=200) | st.text(alphabet="<>/&;!?d:multisaprehf\"='[] ", max_size=200).map(str.encode))
def test_no_answer_does_more_than_be_refused(content: bytes) -> None:
    try:
        answered = resources(content)
    except Refused:
        return

    assert all(resource.href for resource in answered)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@drawn(st.data())
def test_no_damage_to_a_file_stops_the_reading(tmp_path: Path, data: st.DataObject) -> None:
    lines = ANNA_ICS.read_bytes().splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 6))):
        spot = data.draw(st.integers(1, len(lines) - 1))
        lines[spot] = data.draw(
            st.binary(max_size=40) | st.sampled_from([b"UID:\n", b'ATTENDEE;CN="x:mailto:\n', b"CLASS:\n"])
        )
    path = tmp_path / "damaged.ics"
    path.write_bytes(b"".join(lines))

    for finding in found(collected(place(path))):
        assert finding.at.tzinfo
        assert 0 < len(finding.id) <= 200
        (finding.id + finding.title).encode()
