"""What is between two, the agenda from the page of a person, and the brief before a rare talk."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.actions import Told
from alongside.evidence.findings import Finding
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import Pair, TalkingPoint
from alongside.one_on_ones.queries.brief import brief_for
from alongside.one_on_ones.queries.rare import rare_talks
from alongside.one_on_ones.tests.conftest import NOON, token
from alongside.people import actions as people
from alongside.people.contacts import Contact
from alongside.people.models import Person


@pytest.fixture
def elena(anna: Member) -> Person:
    return people.add_person(anna, name="Elena Petrova", relation="skip_level", email="elena@example.org")


def panel(page: Client, person: Person) -> str:
    return page.get(f"/one-on-ones/with/{person.pk}/", headers={"HX-Request": "true"}).text


def test_what_is_open_and_was_talked_about_is_shown(as_anna: Client, anna: Member, shared: Pair) -> None:
    done = actions.add_point(anna, pair=shared, line="decision: who covers the holidays")
    actions.mark_done(anna, point=done)
    actions.add_point(anna, pair=shared, line="question: what is next")
    actions.make_promise(anna, pair=shared, text="Send the rota", due_on=date(2026, 11, 18), side="owner")
    actions.make_promise(anna, pair=shared, text="Ask the ledger team", side="other")

    shown = panel(as_anna, shared.person)

    assert "What is next" in shown or "what is next" in shown
    assert "You promised: Send the rota" in shown
    assert "2 days late" in shown
    assert "Ben promised: Ask the ledger team" in shown
    assert "who covers the holidays" in shown
    assert "<h1>" not in shown


def test_it_is_a_page_without_htmx(as_anna: Client, shared: Pair) -> None:
    assert "<h1>You and Ben the boss</h1>" in as_anna.get(f"/one-on-ones/with/{shared.person_id}/").text


def test_where_there_are_no_one_on_ones_they_can_be_started(as_anna: Client, elena: Person) -> None:
    shown = panel(as_anna, elena)
    started = as_anna.get(f"/one-on-ones/pair-up/?person={elena.pk}").text

    assert "between--none" in shown
    assert f'value="@{elena.handle}"' in started


def test_of_two_who_became_one_both_one_on_ones_are_shown(as_anna: Client, anna: Member, shared: Pair) -> None:
    twin = people.add_person(anna, name="B. Boss")
    other = actions.pair_up(anna, person=twin)
    warned = as_anna.get(f"/people/{twin.pk}/").text
    people.merge_persons(anna, person=twin, into=shared.person)

    both = panel(as_anna, shared.person)
    actions.archive(anna, pair=other)

    assert "there will be two with one person; archive one" in warned
    assert "You have 2 one-on-ones with Ben" in both
    assert f"/one-on-ones/{shared.pk}/" in both
    assert f"/one-on-ones/{other.pk}/" in both
    assert "You have 2" not in panel(as_anna, shared.person)


@pytest.mark.parametrize("has_pair", [False, True])
def test_one_on_ones_of_the_calendar_are_shown_between_the_two(
    as_anna: Client, anna: Member, elena: Person, has_pair: bool
) -> None:
    met = [
        Contact(elena.pk, "one_on_one", NOON - timedelta(days=days), text=f"Elena {days}", source_id=f"activity/{days}")
        for days in (-3, 12, 26)
    ]
    people.keep_touchpoints(anna, source="calendar", contacts=met)
    if has_pair:
        actions.pair_up(anna, person=elena)

    shown = panel(as_anna, elena)
    told = as_anna.get(f"/api/persons/{elena.pk}/between", headers=token(anna)).json()

    assert "You have no one-on-ones yet" not in shown
    assert ("You last met one-on-one 12 days ago" in shown) == (not has_pair)
    assert [f"Elena {days}<" in shown for days in (12, 26, -3)] == [True, True, False]
    assert told["last_talked_on"] == "2026-11-08"


def test_a_pair_that_the_other_started_is_found(client: Client, ben: Member, shared: Pair, anna: Member) -> None:
    mine = people.add_person(ben, name="Anna", relation="report", email="anna@example.org")
    actions.add_point(anna, pair=shared, line="question: for both")
    actions.add_point(anna, pair=shared, line="question: for her alone", audience="me")
    client.force_login(ben.user)

    shown = panel(client, mine)

    assert "for both" in shown
    assert "for her alone" not in shown
    assert "Ben the boss" not in shown


def test_a_question_is_put_on_the_agenda_once(as_anna: Client, anna: Member, shared: Pair) -> None:
    path = f"/one-on-ones/with/{shared.person_id}/raise/"
    sent = {"text": "What matters most to you?", "kind": "question", "next": f"/people/{shared.person_id}/"}

    answers = [as_anna.post(path, sent) for _ in range(2)]

    point = TalkingPoint.objects.visible_to(anna).get()
    assert (point.text, point.kind) == ("What matters most to you?", "question")
    assert {answer.headers["Location"] for answer in answers} == {f"/people/{shared.person_id}/"}


def test_work_that_is_raised_keeps_its_source(as_anna: Client, anna: Member, shared: Pair) -> None:
    entry = evidence.log(anna, line="win: cut the build time")

    as_anna.post(
        f"/one-on-ones/with/{shared.person_id}/raise/",
        {"text": "Cut the build time", "kind": "update", "key": f"entry:{entry.pk}"},
    )

    assert TalkingPoint.objects.visible_to(anna).get().entry == entry


def test_without_one_on_ones_the_way_to_them_is_shown(as_anna: Client, elena: Person) -> None:
    answer = as_anna.post(f"/one-on-ones/with/{elena.pk}/raise/", {"text": "What next?"}, follow=True)

    assert answer.redirect_chain[-1][0] == f"/one-on-ones/pair-up/?person={elena.pk}"
    assert "no one-on-ones with Elena Petrova yet" in answer.text


@pytest.mark.parametrize("sent", [{"text": ""}, {"text": "x" * 4001}, {"text": "x", "kind": "shoe"}])
def test_what_is_no_point_is_refused_in_words(
    as_anna: Client, anna: Member, shared: Pair, sent: dict[str, str]
) -> None:
    answer = as_anna.post(f"/one-on-ones/with/{shared.person_id}/raise/", sent, follow=True)

    assert answer.status_code == 200
    assert not TalkingPoint.objects.visible_to(anna).exists()


@pytest.mark.parametrize("name", ["ben", "cleo", "dan"])
def test_nobody_else_reads_the_panel_or_the_brief(
    client: Client, ben: Member, cleo: Member, dan: Member, elena: Person, name: str
) -> None:
    member = {"ben": ben, "cleo": cleo, "dan": dan}[name]
    client.force_login(member.user)

    for path in (f"/one-on-ones/with/{elena.pk}/", f"/people/{elena.pk}/brief/"):
        assert client.get(path).status_code == 404
    assert client.post(f"/one-on-ones/with/{elena.pk}/raise/", {"text": "x"}).status_code == 404
    for path in ("between", "brief"):
        assert client.get(f"/api/persons/{elena.pk}/{path}", headers=token(member)).status_code == 404


def test_a_brief_of_somebody_unknown_still_helps(anna: Member, elena: Person) -> None:
    found = brief_for(anna, elena, now=timezone.now())

    assert (found.cares, found.seen, found.tell, found.talk) == ((), (), (), None)
    assert found.ask == "What matters most to you in how we work together?"
    assert found.ask_why == "you have not written down what they care about yet"


def story(anna: Member, action: str, on: date, witnesses: list[Person]) -> Any:
    return evidence.write_story(anna, told=Told(action=action, result="faster", happened_on=on), witnesses=witnesses)


def test_what_they_saw_is_not_told_again(anna: Member, elena: Person) -> None:
    people.touch(anna, person=elena, text="Coffee", at=datetime(2026, 9, 1, 12, tzinfo=UTC))
    story(anna, "Cut the checkout", date(2026, 10, 1), [elena])
    story(anna, "Move the ledger", date(2026, 10, 2), [])
    story(anna, "Old fame", date(2026, 8, 1), [])
    evidence.log(anna, line="win: taught a class 2026-10-03")
    evidence.log(anna, line="win: showed it @elena 2026-10-04")

    found = brief_for(anna, elena, now=timezone.now())

    assert [line.text for line in found.seen] == ["Cut the checkout"]
    assert [line.text for line in found.tell] == ["Move the ledger", "taught a class"]
    assert found.since == date(2026, 9, 1)


def test_what_is_known_comes_first_what_they_care_about(anna: Member, elena: Person) -> None:
    people.note_person(anna, person=elena, about="promoted", text="Yuki")
    people.note_person(anna, person=elena, about="cares", text="Incidents that teach")

    found = brief_for(anna, elena, now=timezone.now())

    assert [topic.note.text for topic in found.cares if topic.note] == ["Incidents that teach", "Yuki"]


def test_when_all_is_known_the_question_bank_asks(anna: Member, elena: Person) -> None:
    actions.open_bank(anna)
    for about in ("goals", "pressures", "success", "promoted", "cares"):
        people.note_person(anna, person=elena, about=about, text="known")

    found = brief_for(anna, elena, now=timezone.now())

    assert found.ask
    assert "{" not in found.ask
    assert found.ask_why == "from your question bank"


def test_a_friend_has_seen_nothing_by_being_one(anna: Member, elena: Person) -> None:
    story(anna, "Move the ledger", date(2026, 10, 2), [])
    people.edit_person(anna, person=elena, friend=True)

    found = brief_for(anna, elena, now=timezone.now())

    assert found.seen == ()
    assert [line.text for line in found.tell] == ["Move the ledger"]


def test_the_page_of_the_brief(as_anna: Client, anna: Member, elena: Person) -> None:
    story(anna, "Move the ledger", date(2026, 10, 2), [])
    people.note_person(anna, person=elena, about="cares", text="Incidents that teach")

    shown = as_anna.get(f"/people/{elena.pk}/brief/").text

    for words in (
        "Move the ledger",
        "Incidents that teach",
        "One thing to tell",
        "One to ask",
        "No talk with Elena is on record",
    ):
        assert words in shown


def paired(anna: Member, person: Person, hours: int) -> Pair:
    pair = actions.pair_up(anna, person=person)
    actions.plan(anna, pair=pair, starts_at=timezone.now() + timedelta(hours=hours))
    return pair


@pytest.mark.parametrize(
    ("relation", "hours", "rare"),
    [
        ("skip_level", 3, True),
        ("managers_peer", 23, True),
        ("stakeholder", 5, True),
        ("skip_level", 26, False),
        ("manager", 3, False),
        ("mentor", 3, False),
    ],
)
def test_a_talk_within_a_day_in_an_outer_ring_is_rare(anna: Member, relation: str, hours: int, rare: bool) -> None:
    person = people.add_person(anna, name="Somebody", relation=relation)
    pair = paired(anna, person, hours)

    found = rare_talks(anna, now=timezone.now())

    assert [(talk.person, talk.pair) for talk in found] == ([(person, pair)] if rare else [])


def test_whom_their_owner_put_a_level_up_is_a_rare_talk(anna: Member) -> None:
    person = people.add_person(anna, name="Somebody", relation="mentor")
    person.placed_in = "next_level"
    person.save()
    paired(anna, person, 3)

    assert len(rare_talks(anna, now=timezone.now())) == 1


def meeting(anna: Member, attendees: list[str], hours: int = 3) -> None:
    at = timezone.now() + timedelta(hours=hours)
    evidence.keep(
        anna,
        source="calendar",
        origin="work",
        findings=[
            Finding(
                id=f"m{hours}{len(attendees)}",
                kind="meeting",
                title="Catching up",
                at=at,
                credits=tuple(("attendee", "", address) for address in attendees),
            )
        ],
    )


def test_a_small_meeting_of_the_calendar_counts_and_a_large_one_does_not(anna: Member, elena: Person) -> None:
    meeting(anna, [f"p{number}@example.org" for number in range(9)] + ["elena@example.org"], hours=2)
    assert rare_talks(anna, now=timezone.now()) == []

    meeting(anna, ["Elena@example.org", "anna@example.org"])

    assert [(talk.person, talk.pair) for talk in rare_talks(anna, now=timezone.now())] == [(elena, None)]


def test_who_was_removed_is_no_rare_talk_of_the_calendar(anna: Member, elena: Person) -> None:
    meeting(anna, ["elena@example.org"])
    people.remove_person(anna, person=elena)

    assert rare_talks(anna, now=timezone.now()) == []


def test_the_same_meeting_in_both_is_told_once(anna: Member, elena: Person) -> None:
    pair = paired(anna, elena, 5)
    meeting(anna, ["elena@example.org"], hours=5)

    assert [talk.pair for talk in rare_talks(anna, now=timezone.now())] == [pair]


def test_the_brief_names_the_meeting(as_anna: Client, anna: Member, elena: Person) -> None:
    pair = paired(anna, elena, 2)

    shown = as_anna.get(f"/people/{elena.pk}/brief/").text

    assert "Today at 15:00" in shown
    assert f"/one-on-ones/{pair.pk}/prepare/" in shown


def test_programs_read_the_same(client: Client, anna: Member, elena: Person) -> None:
    pair = actions.pair_up(anna, person=elena, every="monthly", first_on=date(2026, 10, 1), at=time(10))
    story(anna, "Move the ledger", date(2026, 10, 2), [])
    people.note_person(anna, person=elena, about="cares", text="Incidents that teach")
    raised = client.post(
        f"/api/persons/{elena.pk}/raise", {"text": "What next?"}, "application/json", headers=token(anna)
    )

    between = client.get(f"/api/persons/{elena.pk}/between", headers=token(anna)).json()
    brief = client.get(f"/api/persons/{elena.pk}/brief", headers=token(anna)).json()

    assert raised.status_code == 201
    assert between["pair_id"] == pair.pk
    assert [point["text"] for point in between["points"]] == ["What next?"]
    assert [line["text"] for line in brief["tell"]] == ["Move the ledger"]
    assert [each["text"] for each in brief["cares"]] == ["Incidents that teach"]
    assert brief["ask"]


def test_without_one_on_ones_programs_are_told_that_nothing_is_there(
    client: Client, anna: Member, elena: Person
) -> None:
    between = client.get(f"/api/persons/{elena.pk}/between", headers=token(anna)).json()
    raised = client.post(f"/api/persons/{elena.pk}/raise", {"text": "x"}, "application/json", headers=token(anna))

    assert (between["pair_id"], between["points"]) == (None, [])
    assert raised.status_code == 404
